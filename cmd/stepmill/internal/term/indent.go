package term

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Indent lays out a text over several lines that begin with prefix, but for the first: a JSON object or array with its members on lines of
// their own, any other text with the line ends it has.
func Indent(text, prefix string) string {
	var b bytes.Buffer
	if strings.HasPrefix(text, "{") || strings.HasPrefix(text, "[") {
		if json.Indent(&b, []byte(text), "", "  ") == nil {
			text = b.String()
		}
	}
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = Clean(l)
	}
	return strings.Join(lines, "\n"+prefix)
}
