// Package jsonpath is the path language of Step Functions' JSONPath states: that of the Java library Jayway JsonPath, version
// 2.9, over asl/value, with its messages.
//
// It imports asl/value and a regular expression library; it knows nothing of states. Start reading at path.go (what a compiled
// path is), then parse.go, segment.go and eval.go (how one is evaluated).
//
// # The language
//
//	$.a.b   $['a']["b"]     names; quotes allow any character, \ escapes
//	[0] [-1]                elements, from the end when negative
//	[0,2] [1:] [:2] [1:3]   several elements; a slice's step is ignored
//	['a','b']               several members: merged into one object at the end of a path, each in turn elsewhere
//	.* [*]                  all members or elements
//	..name ..* ..[0]        the segment that follows, tried on every node below, parents first
//	[?(…)]                  elements that meet a condition; applied to an object, the object itself
//	.length() .sum() …      functions, at the end of a path
//
// A path is definite if it can lead to one node only. It then gives that node or an error; any other path gives an array, even of
// one element or none.
//
// Conditions compare paths (@ is the element, $ the document) and literals with == != === !== < <= > >= =~ in nin contains size
// empty subsetof anyof noneof, joined by && || ! and parentheses. A path alone asks whether it leads somewhere; null counts as
// somewhere. A string and a number compare by the kind of the left side: @.n == '5' compares numbers if n is one.
//
// # Corners
//
// What looks like a bug below is Jayway's behaviour, kept because programs run on it:
//
//   - [1:-1] selects nothing: a negative bound counts from the end only when the other bound is left out.
//   - $..[0].x ignores the index and looks at all elements, as does any index, slice or filter between .. and another segment.
//   - max() is never negative, last() fails on an array of one element, and length() of a string is null.
//   - !(…) of a comparison that makes no sense for an element does not hold either.
//   - A list that contains an object or an array makes in, anyof and their like fail rather than not match.
//   - An array in the filter equals one in the document only on the right side: @.tags == ['x'].
//   - "store.book" is read as $.store.book.
//
// One thing is not Java's: a regular expression is Go's where package regexp reads it, and otherwise that of regexp2. The common
// syntax means the same, matched against the whole text; Java's possessive quantifiers and intersections of classes do not exist.
//
// # What Step Functions adds
//
// $$ is the context object and $name a variable; they are roots of their own, also inside filters and arguments, where $ means the
// document that the path itself starts from. Roots.AbsentIsEmpty gives AWS's answer for indefinite paths over absent data.
// Compile takes every path of the language, CompileReference only reference paths, and Set writes through one.
//
// Work is bounded: MaxVisits nodes for an evaluation, MatchTimeout for a regular expression that can backtrack, MaxNesting for
// what a path may nest.
package jsonpath
