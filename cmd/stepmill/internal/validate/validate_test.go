package validate

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

// TestAllAtOnce shows every finding to people too, however many there are.
func TestAllAtOnce(t *testing.T) {
	const states = 300
	var members []string
	for i := range states {
		members = append(members, fmt.Sprintf(`"S%d": {"Type": "Pass", "Next": "Nowhere%d"}`, i, i))
	}
	definition := `{"StartAt": "S0", "States": {` + strings.Join(members, ",\n") + `}}`
	for _, format := range []string{"oneline", "text"} {
		var out, talk bytes.Buffer
		err := run(&Options{
			Globals: cli.Globals{Project: t.TempDir()}, IO: cli.IO{Out: term.Stream{Writer: &out}, Err: term.Stream{Writer: &talk}},
			In: strings.NewReader(definition), Files: []string{"-"}, Format: format,
		})
		if err == nil {
			t.Error("no error")
		}
		if n := strings.Count(out.String(), "error: Missing 'Next' target"); n != states {
			t.Errorf("%s shows %d of %d", format, n, states)
		}
		if strings.Contains(talk.String(), "not shown") {
			t.Errorf("%s says %s", format, &talk)
		}
	}
}
