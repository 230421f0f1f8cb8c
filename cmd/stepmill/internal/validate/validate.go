package validate

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/asl/check"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/target"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/version"
	"github.com/stepmill/stepmill/engine/project"
)

// Options are the flags of stepmill validate and what it needs.
type Options struct {
	cli.Globals
	cli.IO
	In      io.Reader
	Files   []string // "-" is stdin; none: the machines of the project
	Format  string
	Express bool
}

// formats are the names a person types and the renderings they mean.
var formats = map[string]diag.Format{
	"text": diag.FormatText, "oneline": diag.FormatLine, "json": diag.FormatJSON, "sarif": diag.FormatSARIF, "github": diag.FormatGitHub,
}

var formatNames = []string{"text", "oneline", "json", "sarif", "github"}

// NewCommand returns the command.
func NewCommand() *cobra.Command {
	o := &Options{}
	c := &cobra.Command{
		Use:   "validate [FILE...]",
		Short: "Check definitions",
		Long: `Check definitions as AWS does, and with rules of our own that warn.

Without a file, all state machines of the project are checked. Errors end with
exit code 2; warnings alone do not.`,
		Example: `  stepmill validate pipeline.asl.json

  # annotate a pull request
  stepmill validate --format github definitions/*.json

  # for code scanning
  stepmill validate --format sarif *.asl.yaml > findings.sarif`,
		RunE: func(c *cobra.Command, args []string) error {
			o.Globals, o.IO, o.In, o.Files = cli.GlobalsOf(c), cli.IOOf(c), c.InOrStdin(), args
			return run(o)
		},
	}
	c.Flags().StringVar(&o.Format, "format", "", "text, oneline, json, sarif or github (default: text on a terminal, else oneline)")
	c.Flags().BoolVar(&o.Express, "express", false, "check as definitions of Express state machines")
	_ = c.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formatNames, cobra.ShellCompDirectiveNoFileComp))
	return c
}

// maxShown is how many findings people are shown: all, but for those in files that were made to have many.
const maxShown = 10_000

func run(o *Options) error {
	format, err := o.format()
	if err != nil {
		return err
	}
	sources, found, err := o.sources()
	if err != nil {
		return err
	}
	for _, s := range sources {
		_, more := check.Source(s.Source, check.Config{Express: o.Express || s.Express})
		found = append(found, more...)
	}
	shown := found
	left := 0
	if format == diag.FormatText || format == diag.FormatLine {
		shown, _ = found.Capped(maxShown)
		left = len(found) - len(shown)
	}
	opt := diag.Options{Format: format, Color: o.Out.Color, Tool: diag.Tool{Version: version.Read().Version}}
	if err := diag.Render(o.Out, shown, opt); err != nil {
		return err
	}
	fmt.Fprintln(o.Err, summary(len(sources), found, left))
	if found.HasErrors() {
		return cli.Silent(cli.ExitUsage)
	}
	return nil
}

func (o *Options) format() (diag.Format, error) {
	switch {
	case o.Format == "" && o.JSON:
		return diag.FormatJSON, nil
	case o.Format == "" && o.Out.TTY:
		return diag.FormatText, nil
	case o.Format == "":
		return diag.FormatLine, nil
	}
	f, ok := formats[o.Format]
	if !ok {
		return "", cli.Usagef("there is no format %q; use one of %s", o.Format, strings.Join(formatNames, ", "))
	}
	return f, nil
}

// sources are the definitions to check, with what was found in the project's own files.
func (o *Options) sources() ([]target.Machine, diag.List, error) {
	if err := target.Folder(o.Project); err != nil {
		return nil, nil, err
	}
	p, found, err := project.Load(o.Project)
	if err != nil {
		return nil, nil, cli.Usage(err)
	}
	var sources []target.Machine
	if len(o.Files) == 0 {
		if len(p.Files) == 0 {
			return nil, nil, cli.Usagef("name a definition file: there is no %s here to say which ones there are", project.FileName)
		}
		for i := range p.Machines {
			sources = append(sources, target.OfProject(&p.Machines[i]))
		}
		return sources, found, nil
	}
	for _, name := range o.Files {
		m, err := o.source(p, name)
		if err != nil {
			return nil, nil, err
		}
		sources = append(sources, m)
	}
	return sources, nil, nil
}

func (o *Options) source(p *project.Project, name string) (target.Machine, error) {
	if name == "-" {
		text, err := io.ReadAll(o.In)
		if err != nil {
			return target.Machine{}, fmt.Errorf("read stdin: %w", err)
		}
		return target.Machine{Source: &diag.Source{Name: "<stdin>", Text: string(text)}}, nil
	}
	m, err := target.Find(p, name)
	if reason := (*fs.PathError)(nil); err != nil && errors.As(err, &reason) {
		return m, cli.Usagef("%s cannot be read: %w", name, reason.Err)
	}
	return m, err
}

// summary is the last line: how many definitions, and what was found in them.
func summary(n int, found diag.List, left int) string {
	errs := len(found.Errors())
	warnings := len(slices.DeleteFunc(slices.Clone(found), func(d diag.Diagnostic) bool { return d.Severity != diag.Warning }))
	s := plural(n, "definition") + ": "
	switch {
	case errs == 0 && warnings == 0:
		s += "nothing found"
	default:
		s += plural(errs, "error") + ", " + plural(warnings, "warning")
	}
	if left > 0 {
		s += fmt.Sprintf(" (%d not shown)", left)
	}
	return s
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
