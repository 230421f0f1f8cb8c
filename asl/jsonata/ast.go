package jsonata

// nodeKind is the kind of a syntax node. The parser makes all but the last group; the resolver turns the operators of paths
// into the last group.
type nodeKind uint8

const (
	nodeError       nodeKind = iota // unusable part of an expression, in Recover mode
	nodeEnd                         // end of the text where an operand should be
	nodeString                      // "text"
	nodeNumber                      // 42
	nodeConstant                    // true false null
	nodeName                        // field
	nodeVariable                    // $name; text is empty for $ and "$" for $$
	nodeRegex                       // /re/i
	nodeWildcard                    // *
	nodeDescendant                  // **
	nodeParent                      // %
	nodePlaceholder                 // ? in an argument list
	nodeBinary                      // left op right, op in text
	nodeNegate                      // -left
	nodeArray                       // [list]
	nodeObject                      // {pairs}
	nodeCall                        // left(list)
	nodePartial                     // left(list) with placeholders
	nodeLambda                      // function(params)<sig>{left}
	nodeCondition                   // left ? right : third
	nodeElvis                       // left ?: right
	nodeCoalesce                    // left ?? right
	nodeTransform                   // |left|right,third|
	nodeBlock                       // (list)
	nodeBind                        // left := right
	nodeApply                       // left ~> right
	nodeMap                         // left.right
	nodeFilter                      // left[right]
	nodeGroup                       // left{pairs}
	nodeOrder                       // left^(terms)
	nodeFocus                       // left@right
	nodeIndex                       // left#right

	nodePath // list of steps
	nodeSort // sort step of a path
)

// node is one node of an expression. Which fields mean something depends on kind, see there.
type node struct {
	kind               nodeKind
	pos                int    // offset behind the token, in UTF-16 code units
	text               string // name, string or operator
	lit                item   // value of a literal
	left, right, third *node
	list               []*node
	pairs              []pair
	terms              []sortTerm
	params             []string
	sig                *signature
	regex              *regex
	keepArray          bool // followed by []

	resolved
}

// resolved is what the resolver finds out about a node.
type resolved struct {
	predicates    []stage   // filters on the node's result
	stages        []stage   // filters and index bindings on a step of a path
	group         *grouping // group-by on the node's result
	keepSingleton bool      // a path with a step followed by []
	consArray     bool      // an array constructor whose result is not flattened into the path
	tuple         bool      // a step or path that carries variable bindings with its values
	thunk         bool      // a call in tail position, to be made by the caller
	newScope      bool      // a block that binds variables
	focus, index  string    // variables bound by @ and #
	slot          *slot     // of a parent operator: where it points to
	ancestor      *slot     // of a step: the parent operator that wants its context
	seeking       []*slot   // parent operators inside that have not found their step
	builtin       *callable // the function a variable names if nothing else binds it
	plainFields   bool      // a path of nothing but field names, the first perhaps a variable
	plain         bool      // a literal, variable or single field without anything behind it
	object        *grouping // of an object constructor: its pairs
}

type pair struct{ key, value *node }

type sortTerm struct {
	descending bool
	expr       *node
}

// stage is a filter, or an index binding if expr is nil.
type stage struct {
	expr  *node
	index string
}

// grouping is an object constructor, applied to the items of a sequence.
type grouping struct {
	pairs []pair
	pos   int
	fixed bool // the keys are literals, all different, and in their final order
}

// slot connects a parent operator with the step whose context it refers to.
type slot struct {
	label string // variable under which the tuple stream carries the context; no expression can spell it
	level int    // steps still to go up
}

// typeName is the name the reference has for the kind, used in messages.
func (n *node) typeName() string {
	switch n.kind {
	case nodeString:
		return "string"
	case nodeNumber:
		return "number"
	case nodeConstant:
		return "value"
	case nodeName:
		return "name"
	case nodeVariable:
		return "variable"
	case nodeRegex:
		return "regex"
	case nodeWildcard:
		return "wildcard"
	case nodeDescendant:
		return "descendant"
	case nodeParent:
		return "parent"
	case nodeNegate, nodeArray, nodeObject:
		return "unary"
	case nodeCall:
		return "function"
	case nodePartial:
		return "partial"
	case nodeLambda:
		return "lambda"
	case nodeCondition, nodeElvis, nodeCoalesce:
		return "condition"
	case nodeTransform:
		return "transform"
	case nodeBlock:
		return "block"
	case nodeBind:
		return "bind"
	case nodeApply:
		return "apply"
	case nodePath:
		return "path"
	case nodeSort:
		return "sort"
	case nodePlaceholder:
		return "operator"
	case nodeError, nodeEnd:
		return "error"
	}
	return "binary"
}
