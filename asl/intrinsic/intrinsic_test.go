package intrinsic

import (
	"errors"
	"flag"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/cockroachdb/datadriven"
	"github.com/stepmill/stepmill/asl/jsonpath"
	"github.com/stepmill/stepmill/asl/value"
)

var update = flag.Bool("update", false, "rewrite the results in testdata")

func TestMain(m *testing.M) {
	flag.Parse()
	if *update {
		if err := flag.Set("rewrite", "true"); err != nil {
			panic(err)
		}
	}
	os.Exit(m.Run())
}

// counter is a source of randomness without any: it counts from one on, in steps that reach all bits.
type counter uint64

func (c *counter) Uint64() uint64 { *c += 0x9e3779b97f4a7c15; return uint64(*c) }

// TestScripts runs testdata. A script's commands:
//
//	context      sets the context object
//	variable x   sets a variable
//	eval         evaluates the call on the first line with the input on the others
//	parse        compiles each line; prints its variables or what is wrong with it
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, path string) {
		context := value.ObjectOf(nil)
		variables := map[string]value.Value{}
		datadriven.RunTest(t, path, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "context":
				context = value.MustParse(d.Input)
				return ""
			case "variable":
				variables[d.CmdArgs[0].Key] = value.MustParse(d.Input)
				return ""
			case "parse":
				return parseLines(d.Input)
			case "eval":
				text, input, _ := strings.Cut(d.Input, "\n")
				env := Env{Random: new(counter), Roots: jsonpath.Roots{
					Input:         value.ObjectOf(nil),
					Context:       func() value.Value { return context },
					Variable:      func(name string) (value.Value, bool) { v, ok := variables[name]; return v, ok },
					AbsentIsEmpty: true,
				}}
				if input != "" {
					env.Input = value.MustParse(input)
				}
				return evalLine(text, env)
			}
			t.Fatalf("unknown command %s", d.Cmd)
			return ""
		})
	})
}

func evalLine(text string, env Env) string {
	c, err := Compile(text)
	if err != nil {
		return "syntax: " + err.Error()
	}
	v, err := c.Eval(env)
	if err != nil {
		return "error: " + err.Error()
	}
	return v.Compact()
}

func parseLines(input string) string {
	var b strings.Builder
	for _, line := range strings.Split(input, "\n") {
		c, err := Compile(line)
		var syntax *SyntaxError
		switch {
		case errors.As(err, &syntax):
			b.WriteString(line + "\n" + strings.Repeat(" ", syntax.Offset) + "^ " + syntax.Msg + "\n")
		case len(c.Variables()) > 0:
			b.WriteString("ok, reads " + strings.Join(c.Variables(), " ") + "\n")
		default:
			b.WriteString("ok\n")
		}
	}
	return b.String()
}

func TestErrorsTellWhichPathWasNotFound(t *testing.T) {
	c, err := Compile("States.Format('{}{}', $.there, States.JsonToString($gone.x))")
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.Eval(Env{Roots: jsonpath.Roots{Input: value.MustParse(`{"there":1}`)}})
	var missing *jsonpath.NotFoundError
	if !errors.As(err, &missing) || missing.Variable != "gone" {
		t.Errorf("got %v, want a NotFoundError for the variable gone", err)
	}
	var own *Error
	if !errors.As(err, &own) || own.Function != c.String() {
		t.Errorf("got %v, want an Error that names the whole call", err)
	}
}

func TestIsCall(t *testing.T) {
	for text, want := range map[string]bool{
		"States.Format('')": true, "States.Nonsense(": true, "$.a": false, "States": false, "States.Format": false, "states.Format(": false,
	} {
		if got := IsCall(text); got != want {
			t.Errorf("IsCall(%q) = %v", text, got)
		}
	}
}

// TestUUIDIsVersion4 checks the bits that RFC 9562 fixes, over many draws.
func TestUUIDIsVersion4(t *testing.T) {
	source := rand.New(rand.NewPCG(1, 2))
	seen := map[string]bool{}
	for range 1000 {
		v, err := uuid(Env{Random: source}, nil)
		if err != nil {
			t.Fatal(err)
		}
		s := v.Str()
		if len(s) != 36 || s[14] != '4' || !strings.ContainsRune("89ab", rune(s[19])) || seen[s] {
			t.Fatalf("%s is no new UUID of version 4", s)
		}
		seen[s] = true
	}
}

// TestRandomStaysInRange checks the bounds of seeded and unseeded numbers and that all of a small range is reached.
func TestRandomStaysInRange(t *testing.T) {
	source := rand.New(rand.NewPCG(3, 4))
	for _, seeded := range []bool{false, true} {
		reached := map[int64]bool{}
		for seed := range int64(1000) {
			args := arguments{value.Int(-3), value.Int(4)}
			if seeded {
				args = append(args, value.Int(seed))
			}
			v, err := mathRandom(Env{Random: source}, args)
			if err != nil {
				t.Fatal(err)
			}
			n, _ := v.Int()
			if n < -3 || n >= 4 {
				t.Fatalf("%d lies outside", n)
			}
			reached[n] = true
		}
		if len(reached) != 7 {
			t.Errorf("seeded %v: reached %d of 7 numbers", seeded, len(reached))
		}
	}
}

// TestJavaRandom holds the generator to the numbers that new java.util.Random(42) is known for.
func TestJavaRandom(t *testing.T) {
	r := newJavaRandom(42)
	for _, want := range []int32{-1170105035, 234785527} {
		if got := r.bits(32); got != want {
			t.Errorf("nextInt() = %d, want %d", got, want)
		}
	}
	if got := newJavaRandom(42).next(10); got != 0 {
		t.Errorf("nextInt(10) = %d, want 0", got)
	}
}

func FuzzCompileAndEval(f *testing.F) {
	for _, seed := range []string{
		"States.Format('{} \\{', $.a, States.UUID())", "States.ArrayRange(1, 9, 2)", "States.JsonMerge($.a, $$.b, false)",
		"States.Array(1.5, 'x', null, $v[0], $.a[?(@.b == 'c,)')])", "States.Hash('a', 'MD5')", "States.ArrayUnique($..*)",
	} {
		f.Add(seed, `{"a":[1,{"b":"c,)"},1.0]}`)
	}
	f.Fuzz(func(t *testing.T, text, input string) {
		c, err := Compile(text)
		if err != nil {
			return
		}
		if again, err := Compile(c.String()); err != nil || again.String() != text {
			t.Fatalf("%q reads as %q, %v", text, again, err)
		}
		v, err := value.Parse(input)
		if err != nil {
			return
		}
		out, err := c.Eval(Env{Random: new(counter), Roots: jsonpath.Roots{Input: v, Context: func() value.Value { return v }}})
		if err == nil && !out.IsDefined() {
			t.Fatalf("%q gives neither a value nor an error", text)
		}
	})
}
