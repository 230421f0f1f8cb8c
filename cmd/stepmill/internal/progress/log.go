package progress

import (
	"context"
	"log/slog"
	"strings"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

// Logger returns a logger whose warnings and errors are shown as sentences above the tree.
func (r *Reporter) Logger() *slog.Logger { return slog.New(handler{r: r}) }

// handler shows log records by a Reporter. Groups are not told apart: nothing here logs in groups.
type handler struct {
	r     *Reporter
	attrs []slog.Attr
}

func (h handler) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelWarn }

func (h handler) Handle(_ context.Context, rec slog.Record) error {
	var details []string
	add := func(a slog.Attr) bool {
		details = append(details, a.Key+" "+a.Value.String())
		return true
	}
	for _, a := range h.attrs {
		add(a)
	}
	rec.Attrs(add)
	style, text := term.Yellow, "warning: "+rec.Message
	if rec.Level >= slog.LevelError {
		style, text = term.Red, "error: "+rec.Message
	}
	if len(details) > 0 {
		text += " (" + strings.Join(details, ", ") + ")"
	}
	h.r.Say(style, "%s", term.Clean(text))
	return nil
}

func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return handler{h.r, append(append([]slog.Attr(nil), h.attrs...), attrs...)}
}

func (h handler) WithGroup(string) slog.Handler { return h }
