package store_test

import (
	"errors"
	"testing"

	"github.com/stepmill/stepmill/store"
)

func TestValidate(t *testing.T) {
	long := make([]byte, store.MaxDataBytes+1)
	row := func(table string, key, value int) store.Batch {
		return store.Batch{Rows: []store.Row{{Table: store.Table(table), Key: long[:key], Value: long[:value]}}}
	}
	for name, c := range map[string]struct {
		batch store.Batch
		valid bool
	}{
		"nothing":       {store.Batch{}, true},
		"longest":       {row("t", store.MaxKeyBytes, store.MaxDataBytes), true},
		"longest entry": {store.Batch{Entries: []store.Entry{{Data: long[:store.MaxDataBytes]}}}, true},
		"entry":         {store.Batch{Entries: []store.Entry{{}, {Data: long}}}, false},
		"value":         {row("t", 1, len(long)), false},
		"key":           {row("t", store.MaxKeyBytes+1, 1), false},
		"no key":        {row("t", 0, 1), false},
		"no table":      {row("", 1, 1), false},
		"table":         {row(string(long[:store.MaxTableBytes+1]), 1, 1), false},
	} {
		err := c.batch.Validate()
		if c.valid && err != nil || !c.valid && !errors.Is(err, store.ErrInvalidBatch) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestErrors(t *testing.T) {
	newer := error(&store.FormatError{Path: "x.db", Found: 9, Known: 1})
	if !errors.Is(newer, store.ErrNewerFormat) || errors.Is(newer, store.ErrCorrupt) {
		t.Errorf("%v is not what it should be", newer)
	}
	if err := store.Stopped(newer); !errors.Is(err, store.ErrStopped) || !errors.Is(err, store.ErrNewerFormat) {
		t.Errorf("%v hides something", err)
	}
}
