package session

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/engine/api/protocol"
)

// maxCompletions is how many executions a completion offers, the newest ones.
const maxCompletions = 50

// Complete completes the name of one execution.
func Complete(c *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	s, err := Open(c.Context(), Config{Globals: cli.GlobalsOf(c)})
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	defer s.Close()
	var names []string
	for h, err := range s.List(c.Context(), protocol.ListRequest{}) {
		if err != nil || len(names) == maxCompletions {
			break
		}
		if strings.HasPrefix(h.Name, begun) {
			names = append(names, h.Name+"\t"+h.StateMachine+" "+h.Status)
		}
	}
	return names, cobra.ShellCompDirectiveNoFileComp
}
