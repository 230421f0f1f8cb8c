package sim

import (
	"fmt"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/engine/virtual"
	"github.com/stepmill/stepmill/store/mem"
)

// Config says what to run.
type Config struct {
	Seed uint64
	// Turns is how many random moves have faults. Default 400.
	Turns int
}

// maxCalm bounds the moves until the end once the faults have stopped.
const maxCalm = 200000

// Run makes one run and returns the first *Violation, or another error if the run itself could not be made.
func Run(cfg Config) (err error) {
	if cfg.Turns == 0 {
		cfg.Turns = 400
	}
	r := source(cfg.Seed)
	g := &generator{r: r}
	text, in := g.machine(), value.MustParse(g.input())
	m, found := asl.Parse(&diag.Source{Name: "generated", Text: text})
	if found.HasErrors() {
		return fmt.Errorf("generated machine: %s\n%s", found, text)
	}
	p, found := interp.Compile(m)
	if found.HasErrors() {
		return fmt.Errorf("generated machine: %s\n%s", found, text)
	}
	limit := int64(interp.MaxEvents)
	if text == endless || r.IntN(8) == 0 {
		limit = 50 + r.Int64N(2000)
	}
	want, err := reference(p, in, limit)
	if err != nil {
		return fmt.Errorf("reference run: %w\n%s", err, text)
	}
	defer func() {
		if p := recover(); p != nil {
			v, ok := p.(*Violation)
			if !ok {
				panic(p)
			}
			v.Detail += "\nmachine: " + text + "\ninput: " + in.JSON()
			err = v
		}
	}()
	w := &world{r: r, now: virtual.Epoch, disk: mem.New(), faults: true}
	for range 1 + r.IntN(3) {
		w.add(p, in, limit)
	}
	return w.live(cfg.Turns, want)
}

// live runs the world: some turns with faults, then in peace to the end.
func (w *world) live(turns int, want interp.Result) error {
	for range turns {
		if !w.turn() {
			break
		}
	}
	w.faults = false
	for n := 0; w.turn(); n++ {
		if n > maxCalm {
			return &Violation{"CheckOutcome", "the executions do not end"}
		}
	}
	for _, a := range w.actors {
		if a.x.Result().Status == interp.Running {
			violate("CheckOutcome", "an execution is stuck:\n%s", a.x.Dump())
		}
		checkReplay(a)
		if !cut(want, a.x.Result()) {
			checkOutcome(a, want)
		}
	}
	return nil
}

// cut reports that the history limit ended one of the two runs. Which event is the last then depends on the order of parallel branches, and on
// whether a callback came before the answer to its request, which then writes no event.
func cut(results ...interp.Result) bool {
	for _, r := range results {
		if strings.Contains(r.Cause, "maximum number of history events") {
			return true
		}
	}
	return false
}
