package jsonata

// Budget bounds one evaluation. A zero field stands for its default.
type Budget struct {
	// Steps is the number of units of work: one for each node evaluated, element produced or character group scanned.
	Steps int
	// Depth is the number of nested node evaluations, counted as the reference counts them for its stack option.
	Depth int
	// Bytes is the approximate memory that all strings, arrays and objects built during the evaluation may take together.
	Bytes int
}

// The default budget.
const (
	DefaultSteps = 10_000_000 // nodes; about a second
	DefaultDepth = 5_000      // nested evaluations; some megabytes of stack
	DefaultBytes = 512 << 20  // bytes
	maxNesting   = 1_000      // nested syntax in an expression's text
	maxChain     = 5_000      // operators in a row on one level
	maxDataDepth = 10_000     // nested containers a function walks through
)

// callSteps is what a call costs beside the nodes it evaluates.
const callSteps = 4

func (b Budget) withDefaults() Budget {
	if b.Steps <= 0 {
		b.Steps = DefaultSteps
	}
	if b.Depth <= 0 {
		b.Depth = DefaultDepth
	}
	if b.Bytes <= 0 {
		b.Bytes = DefaultBytes
	}
	return b
}

// spend takes n units of work from the budget.
func (ev *evaluator) spend(n int) error {
	ev.steps -= n
	if ev.steps < 0 {
		return newBudgetError(KindTimeout)
	}
	return nil
}

// allocate takes n bytes and the work of filling them from the budget.
func (ev *evaluator) allocate(n int) error {
	ev.bytes -= n
	if ev.bytes < 0 {
		return newBudgetError(KindMemory)
	}
	return ev.spend(n >> 6)
}

// enter and leave bracket one nested evaluation.
func (ev *evaluator) enter() error {
	ev.steps--
	ev.depth++
	if ev.steps < 0 {
		return newBudgetError(KindTimeout)
	}
	if ev.depth > ev.maxDepth {
		return newBudgetError(KindStack)
	}
	return nil
}
