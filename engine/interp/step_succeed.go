package interp

// stepSucceed runs a Succeed state. Source: ASL spec, "Succeed State".
func (x *Execution) stepSucceed(t *thread) {
	if effective, ok := x.effective(t); ok {
		x.leave(t, effective, effective)
	}
}
