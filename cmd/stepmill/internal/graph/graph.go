package graph

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/check"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/graph"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/target"
)

// Options are the flags of stepmill graph and what it needs.
type Options struct {
	cli.Globals
	cli.IO
	Target string
	Format string // mermaid, dot, svg; "" follows from the name of Output
	Output string // file; "" is stdout
	Title  string
}

var formats = []string{"dot", "mermaid", "svg"}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	o := &Options{}
	c := &cobra.Command{
		Use:   "graph TARGET",
		Short: "Draw a state machine as Mermaid, DOT or SVG",
		Long: `Draw a state machine as Mermaid, DOT or SVG.

The name of the output file says which: .svg, .mmd and .md for Mermaid, .dot and
.gv for DOT. A definition with errors ends with exit code 2 and its findings;
what can be read of it is drawn all the same, unless its text breaks off.`,
		Example: `  # for a README
  stepmill graph pipeline.asl.json

  # a picture
  stepmill graph pipeline.asl.json -o pipeline.svg`,
		Args:              cli.OneArg("name what to draw: a definition file, or a state machine of the project"),
		ValidArgsFunction: target.Complete,
		RunE: func(c *cobra.Command, args []string) error {
			o.Globals, o.IO, o.Target = cli.GlobalsOf(c), cli.IOOf(c), args[0]
			return run(o)
		},
	}
	c.Flags().StringVar(&o.Format, "format", "", "dot, mermaid or svg (default: by the name of the output file, else mermaid)")
	c.Flags().StringVarP(&o.Output, "output", "o", "", "file to write (default: stdout)")
	c.Flags().StringVar(&o.Title, "title", "", "heading of the drawing")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formats, cobra.ShellCompDirectiveNoFileComp))
	return c
}

func run(o *Options) error {
	format, err := o.format()
	if err != nil {
		return err
	}
	p, err := target.ProjectOf(o.Project, o.Target, o.IO)
	if err != nil {
		return err
	}
	m, err := target.Find(p, o.Target)
	if err != nil {
		return err
	}
	tree, found := check.Source(m.Source, check.Config{Express: m.Express})
	if unreadable(found) || tree.StartAt == nil && len(tree.States) == 0 {
		return target.Report(o.IO, orNothing(found, m.Source))
	}
	if err := o.write(format, draw(graph.New(tree), format, graph.Options{Title: o.Title})); err != nil {
		return err
	}
	return target.Report(o.IO, found) // what is drawn in spite of mistakes helps to find them
}

// write writes the drawing; Markdown shows it only in a fence.
func (o *Options) write(format, drawing string) error {
	if format == "mermaid" && strings.EqualFold(filepath.Ext(o.Output), ".md") {
		drawing = "```mermaid\n" + drawing + "```\n"
	}
	if o.Output == "" {
		_, err := io.WriteString(o.Out, drawing)
		return err
	}
	if err := os.WriteFile(o.Output, []byte(drawing), 0o644); err != nil {
		return cli.Usagef("the drawing cannot be written: %w", err)
	}
	return nil
}

// unreadable reports whether the text is not JSON or YAML to its end. A drawing of what comes before would look whole and is not.
func unreadable(found diag.List) bool {
	return slices.ContainsFunc(found, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Error && (d.Code == asl.CodeJSON || d.Code == asl.CodeYAML)
	})
}

func orNothing(found diag.List, src *diag.Source) diag.List {
	if found.HasErrors() {
		return found
	}
	return diag.List{{Code: asl.CodeSchema, Message: "The definition has no states", Source: src, Help: "Write StartAt and States."}}
}

// suffixes are the names of files and the formats they mean.
var suffixes = map[string]string{".svg": "svg", ".mmd": "mermaid", ".md": "mermaid", ".dot": "dot", ".gv": "dot"}

func (o *Options) format() (string, error) {
	f, suffix := o.Format, strings.ToLower(filepath.Ext(o.Output))
	switch {
	case f == "" && o.Output == "":
		return "mermaid", nil
	case f == "" && suffixes[suffix] == "":
		return "", cli.Usagef("the name %s does not say what to draw: end it in .svg, .mmd, .md, .dot or .gv, or name a format with --format", o.Output)
	case f == "":
		return suffixes[suffix], nil
	case !slices.Contains(formats, f):
		return "", cli.Usagef("there is no format %q; use one of %s", f, strings.Join(formats, ", "))
	}
	return f, nil
}

func draw(g *graph.Graph, format string, o graph.Options) string {
	switch format {
	case "dot":
		return g.DOT(o)
	case "svg":
		return g.SVG(o)
	}
	return g.Mermaid(o)
}
