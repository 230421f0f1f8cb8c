// Package check says whether a definition is one that AWS Step Functions accepts, and what else is wrong with it.
//
// A finding of severity Error has AWS's code, text and location wherever these are known, because programs compare them;
// it is an error only if AWS refuses such a definition. What AWS accepts and what still cannot be meant is a warning with a code
// of our own. Every finding has a Help that says what to do.
//
// The package must not import engine, executor or store. Start reading at check.go (the order of the rules), then schema.go (which
// fields exist) and expr.go (where expressions are); every rule_*.go after that is one rule.
package check
