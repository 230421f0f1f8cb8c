package asl

import (
	"errors"
	"fmt"

	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
)

// jsonErrors turns slips into findings. The first one bears the text and the location that AWS's JSON reader (Jackson) gives
// for the whole document, the only one AWS reports; our own words for it are its help.
func jsonErrors(src *diag.Source, slips []syntaxSlip) diag.List {
	var l diag.List
	for i, s := range slips {
		d := diag.Diagnostic{
			Code: CodeJSON, Message: sentence(s.msg), Source: src, Span: diag.Span{Start: s.at, End: s.at},
			Help: "Correct the one before first: it may be the cause.",
		}
		if i == 0 {
			inJacksonsWords(&d)
		}
		l = append(l, d)
	}
	return l
}

// inJacksonsWords gives d the text and the location of AWS's JSON reader, and its own text as help.
func inJacksonsWords(d *diag.Diagnostic) {
	var syntax *value.SyntaxError
	if _, err := value.Parse(d.Source.Text); errors.As(err, &syntax) {
		d.Location = syntax.JacksonSource()
		d.Message, d.Help = syntax.Jackson()+"\n at "+d.Location, d.Message
	}
}

// sentence makes a message a sentence of its own.
func sentence(msg string) string {
	if msg == "" {
		return ""
	}
	if c := msg[0]; c >= 'a' && c <= 'z' {
		msg = string(c-'a'+'A') + msg[1:]
	}
	return msg + "."
}

// duplicateKeys warns of fields that are given twice: AWS takes the last and drops the others without a word.
func duplicateKeys(src *diag.Source, n *Node) diag.List {
	var l diag.List
	seen := make(map[string]diag.Pos, len(n.Members))
	for _, m := range n.Members {
		if first, ok := seen[m.Key]; ok {
			l = append(l, diag.Diagnostic{
				Severity: diag.Warning, Code: CodeDupKey, Source: src, Span: m.KeySpan,
				Message: fmt.Sprintf("Field '%s' is given twice; the first one, on line %d, has no effect", m.Key, first.Line),
				Help:    "Remove or rename one of the two.",
			})
		}
		seen[m.Key] = m.KeySpan.Start
		l = append(l, duplicateKeys(src, m.Value)...)
	}
	for _, e := range n.Elems {
		l = append(l, duplicateKeys(src, e)...)
	}
	return l
}
