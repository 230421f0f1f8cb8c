package query

// The limits of expressions, ours; CEL counts what they mean.
const (
	// MaxExpression is the length of an expression, in characters.
	MaxExpression = 16_384
	// MaxNesting is how deep an expression may nest, in levels.
	MaxNesting = 100
	// MaxCost is the work of one evaluation, in CEL's units of cost: a step of the evaluation, ten bytes of text looked at, sixteen bytes of JSON
	// compared. A million units are about a tenth of a second.
	MaxCost = 5_000_000
	// maxCompared is the size of what one comparison may look at, in elements. A list built in an expression can hold itself many times over and be
	// astronomically large to walk through.
	maxCompared = 1_000_000
	// maxRegex is the size of a compiled regular expression, in instructions.
	maxRegex = 10_000
	// interruptEvery is how many steps of a loop pass between two looks at the context.
	interruptEvery = 1_000
)
