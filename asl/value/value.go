package value

// Value is one immutable JSON value. The zero Value is undefined. Values are safe for concurrent use and cheap to copy (32
// bytes). They are compared with Equal; == does not compile, because it would compare representations.
type Value struct {
	_    [0]func() // forbids ==
	kind Kind
	form form

	// text is, by kind:
	//   - Bool, Number: the literal;
	//   - String: what form says;
	//   - Array, Object: the source text with its brackets, or "" for a container that was built or changed.
	text string

	// node holds or will hold the children of a container; nil for an empty container and for every other kind.
	node *node
}

// form says what the text of a String is.
type form uint8

const (
	plain   form = iota // parsed: source and content at once, for it has no escapes
	escaped             // parsed: the source between the quotes, with at least one escape
	content             // made by Text: the content, which may need escapes
)

// The constants of JSON.
var (
	NullValue = Value{kind: Null, text: "null"}
	True      = Value{kind: Bool, text: "true"}
	False     = Value{kind: Bool, text: "false"}
)

// Boolean returns True or False.
func Boolean(b bool) Value {
	if b {
		return True
	}
	return False
}

// Text returns a string value. Bytes of s that are not UTF-8 appear as U+FFFD in its JSON.
func Text(s string) Value { return Value{kind: String, form: content, text: s} }

// Kind returns v's kind.
func (v Value) Kind() Kind { return v.kind }

// IsDefined reports whether v is a value at all.
func (v Value) IsDefined() bool { return v.kind != Undefined }

// IsTrue reports whether v is the boolean true.
func (v Value) IsTrue() bool { return v.kind == Bool && v.text == "true" }

// Str returns the decoded text of a string, and "" for every other kind. It copies only if the source has escapes. The
// escape of an unpaired surrogate ("\ud800"), which no UTF-8 can hold, is shown as U+FFFD; the JSON of v keeps it.
func (v Value) Str() string {
	switch {
	case v.kind != String:
		return ""
	case v.form == escaped:
		return unescape(v.text)
	}
	return v.text
}
