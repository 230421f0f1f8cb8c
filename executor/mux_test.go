package executor_test

import (
	"context"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// named is an Executor that tells which one it is.
type named string

func (n named) Run(context.Context, executor.Task, executor.Reporter) (value.Value, *fault.Fault) {
	return value.Text(string(n)), nil
}

func TestMuxMostSpecificWins(t *testing.T) {
	patterns := []string{
		"arn:aws:lambda:*:*:function:*",
		"arn:aws:lambda:us-east-1:*:function:*",
		"arn:aws:lambda:us-east-1:000000000000:function:clean",
		"arn:aws:states:::lambda:invoke",
		"arn:aws:states:::sqs:sendMessage*",
		"arn:aws:states:::aws-sdk:*",
		"arn:aws:states:::aws-sdk:sqs:*",
		"arn:aws:states:*:*:activity:*-slow",
	}
	tests := []struct{ resource, want string }{
		{"arn:aws:lambda:eu-west-1:1:function:f", patterns[0]},
		{"arn:aws:lambda:eu-west-1:1:function:f:live", patterns[0]},
		{"arn:aws:lambda:us-east-1:1:function:f", patterns[1]},
		{"arn:aws:lambda:us-east-1:000000000000:function:clean", patterns[2]},
		{"arn:aws:lambda:us-east-1:000000000000:function:clean:3", patterns[1]},
		{"arn:aws:states:::lambda:invoke", patterns[3]},
		{"arn:aws:states:::lambda:invoke.waitForTaskToken", ""},
		{"arn:aws:states:::sqs:sendMessage.waitForTaskToken", patterns[4]},
		{"arn:aws:states:::aws-sdk:sfn:sendTaskSuccess", patterns[5]},
		{"arn:aws:states:::aws-sdk:sqs:purgeQueue", patterns[6]},
		{"arn:aws:states:us-east-1:1:activity:very-slow", patterns[7]},
		{"arn:aws:states:us-east-1:1:activity:slow", ""},
		{"arn:aws:states:us-east-1:1:activity:very-slow:x", ""},
		{"arn:aws:states:us-east-1:activity:very-slow", ""},
		{"arn:aws:lambda", ""},
		{"", ""},
	}
	// The order of registration must not matter.
	for _, backwards := range []bool{false, true} {
		m := executor.NewMux()
		for i := range patterns {
			if backwards {
				i = len(patterns) - 1 - i
			}
			m.Handle(patterns[i], named(patterns[i]))
		}
		for _, tt := range tests {
			e, ok := m.Lookup(tt.resource)
			if ok != (tt.want != "") || ok && e.(named) != named(tt.want) {
				t.Errorf("Lookup(%q) = %v, %v; want %q", tt.resource, e, ok, tt.want)
			}
		}
	}
}

func TestMuxConflictsPanicWithBothPatterns(t *testing.T) {
	tests := []struct{ first, second string }{
		{"arn:aws:states:::lambda:invoke", "arn:aws:states:::lambda:invoke"},
		{"arn:aws:states:::sqs:*", "arn:aws:states:::sqs:*"},
		{"arn:aws:lambda:us-east-1:*:function:f", "arn:aws:lambda:*:000000000000:function:f"},
		{"arn:aws:states:::aws-sdk:*", "arn:aws:states:::*:sendMessage"},
		{"a:x*", "a:*y:z"},
		{"a:x*b:c", "a:xy*:c"},
		{"a:*y:c", "a:x*:c"},
	}
	for _, tt := range tests {
		text := panicText(func() {
			var m executor.Mux
			m.Handle(tt.first, named("first"))
			m.Handle(tt.second, named("second"))
		})
		if !strings.Contains(text, tt.first) || !strings.Contains(text, tt.second) {
			t.Errorf("Handle(%q), Handle(%q) panics with %q; want both patterns in it", tt.first, tt.second, text)
		}
	}
}

func TestMuxOverlapsThatAreNoConflict(t *testing.T) {
	var m executor.Mux
	for _, p := range []string{"a:*", "a:x*", "a:xy*", "a:x:*", "a:xy:c", "b:*x", "b:*y:*", "*"} {
		if text := panicText(func() { m.Handle(p, named(p)) }); text != "" {
			t.Errorf("Handle(%q) panics: %s", p, text)
		}
	}
}

func TestMuxRefusesBadPatterns(t *testing.T) {
	for _, p := range []string{"", "a:*x*:b"} {
		if text := panicText(func() { new(executor.Mux).Handle(p, named(p)) }); text == "" {
			t.Errorf("Handle(%q) does not panic", p)
		}
	}
}

func panicText(f func()) (text string) {
	defer func() {
		if r := recover(); r != nil {
			text = r.(string)
		}
	}()
	f()
	return ""
}
