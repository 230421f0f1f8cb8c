package engine

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/stepmill/stepmill/engine/history"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

// ErrAmbiguous reports a prefix that several executions share.
var ErrAmbiguous = errors.New("several executions have names that begin so")

// numberOf finds an execution by its ARN. A name that we made says its number, but only of the execution that it was made for: another machine's
// may have been given the same.
func (e *Engine) numberOf(arn string) (store.Number, error) {
	name := arn[strings.LastIndexByte(arn, ':')+1:]
	if n, ok := e.names.number(name); ok {
		if w := e.watched(n); w != nil {
			if w.arn == arn {
				return n, nil
			}
		} else if h, err := e.headOf(n); err == nil && h.ARN == arn {
			return n, nil
		} else if err != nil && !errors.Is(err, ErrNoExecution) {
			return 0, err
		}
	}
	b, err := e.cfg.Store.Get(tableNames, []byte(arn))
	if err != nil {
		return 0, fmt.Errorf("look up %s: %w", arn, err)
	}
	if b == nil {
		return 0, ErrNoExecution
	}
	return keyNumber(b)
}

// headOf reads the head of an execution from the store.
func (e *Engine) headOf(n store.Number) (Head, error) {
	b, err := e.cfg.Store.Get(tableHeads, numberKey(n))
	if err != nil {
		return Head{}, fmt.Errorf("read execution %d: %w", n, err)
	}
	if b == nil {
		return Head{}, ErrNoExecution
	}
	return decodeHead(n, b)
}

// Describe returns the head of an execution, by its ARN.
func (e *Engine) Describe(_ context.Context, arn string) (Head, error) {
	n, err := e.numberOf(arn)
	if err != nil {
		return Head{}, fmt.Errorf("describe %s: %w", arn, err)
	}
	h, err := e.headOf(n)
	if err == nil && h.ARN != arn {
		err = ErrNoExecution
	}
	if err != nil {
		return Head{}, fmt.Errorf("describe %s: %w", arn, err)
	}
	return h, nil
}

// Find returns the head of the execution whose ARN or name is id, or else of the only one whose name begins with id.
func (e *Engine) Find(ctx context.Context, id string) (Head, error) {
	if strings.HasPrefix(id, "arn:") {
		return e.Describe(ctx, id)
	}
	var found []Head
	for h, err := range e.List(ctx, ListFilter{}) {
		if err != nil {
			return Head{}, err
		}
		if h.Name == id {
			return h, nil
		}
		if strings.HasPrefix(h.Name, id) && id != "" {
			found = append(found, h)
		}
	}
	switch len(found) {
	case 0:
		return Head{}, fmt.Errorf("find execution %q: %w", id, ErrNoExecution)
	case 1:
		return found[0], nil
	}
	return Head{}, fmt.Errorf("find execution %q: %w: %s, %s, …", id, ErrAmbiguous, found[0].Name, found[1].Name)
}

// ListFilter says which executions a list has. The zero filter has all.
type ListFilter struct {
	Machine string        // ARN
	Status  interp.Status // "" is any
	Before  store.Number  // only executions that began before that one; 0 is all
}

// List yields heads, the newest execution first.
func (e *Engine) List(ctx context.Context, f ListFilter) iter.Seq2[Head, error] {
	return func(yield func(Head, error) bool) {
		table, from, to := tableHeads, []byte(nil), []byte(nil)
		if f.Before != 0 {
			to = numberKey(f.Before)
		}
		if f.Machine != "" {
			table, from, to = tableByStart, startKey(f.Machine, 0), startKey(f.Machine, ^store.Number(0))
			if f.Before != 0 {
				to = startKey(f.Machine, f.Before)
			}
		}
		for row, err := range e.cfg.Store.Scan(ctx, table, from, to, true) {
			h, err := e.listed(table, row, err)
			if err != nil {
				yield(Head{}, fmt.Errorf("list executions: %w", err))
				return
			}
			if (f.Status == "" || h.Status == f.Status) && !yield(h, nil) {
				return
			}
		}
	}
}

func (e *Engine) listed(table store.Table, row store.Row, err error) (Head, error) {
	if err != nil {
		return Head{}, err
	}
	n, err := keyNumber(row.Key)
	if err != nil {
		return Head{}, err
	}
	if table == tableHeads {
		return decodeHead(n, row.Value)
	}
	return e.headOf(n)
}

// First returns the record that an execution began with, as it is in the store: its input and its start.
func (e *Engine) First(ctx context.Context, h Head) (history.Record, error) {
	for c, err := range e.chunks(ctx, h.Number, 0) {
		if err != nil {
			return history.Record{}, fmt.Errorf("read the start of %s: %w", h.ARN, err)
		}
		if len(c.records) > 0 {
			return c.records[0], nil
		}
	}
	return history.Record{}, fmt.Errorf("read the start of %s: %w", h.ARN, ErrNoExecution)
}

// Input returns the input of an execution as it was given.
func (e *Engine) Input(ctx context.Context, h Head) (string, error) {
	r, err := e.First(ctx, h)
	return r.Input.JSON(), err
}

// Definition returns the definition that an execution was started with.
func (e *Engine) Definition(h Head) (string, error) {
	text, err := e.cfg.Store.Get(tableMachines, []byte(h.Definition))
	if err != nil {
		return "", fmt.Errorf("read the definition of %s: %w", h.ARN, err)
	}
	return string(text), nil
}

// CutOff returns the executions that were running when the last owner of the folder ended, oldest first.
func (e *Engine) CutOff() []Head {
	e.mu.Lock()
	defer e.mu.Unlock()
	var hs []Head
	for _, h := range e.cutOff {
		hs = append(hs, *h)
	}
	slices.SortFunc(hs, func(a, b Head) int { return int(int64(a.Number) - int64(b.Number)) })
	return hs
}

// IsCutOff reports whether an execution was cut off and waits for Resume.
func (e *Engine) IsCutOff(h Head) bool { return e.isCutOff(h.Number) }

func (e *Engine) isCutOff(n store.Number) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.cutOff[n] != nil
}
