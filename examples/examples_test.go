package examples

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
)

// runs are the commands of the READMEs whose outputs are in files.
var runs = []struct{ example, definition, input, expected string }{
	{"lake", "lake.asl.json", "hourly.json", "hourly.expected.json"},
	{"order", "order.asl.yaml", "input.json", "expected.json"},
	{"order", "order.asl.yaml", "gift.json", "gift.expected.json"},
}

func TestRun(t *testing.T) {
	for _, r := range runs {
		t.Run(r.example+"/"+r.input, func(t *testing.T) {
			t.Parallel()
			needPython(t)
			if r.input == "gift.json" && exec.Command("node", "--version").Run() != nil {
				t.Skip("the card of a gift is printed by a worker in JavaScript, and node does not run here")
			}
			dir := folder(t, r.example)
			if r.input == "hourly.json" {
				command(t, dir, "python3", "split_by_hour.py")
			}
			command(t, dir, "stepmill", "run", r.definition, "--input", "@"+r.input).succeeds(t, filepath.Join(r.example, r.expected))
		})
	}
}

func TestEmbed(t *testing.T) {
	t.Parallel()
	command(t, t.TempDir(), "embed").succeeds(t, "embed/expected.json")
}

// TestOrderRejected sends the orders that are refused, each for another reason.
func TestOrderRejected(t *testing.T) {
	tests := []struct{ name, input, code, cause string }{
		{"sold out", "@sold-out.json", "OutOfStock", "5 packets of pu-erh are wanted, and 3 are left"},
		{"declined", `{"orderId": "7", "card": "test-declined", "lines": [{"tea": "oolong", "quantity": 2, "price": 14.9}]}`,
			"CardDeclined", "the bank declines to pay 29.80"},
		{"empty", `{"orderId": "7", "lines": []}`, "NothingOrdered", "Order 7 has no lines."},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			needPython(t)
			dir := folder(t, "order")
			o := command(t, dir, "stepmill", "run", "order", "--input", tt.input)
			o.fails(t, 1, "error: "+tt.code+"\n", "cause: "+tt.cause+"\n")
		})
	}
}

// TestValidate checks that the definitions have no findings.
func TestValidate(t *testing.T) {
	files, err := filepath.Glob("*/*.asl.*")
	if err != nil || len(files) == 0 {
		t.Fatalf("found the definitions %v, error %v", files, err)
	}
	if o := command(t, ".", "stepmill", append([]string{"validate"}, files...)...); o.exit != 0 || o.stdout != "" {
		t.Errorf("exit code %d, findings\n%s%s", o.exit, o.stdout, o.stderr)
	}
}

// TestGraph checks that the pictures show every state.
func TestGraph(t *testing.T) {
	pictures := []struct{ definition, picture string }{{"lake/lake.asl.json", "lake/graph.svg"}, {"order/order.asl.yaml", "order/README.md"}}
	for _, p := range pictures {
		text, err := os.ReadFile(p.definition)
		if err != nil {
			t.Fatal(err)
		}
		machine, found := asl.Parse(&diag.Source{Name: p.definition, Text: string(text)})
		if found.HasErrors() {
			t.Fatalf("%s: %v", p.definition, found)
		}
		picture, err := os.ReadFile(p.picture)
		if err != nil {
			t.Fatal(err)
		}
		for state := range machine.AllStates() {
			if !regexp.MustCompile(`\b` + state.Name.Value + `\b`).Match(picture) {
				t.Errorf("%s does not show the state %s; draw it again with stepmill graph", p.picture, state.Name.Value)
			}
		}
	}
}

// TestReadme checks that every example has the files that a reader looks for, and that its README shows the output that it really gives.
func TestReadme(t *testing.T) {
	folders, err := filepath.Glob("*/")
	if err != nil {
		t.Fatal(err)
	}
	for _, example := range folders {
		read := func(name string) string {
			text, err := os.ReadFile(filepath.Join(example, name))
			if err != nil {
				t.Error(err)
			}
			return string(text)
		}
		readme, expected := read("README.md"), strings.TrimSpace(read("expected.json"))
		read("input.json")
		if !strings.Contains(readme, expected) {
			t.Errorf("%s/README.md does not show the output of expected.json:\n%s", example, expected)
		}
	}
}
