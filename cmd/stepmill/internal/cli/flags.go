package cli

import (
	"time"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

// Globals are the values of the flags that every command has.
type Globals struct {
	Data    string // folder that holds the executions
	Memory  bool   // keep nothing on disk
	Project string // folder whose project it is
	JSON    bool   // machines read the output
}

// DefaultData is the data folder where --data names none, relative to the working folder.
const DefaultData = ".stepmill"

func addGlobals(root *cobra.Command) {
	f := root.PersistentFlags()
	f.String("data", DefaultData, "folder that holds the executions")
	f.Bool("memory", false, "keep the executions in memory, and nothing on disk")
	f.String("project", ".", "folder of the project: the nearest stepmill.yaml or SAM template, upward from it")
	f.Bool("json", false, "print JSON")
	for _, name := range []string{"data", "project"} {
		_ = root.MarkPersistentFlagDirname(name) // fails only for a flag that is not there
	}
}

// GlobalsOf returns the common flags as they were given to a command.
func GlobalsOf(c *cobra.Command) Globals {
	text := func(name string) string { s, _ := c.Flags().GetString(name); return s }
	set := func(name string) bool { b, _ := c.Flags().GetBool(name); return b }
	return Globals{Data: text("data"), Memory: set("memory"), Project: text("project"), JSON: set("json")}
}

// IO is what a command reads, writes and tells the time by.
type IO struct {
	Out term.Stream // data
	Err term.Stream // talk
	Now func() time.Time
}

// IOOf returns the streams of a command.
func IOOf(c *cobra.Command) IO {
	return IO{Out: term.Open(c.OutOrStdout()), Err: term.Open(c.ErrOrStderr()), Now: time.Now}
}
