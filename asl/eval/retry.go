package eval

// Retrier is one compiled entry of Retry, defaults filled in.
// Source: ASL spec, "Retrying after error".
type Retrier struct {
	ErrorEquals []string
	Interval    int64 // seconds before the first retry; default 1
	MaxAttempts int64 // retries, 0 means never; default 3
	BackoffRate float64
	MaxDelay    int64 // seconds, 0 means no limit
	FullJitter  bool
}

// Catcher is one compiled entry of Catch; its data flow is evaluated by State.Caught.
type Catcher struct {
	ErrorEquals []string
	Next        string
}
