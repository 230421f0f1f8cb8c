package diag

import (
	"fmt"
	"strings"
)

// GitHub's workflow commands escape the characters that would end a property or the command.
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// writeGitHub writes d as a workflow command (GitHub Actions, "Workflow commands").
func writeGitHub(b *strings.Builder, d Diagnostic) {
	level := d.Severity.String()
	if d.Severity == Note {
		level = "notice"
	}
	var props []string
	add := func(key, val string) { props = append(props, key+"="+githubProperty.Replace(val)) }
	if d.File() != "" {
		add("file", d.File())
	}
	if s := d.Span; s.Known() {
		add("line", fmt.Sprint(s.Start.Line))
		add("col", fmt.Sprint(s.Start.Col))
		if s.End.Line == s.Start.Line && s.End.Col > s.Start.Col {
			add("endColumn", fmt.Sprint(s.End.Col))
		}
	}
	add("title", d.Code)
	text := d.Message
	if d.Help != "" {
		text += "\n" + d.Help
	}
	fmt.Fprintf(b, "::%s %s::%s\n", level, strings.Join(props, ","), githubData.Replace(text))
}
