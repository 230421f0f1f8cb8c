package asl

import (
	"fmt"

	"github.com/stepmill/stepmill/asl/value"
)

func (b *builder) retry(st *State) {
	for i, n := range b.elems(st.Node, st.Path, "Retry") {
		key := fmt.Sprintf("Retry[%d]", i)
		if !b.is(n, value.Object, st.Path, key) {
			continue
		}
		path := st.Path + "/" + key
		st.Retry = append(st.Retry, &Retrier{
			Span: n.Span, Path: path, Node: n,
			ErrorEquals:     b.texts(n, path, "ErrorEquals"),
			IntervalSeconds: n.Get("IntervalSeconds"),
			MaxAttempts:     n.Get("MaxAttempts"),
			BackoffRate:     n.Get("BackoffRate"),
			MaxDelaySeconds: n.Get("MaxDelaySeconds"),
			JitterStrategy:  b.text(n, path, "JitterStrategy"),
		})
	}
}

func (b *builder) catch(st *State) {
	for i, n := range b.elems(st.Node, st.Path, "Catch") {
		key := fmt.Sprintf("Catch[%d]", i)
		if !b.is(n, value.Object, st.Path, key) {
			continue
		}
		path := st.Path + "/" + key
		st.Catch = append(st.Catch, &Catcher{
			Span: n.Span, Path: path, Node: n,
			ErrorEquals: b.texts(n, path, "ErrorEquals"),
			Next:        b.text(n, path, "Next"),
			ResultPath:  n.Get("ResultPath"),
			Output:      n.Get("Output"),
			Assign:      n.Get("Assign"),
			Comment:     comment(n),
		})
	}
}
