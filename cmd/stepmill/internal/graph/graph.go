package graph

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/asl"
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
		Example: `  # for a README
  stepmill graph pipeline.asl.json

  # a picture
  stepmill graph pipeline.asl.json -o pipeline.svg`,
		Args:              cobra.ExactArgs(1),
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
	tree, found := asl.Parse(m.Source)
	if tree.StartAt == nil && len(tree.States) == 0 { // nothing to draw; other mistakes leave a drawing that helps to find them
		return target.Report(o.IO, orNothing(found, m.Source))
	}
	drawing := draw(graph.New(tree), format, graph.Options{Title: o.Title})
	if o.Output == "" {
		_, err = io.WriteString(o.Out, drawing)
		return err
	}
	if err := os.WriteFile(o.Output, []byte(drawing), 0o644); err != nil {
		return cli.Usagef("the drawing cannot be written: %w", err)
	}
	return nil
}

func orNothing(found diag.List, src *diag.Source) diag.List {
	if found.HasErrors() {
		return found
	}
	return diag.List{{Code: asl.CodeSchema, Message: "The definition has no states", Source: src, Help: "Write StartAt and States."}}
}

func (o *Options) format() (string, error) {
	f := o.Format
	if f == "" {
		switch strings.ToLower(filepath.Ext(o.Output)) {
		case ".svg":
			f = "svg"
		case ".dot", ".gv":
			f = "dot"
		default:
			f = "mermaid"
		}
	}
	if !slices.Contains(formats, f) {
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
