package fault

// Fault is an error of the program that runs, not of ours: a value that Retry and Catch may match.
type Fault struct {
	Error string
	Cause string
	// NoError and NoCause mark a member that is absent, as SendTaskFailure without it leaves it: the error output then
	// holds null.
	NoError, NoCause bool
	// Location is the field whose expression failed (Output/a/b[0]); Query says that the fault came from evaluating a query
	// language expression, so that the history shows EvaluationFailed before it.
	Location string
	Query    bool
	// As, where it is not "", is the name by which Retry and Catch know the error, instead of Error.
	As string
	// Plain marks a Cause that stands for itself: the interpreter does not put "An error occurred while executing the
	// state …" before it.
	Plain bool
}

// The error names that AWS reserves.
// Source: ASL spec, Appendix A; AWS Step Functions Developer Guide, "Handling errors".
const (
	All                             = "States.ALL"
	TaskFailed                      = "States.TaskFailed"
	Timeout                         = "States.Timeout"
	HeartbeatTimeout                = "States.HeartbeatTimeout"
	Permissions                     = "States.Permissions"
	Runtime                         = "States.Runtime"
	DataLimitExceeded               = "States.DataLimitExceeded"
	QueryEvaluationError            = "States.QueryEvaluationError"
	ExceedToleratedFailureThreshold = "States.ExceedToleratedFailureThreshold"
	ItemReaderFailed                = "States.ItemReaderFailed"
	ResultWriterFailed              = "States.ResultWriterFailed"
)

// New returns a fault with a name and a cause; the interpreter puts the prefix of the state before the cause.
func New(name, cause string) *Fault { return &Fault{Error: name, Cause: cause} }

// Name returns the name by which Retry and Catch know the error.
func (f *Fault) Name() string {
	if f.As != "" {
		return f.As
	}
	return f.Error
}
