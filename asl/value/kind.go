package value

// Kind is the JSON type of a Value.
type Kind uint8

// The kinds. Undefined is the kind of the zero Value: no value at all, which is not null.
const (
	Undefined Kind = iota
	Null
	Bool
	Number
	String
	Array
	Object
)

// String returns the kind's name in JSON's words: "null", "boolean", "number", "string", "array", "object", or "undefined".
func (k Kind) String() string {
	switch k {
	case Null:
		return "null"
	case Bool:
		return "boolean"
	case Number:
		return "number"
	case String:
		return "string"
	case Array:
		return "array"
	case Object:
		return "object"
	}
	return "undefined"
}
