// Package value holds immutable JSON values that keep key order, number text and, as long as nothing changes them, every byte
// of their source.
//
// # What it owns
//
// Everything that flows through an execution is a Value: inputs, outputs, variables, templates. The package owns how JSON is
// read and checked, how it is looked at and changed, how it is written, and when two values are equal. It imports the standard
// library alone, and it is the one package below the interpreter that may use sync/atomic.
//
// # How it works
//
// Parse walks over the text once (scan.go). It checks the grammar, the nesting and the encoding and keeps nothing but the text:
// a parsed document is a Value that points at it. From there on the text is known to be valid, and the functions that read it
// again (skip.go) check nothing.
//
// A container is split on first use, one level at a time (lazy.go): the children are Values that point into the same text,
// and the containers among them are not split until somebody looks into them. The split is kept in the container's node,
// behind an atomic pointer, so that values are safe for concurrent use. What nobody looks at costs nothing but its bytes.
//
// A change copies one level (With, WithIndex); all that is not on the path stays shared with the original, text included.
// Writing then copies untouched text as it is (AppendJSON) or walks over the values (AppendCompact, AppendCanonical).
//
// A Value keeps the whole text of its document alive. That is right for values that live as long as a state; a small value
// that is kept for long is better cut loose by parsing a clone of its JSON.
//
// # The corners
//
//   - Repeated keys: the last value counts and takes the place of the first, as Jackson has it. AppendJSON of an object that
//     nobody changed still writes what the source says.
//   - Unpaired surrogates ("\ud800") are kept in the text; Str and keys show U+FFFD.
//   - Numbers keep their literal. Equal and CompareNumbers are exact; only Value.Float rounds.
//   - A text that is not JSON gives a *SyntaxError, with our words in Msg and Jackson's, which AWS shows, in Jackson().
//
// # Where to start reading
//
// value.go, then parse.go, scan.go, lazy.go and encode.go; jackson.go for the messages.
package value
