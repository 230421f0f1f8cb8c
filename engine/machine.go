package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/diag"
	"github.com/stepmill/stepmill/engine/interp"
)

// DefinitionError reports a definition that cannot run, with all that was found in it.
type DefinitionError struct{ Findings diag.List }

func (e *DefinitionError) Error() string {
	return fmt.Sprintf("the definition has errors:\n%s", e.Findings)
}

// hashOf names a definition by its content.
func hashOf(definition string) string {
	sum := sha256.Sum256([]byte(definition))
	return hex.EncodeToString(sum[:])
}

// compile parses and compiles a definition.
func compile(name, text string) (*interp.Program, error) {
	m, found := asl.Parse(&diag.Source{Name: name, Text: text})
	if found.HasErrors() {
		return nil, &DefinitionError{found}
	}
	p, found := interp.Compile(m)
	if found.HasErrors() {
		return nil, &DefinitionError{found}
	}
	return p, nil
}

// program returns the compiled form of a definition, compiling each content once. The definition is the file name's for messages only.
func (e *Engine) program(name, text string) (p *interp.Program, hash string, fresh bool, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	hash, seen := e.hashes[text]
	if !seen {
		hash = hashOf(text)
	}
	if c := e.programs[hash]; c != nil {
		e.hashes[text] = hash
		return c.program, hash, !c.stored, nil
	}
	p, err = compile(name, text)
	if err != nil {
		return nil, "", false, err
	}
	e.programs[hash], e.hashes[text] = &compiled{program: p}, hash
	return p, hash, true, nil
}

// compiled is a program in the cache. stored says that a durable row of tableMachines holds its definition.
type compiled struct {
	program *interp.Program
	stored  bool
}

// stored returns the program of a definition that executions in the store were started with.
func (e *Engine) storedProgram(hash string) (*interp.Program, error) {
	e.mu.Lock()
	c := e.programs[hash]
	e.mu.Unlock()
	if c != nil {
		return c.program, nil
	}
	text, err := e.cfg.Store.Get(tableMachines, []byte(hash))
	if err != nil {
		return nil, fmt.Errorf("read definition %s: %w", hash, err)
	}
	if text == nil {
		return nil, fmt.Errorf("the store has no definition %s", hash)
	}
	p, err := compile("definition", string(text))
	if err != nil {
		return nil, fmt.Errorf("stored definition %s: %w", hash, err)
	}
	e.mu.Lock()
	e.programs[hash] = &compiled{program: p, stored: true}
	e.mu.Unlock()
	return p, nil
}
