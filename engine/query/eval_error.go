package query

// EvalError says why an expression has no value for an execution: it met data of another type than it works on, or took too long. The next
// execution may be fine.
type EvalError struct {
	Expr    string
	Msg     string // a sentence without its full stop
	Missing bool   // it met a member that is not there, or null
}

func (e *EvalError) Error() string { return quote(e.Expr) + " cannot be evaluated: " + e.Msg }
