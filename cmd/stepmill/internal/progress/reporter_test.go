package progress

import (
	"bytes"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/cmd/stepmill/internal/term"
)

func report(r *Reporter) {
	r.Log("lake-7", "A", "before it has a name")
	r.Say(term.Dim, "execution %s", "lake-7")
	r.Begin("lake-7", "lake")
	r.Event("lake-7", Event{ID: 1, At: began, Type: "ExecutionStarted"})
	r.Event("lake-7", Event{ID: 2, At: began, Type: "TaskStateEntered", Details: value.MustParse(`{"name":"A"}`)})
	r.Log("lake-7", "A", "a line\x1b[31m in red\x1b[0m")
	r.Event("other", Event{ID: 1, At: began, Type: "ExecutionStarted"})
	r.Event("lake-7", Event{ID: 3, Prev: 2, At: began.Add(time.Second), Type: "TaskFailed", Details: value.MustParse(`{"error":"E"}`)})
	r.Event("lake-7", Event{ID: 4, Prev: 3, At: began.Add(time.Second), Type: "ExecutionFailed", Details: value.MustParse(`{"error":"E"}`)})
	r.Close()
	r.Close()
	r.Log("lake-7", "A", "after the end")
}

// TestReporterPipe prints lines as they come, and nothing after Close.
func TestReporterPipe(t *testing.T) {
	time.Local = time.UTC
	var b bytes.Buffer
	r := NewReporter(term.Stream{Writer: &b}, time.Now)
	report(r)
	want := `execution lake-7
lake-7/A │ before it has a name
12:00:00.000 -  ExecutionStarted
12:00:00.000 A  TaskStateEntered
lake-7/A │ a line in red
12:00:01.000 A  TaskFailed E
12:00:01.000 -  ExecutionFailed E
`
	if b.String() != want {
		t.Errorf("got\n%s", &b)
	}
	if r.Where("lake-7") != "A" || r.Where("other") != "" {
		t.Errorf("failed in %q", r.Where("lake-7"))
	}
}

// TestReporterTerminal leaves the lines and the last tree on the screen, however often it has drawn before.
func TestReporterTerminal(t *testing.T) {
	var b bytes.Buffer
	report(NewReporter(term.Stream{Writer: &b, TTY: true}, func() time.Time { return began.Add(3 * time.Second) }))
	text := regexp.MustCompile("\x1b\\[[0-9;]*[A-Za-z]").ReplaceAllString(b.String(), "")
	for _, want := range []string{
		"execution lake-7\n", "lake-7/A │ before it has a name\n", "lake-7/A │ a line in red\n", "  ✗ A            1.0s  E\n", "failed  lake  1.0s  lake-7\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

// TestReporterLogger shows warnings as sentences, and nothing below them.
func TestReporterLogger(t *testing.T) {
	var b bytes.Buffer
	r := NewReporter(term.Stream{Writer: &b}, time.Now)
	defer r.Close()
	l := r.Logger().With("execution", "lake-7")
	l.Info("of no interest")
	l.Warn("a task is held", "state", "A")
	l.Error("it broke\n")
	if want := "warning: a task is held (execution lake-7, state A)\nerror: it broke  (execution lake-7)\n"; b.String() != want {
		t.Errorf("got %q", b.String())
	}
}
