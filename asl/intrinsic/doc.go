// Package intrinsic is the language of intrinsic functions in JSONPath states: "States.Format('Hello {}', $.name)".
//
// It imports asl/value and asl/jsonpath; it knows nothing of states. Start reading at call.go (what a compiled call is and how it
// is evaluated), then parse.go, then function.go, which lists the 18 functions with their arguments. Each family of functions has
// a file. Source: ASL spec, Appendix B; Developer Guide, "Intrinsic functions for JSONPath states".
//
// # The language
//
//	call     = "States." name "(" [ argument { "," argument } ] ")"
//	argument = 'text' | number | true | false | null | path | call
//
// Text stands in single quotes; \' \\ \{ \} are its only escapes, and any other backslash makes the text invalid. Paths are those of
// asl/jsonpath, with $$ and $variable. A call may hold calls MaxNesting levels deep. Blanks are allowed around arguments.
//
// # Corners
//
//   - Numbers round as Java's Math.round does, half towards positive infinity: 2.5 is 3 and -2.5 is -2. Every argument that must be
//     an integer is rounded, indices included.
//   - States.Format prints what it is given as Java prints it: an object as {a=1, b=[]}, an array as [1, 2], 1e3 as 1000.0. \{ and
//     \} in the template are braces; {} takes the next argument, and there must be as many of one as of the other.
//   - States.StringToJson gives null for a text of blanks.
//   - States.StringSplit takes each character of its second argument as a separator and drops empty pieces.
//   - States.JsonMerge is shallow; its third argument must be false.
//   - States.ArrayContains and States.ArrayUnique compare deeply: numbers by value, objects without regard to the order of their
//     keys. Unique keeps the first of equals.
//   - States.MathRandom leaves out its end. With a seed it gives what java.util.Random gives for that seed.
//
// # Failures
//
// A failure names the whole call as it was written, even if a call within it failed:
//
//	The function 'States.Format('{}', $.nope)' had the following error: The JsonPath argument for the field '$.nope' could not be
//	found in the input '{"other":1}'
//
// That sentence is AWS's; those for other failures are not documented and our own.
package intrinsic
