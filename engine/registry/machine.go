package registry

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/stepmill/stepmill/store"
)

// Settings are what an update may change of a state machine, and what a version keeps of it.
type Settings struct {
	Definition string `json:"definition"`
	Role       string `json:"role"`
	Logging    string `json:"logging,omitempty"`    // JSON as the API shows it, "" for the default
	Tracing    string `json:"tracing,omitempty"`    // likewise
	Encryption string `json:"encryption,omitempty"` // likewise
}

// Machine is a state machine.
type Machine struct {
	ARN  string `json:"arn"`
	Name string `json:"name"`
	Type string `json:"type"` // STANDARD or EXPRESS
	Settings
	Revision  string    `json:"revision,omitempty"` // "" is the one it was created with
	Published Published `json:"published,omitzero"`
	Created   time.Time `json:"created"`
	Updated   time.Time `json:"updated"`
	Tags      []Tag     `json:"tags,omitempty"`
}

// Published says how many versions there are, and what the newest one was made of. The zero value says that there never was one.
type Published struct {
	Number   int64  `json:"number"` // numbers are never given twice, whatever was deleted
	Count    int    `json:"count"`  // versions that are there
	Revision string `json:"revision,omitempty"`
}

// NewMachine is what a creation gives.
type NewMachine struct {
	ARN, Name, Type string
	Settings
	Tags        []Tag
	Publish     bool
	Description string // of the version
}

// CreateMachine creates a state machine, with its first version if asked. A machine of that name that is the same is returned as it is:
// creation is idempotent, and a role or tags that differ change nothing. One that differs gives ErrExists, with the machine.
func (r *Registry) CreateMachine(in NewMachine) (Machine, *Version, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	old, err := r.Machine(in.Name)
	switch {
	case err == nil:
		v, same := r.sameMachine(old, in)
		if !same {
			return old, nil, fmt.Errorf("create %s: %w", in.ARN, ErrExists)
		}
		return old, v, nil
	case !errors.Is(err, ErrNotFound):
		return Machine{}, nil, err
	}
	m := Machine{
		ARN: in.ARN, Name: in.Name, Type: in.Type, Settings: in.Settings, Created: r.now(), Tags: in.Tags,
	}
	m.Updated = m.Created
	rows := []store.Row{}
	var v *Version
	if in.Publish {
		v = r.nextVersion(&m, in.Description)
		rows = append(rows, row(tableVersions, v.key(), v))
	}
	return m, v, r.write(append(rows, row(tableMachines, m.Name, m))...)
}

// sameMachine reports whether a creation asks for the machine that is there, and the version that it then names.
func (r *Registry) sameMachine(m Machine, in NewMachine) (*Version, bool) {
	have, want := m.Settings, in.Settings
	have.Role, want.Role = "", ""
	if have != want || m.Type != in.Type || in.Publish != (m.Published.Number > 0) {
		return nil, false
	}
	if !in.Publish {
		return nil, true
	}
	v, err := r.Version(m.Name, m.Published.Number)
	return &v, err == nil && v.Description == in.Description
}

// Machine returns a state machine by its name.
func (r *Registry) Machine(name string) (Machine, error) {
	return get[Machine](r, tableMachines, name)
}

// Machines yields the state machines whose names come behind one, by name; "" yields all.
func (r *Registry) Machines(ctx context.Context, behind string) iter.Seq2[Machine, error] {
	return scan[Machine](ctx, r, tableMachines, after(behind), "", false)
}

// Change is what an update gives; a nil member stays as it is.
type Change struct {
	Definition, Role, Logging, Tracing, Encryption *string
	Publish                                        bool
	Description                                    string // of the version
}

// UpdateMachine changes a state machine, and publishes a version of it if asked. A change that changes nothing keeps the revision.
func (r *Registry) UpdateMachine(name string, c Change) (Machine, *Version, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m, err := r.Machine(name)
	if err != nil {
		return Machine{}, nil, err
	}
	before := m.Settings
	for _, p := range []struct {
		to   *string
		from *string
	}{
		{&m.Definition, c.Definition}, {&m.Role, c.Role}, {&m.Logging, c.Logging}, {&m.Tracing, c.Tracing}, {&m.Encryption, c.Encryption},
	} {
		if p.from != nil {
			*p.to = *p.from
		}
	}
	m.Updated = r.now()
	if m.Settings != before {
		m.Revision = r.cfg.Revision()
	}
	rows := []store.Row{}
	var v *Version
	if c.Publish {
		if v, err = r.publish(&m, c.Description); err != nil {
			return Machine{}, nil, err
		}
		rows = append(rows, row(tableVersions, v.key(), v))
	}
	return m, v, r.write(append(rows, row(tableMachines, name, m))...)
}

// DeleteMachine deletes a state machine with its versions and aliases. One that is not there is no error.
func (r *Registry) DeleteMachine(ctx context.Context, name string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	rows := []store.Row{{Table: tableMachines, Key: []byte(name)}}
	for _, t := range []store.Table{tableVersions, tableAliases} {
		for row, err := range r.cfg.Store.Scan(ctx, t, []byte(name+"\x00"), []byte(name+"\x01"), false) {
			if err != nil {
				return fmt.Errorf("delete %s: %w", name, err)
			}
			rows = append(rows, store.Row{Table: t, Key: row.Key})
		}
	}
	return r.write(rows...)
}
