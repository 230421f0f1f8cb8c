package value

// Seal returns v with its text at hand: a container that was built or changed is written once, and then measured, stored and sent without being
// written again. What was parsed and not changed is sealed already.
func (v Value) Seal() Value {
	if v.isContainer() && v.text == "" {
		v.text = v.JSON()
	}
	return v
}
