package query

// The limits of expressions, all ours.
const (
	// MaxExpression is the length of an expression, in characters.
	MaxExpression = 8_192
	// MaxNesting is how deep an expression may nest, in levels.
	MaxNesting = 100
	// MaxCost is the work of one evaluation, in units: a step of the evaluation, ten bytes of text looked at, sixteen bytes of JSON compared. It is
	// enough to look many times at each of 25,000 events, the longest history there is, and
	// takes about a second of a processor.
	MaxCost = 2_000_000
	// maxCompared is what one comparison may look at, in units. A list that an expression builds can hold itself many times over and be
	// astronomically large to walk through.
	maxCompared = 1_000_000
	// maxLoops is how deep all, exists, map and filter may nest, in levels.
	maxLoops = 10
	// maxRegex is the size of a compiled regular expression, in instructions.
	maxRegex = 10_000
	// interruptEvery is how many steps of a loop pass between two looks at the context.
	interruptEvery = 1_000
)
