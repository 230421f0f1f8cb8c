// Package jsonata compiles and evaluates JSONata: version 2.2.2 of the language as its reference implementation has it, and
// the dialect of AWS Step Functions, which is version 2.0.6 with a few functions more and without a context item. Codes,
// messages and positions of errors are the reference's.
//
// It owns the language and the budget of an evaluation. It imports asl/value and nothing else of the module; it has no clock,
// no randomness and no goroutine of its own: time and random bits come with Env. One exception: patterns that need
// backtracking run in regexp2, whose time limit is kept by a clock goroutine of that package.
//
// # The corners of the language
//
// Undefined is not null. A path that finds nothing is undefined, operators and most functions pass it on, constructors leave it
// out; null is a value. Comparing with undefined is false, or undefined for < and >.
//
// Sequences. Every step of a path maps over the items before it and makes one flat sequence of the results. A sequence of
// nothing is undefined, one of a single item is that item; [] behind a step keeps the array. An array from the document or from
// a constructor is no sequence and keeps its one element, until a further step or filter makes a sequence of it. Constructors
// inside a path ([…] as its first or last step) are not flattened. This is what the flags of list are for.
//
// Steps and filters. a.b[0] is the first b of every a, (a.b)[0] the first of all. A filter whose result is a number, or an array
// of numbers, selects by position, from the end if negative, fractions cut; every other result selects by truth. Truth of an
// array is that of any element; functions are false.
//
// Variables in paths. @$v binds the item of a step and leaves the context where it was, which makes joins; #$i binds the
// position; % is the context of the step before. Paths with any of these carry tuples (tuple, tupleStream) instead of items.
// The resolver decides at compile time which step a % refers to (ancestry.go).
//
// Functions are closures. A call in tail position returns a thunk that the caller runs, so tail recursion needs no stack. A
// signature <…> checks arguments, fills the first one in from the context (-) and makes arrays of single values (a). Partially
// applied built-in functions skip their signature, as in the reference. A regular expression is a function from a string to its
// first match, whose next member is a function to the one after.
//
// Numbers are float64 and are printed as ECMAScript does; $string keeps 15 digits of fractions. A number that goes from the
// input to the result untouched keeps its text. Strings are sequences of UTF-16 units (utf16.go), though $length and $substring
// count code points. Keys of objects keep their order, except that array indexes come first.
//
// # Reading the code
//
// Compile: lexer.go and parse.go make a syntax tree (ast.go), which print.go prints; resolve.go and resolve_path.go make of it
// the tree of paths, stages and groups that is evaluated. Eval: eval.go dispatches to eval_*.go; item.go, list.go and record.go
// are the values, callable.go the functions, frame.go the scopes; func_*.go are the built-in functions by topic, picture_*.go
// and date_*.go the XPath pictures. budget.go has the limits, dialect.go and func_aws.go what is special to Step Functions.
//
// # Tests
//
// testdata/*.txt are scripts of expressions and answers; those not named _own hold the reference's answers, and with
// JSONATA_NODE_MODULE set to the folder of the npm module jsonata (and node in the path) the reference is asked again, about
// these and about random expressions. TestSharedCases runs the official suite from the folder in JSONATA_CASES.
// BenchmarkEval and testdata/bench.js measure the same five expressions here and under node.
package jsonata
