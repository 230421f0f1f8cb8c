package interp

// stepPass runs a Pass state. Source: ASL spec, "Pass State".
func (x *Execution) stepPass(t *thread) {
	effective, ok := x.effective(t)
	if !ok {
		return
	}
	result, f := t.state.flow.Pass(x.env(t), effective)
	if f != nil {
		x.broke(t, f)
		return
	}
	x.leave(t, effective, result)
}
