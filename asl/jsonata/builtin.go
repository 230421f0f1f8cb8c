package jsonata

// builtinTables holds the built-in functions of each dialect by name. They are set up by init, since they lead back to the
// evaluator that looks them up, and never change.
var builtinTables [2]map[string]*callable

func builtins(d Dialect) map[string]*callable { return builtinTables[d] }

func init() {
	reference, stepFunctions := map[string]*callable{}, map[string]*callable{}
	for _, defs := range [][]definition{
		stringFunctions, encodingFunctions, matchFunctions, numberFunctions, dateFunctions, aggregateFunctions, arrayFunctions,
		objectFunctions, higherOrderFunctions, generalFunctions,
	} {
		for _, d := range defs {
			f := d.callable()
			reference[d.name], stepFunctions[d.name] = f, f
		}
	}
	delete(stepFunctions, "eval")
	for _, d := range stepFunctionsOnly {
		stepFunctions[d.name] = d.callable()
	}
	builtinTables = [2]map[string]*callable{Reference: reference, StepFunctions: stepFunctions}
	_, composition, _ = newParser(compositionText, Options{}).parse()
}

// definition declares a built-in function. arity is the number of arguments that functions calling it back give it.
type definition struct {
	name, signature string
	arity           int
	native          native
	contextual      contextNative
}

func (d definition) callable() *callable {
	sig, err := parseSignature(d.signature)
	if err != nil {
		panic("jsonata: signature of " + d.name + ": " + err.Code)
	}
	return &callable{arity: d.arity, sig: sig, native: d.native, contextual: d.contextual}
}
