package registry

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"sync"
	"time"

	"github.com/stepmill/stepmill/store"
)

// Errors that callers tell apart with errors.Is.
var (
	ErrNotFound = errors.New("there is no such resource")
	ErrExists   = errors.New("a resource of that name exists and differs")
)

// The tables of the store that the registry keeps. A key is an ARN without what all of them share: the name, for versions and aliases
// followed by a zero byte and the number or name.
const (
	tableMachines   store.Table = "stateMachines"
	tableVersions   store.Table = "versions"
	tableAliases    store.Table = "aliases"
	tableActivities store.Table = "activities"
	tableMeta       store.Table = "registry" // "secret" → random bytes
)

// Config says where a Registry keeps its rows. Store is required.
type Config struct {
	Store store.Store
	// Now is the time of creation dates. Default: time.Now.
	Now func() time.Time
	// Revision makes revision ids. Default: random UUIDs.
	Revision func() string
}

// Registry is what a data folder has of machines and activities. All methods may be called from any goroutine.
type Registry struct {
	cfg    Config
	secret []byte

	mu sync.Mutex // held over each change, from reading to writing
}

// Open returns the registry in a store.
func Open(cfg Config) (*Registry, error) {
	if cfg.Store == nil {
		return nil, errors.New("registry: Config.Store is missing")
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	if cfg.Revision == nil {
		cfg.Revision = uuid
	}
	r := &Registry{cfg: cfg}
	var err error
	if r.secret, err = cfg.Store.Get(tableMeta, []byte("secret")); err != nil {
		return nil, fmt.Errorf("open the registry: %w", err)
	}
	if r.secret == nil {
		r.secret = make([]byte, 32)
		rand.Read(r.secret) // never fails: crypto/rand crashes the program instead
		if err := r.write(store.Row{Table: tableMeta, Key: []byte("secret"), Value: r.secret}); err != nil {
			return nil, fmt.Errorf("open the registry: %w", err)
		}
	}
	return r, nil
}

// Secret is random and belongs to the data folder.
func (r *Registry) Secret() []byte { return r.secret }

func (r *Registry) now() time.Time { return r.cfg.Now().UTC().Truncate(time.Millisecond) }

func (r *Registry) write(rows ...store.Row) error {
	if err := r.cfg.Store.Append(store.Batch{Rows: rows}); err != nil {
		return fmt.Errorf("write the registry: %w", err)
	}
	return nil
}

// row encodes a resource as a row.
func row(t store.Table, key string, v any) store.Row {
	text, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("registry: %T does not marshal: %v", v, err)) // strings, numbers and times always do
	}
	return store.Row{Table: t, Key: []byte(key), Value: text}
}

// get reads a resource; ErrNotFound if there is none.
func get[T any](r *Registry, t store.Table, key string) (T, error) {
	var v T
	text, err := r.cfg.Store.Get(t, []byte(key))
	if err == nil && text == nil {
		err = ErrNotFound
	}
	if err == nil {
		err = json.Unmarshal(text, &v)
	}
	if err != nil {
		return v, fmt.Errorf("read %s %q: %w", t, key, err)
	}
	return v, nil
}

// scan yields the resources of a table whose keys are in [from, to), in their order. An empty bound is open.
func scan[T any](ctx context.Context, r *Registry, t store.Table, from, to string, reverse bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for row, err := range r.cfg.Store.Scan(ctx, t, bound(from), bound(to), reverse) {
			var v T
			if err == nil {
				err = json.Unmarshal(row.Value, &v)
			}
			if err != nil {
				err = fmt.Errorf("list %s: %w", t, err)
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

func bound(key string) []byte {
	if key == "" {
		return nil
	}
	return []byte(key)
}

// after is the smallest key behind another one.
func after(key string) string {
	if key == "" {
		return ""
	}
	return key + "\x00"
}

// uuid returns a random UUID of version 4.
func uuid() string {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}
