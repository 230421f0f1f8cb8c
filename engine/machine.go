package engine

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"sync"

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

// cachedPrograms is how many compiled definitions stay in memory.
const cachedPrograms = 256

// programs are the definitions compiled last, by content hash.
type programs struct {
	mu     sync.Mutex
	byHash map[string]*compiled
	hashes []string // oldest first
}

// compiled is a program in the cache. stored says that a durable row of tableMachines holds its definition.
type compiled struct {
	program *interp.Program
	stored  bool
}

func (ps *programs) get(hash string) (compiled, bool) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	if c := ps.byHash[hash]; c != nil {
		return *c, true
	}
	return compiled{}, false
}

func (ps *programs) put(hash string, c compiled) {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	if ps.byHash == nil {
		ps.byHash = map[string]*compiled{}
	}
	if ps.byHash[hash] == nil {
		ps.hashes = append(ps.hashes, hash)
	}
	ps.byHash[hash] = &c
	if len(ps.hashes) > cachedPrograms {
		delete(ps.byHash, ps.hashes[0])
		ps.hashes = ps.hashes[1:]
	}
}

// program returns the compiled form of a definition; fresh says that no durable row is known to hold it. The name is the file's, for findings.
func (e *Engine) program(name, text string) (p *interp.Program, hash string, fresh bool, err error) {
	hash = hashOf(text)
	if c, ok := e.programs.get(hash); ok {
		return c.program, hash, !c.stored, nil
	}
	if p, err = compile(name, text); err != nil {
		return nil, "", false, err
	}
	e.programs.put(hash, compiled{program: p})
	return p, hash, true, nil
}

// storedProgram returns the program of a definition that executions in the store were started with.
func (e *Engine) storedProgram(hash string) (*interp.Program, error) {
	if c, ok := e.programs.get(hash); ok {
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
	e.programs.put(hash, compiled{program: p, stored: true})
	return p, nil
}
