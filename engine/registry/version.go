package registry

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"time"

	"github.com/stepmill/stepmill/store"
)

// MaxVersions is how many versions a state machine may have.
// Source: AWS Step Functions Developer Guide, "Service quotas".
const MaxVersions = 1000

// ErrTooMany reports a quota of AWS that is used up.
var ErrTooMany = errors.New("there are as many as AWS allows")

// Version is a state machine as it was when it was published; it never changes.
type Version struct {
	ARN     string `json:"arn"`
	Machine string `json:"machine"` // name
	Number  int64  `json:"number"`
	Settings
	Type        string    `json:"type"`
	Revision    string    `json:"revision,omitempty"`
	Description string    `json:"description,omitempty"`
	Created     time.Time `json:"created"`
}

func (v Version) key() string { return versionKey(v.Machine, v.Number) }

// versionKey sorts the versions of a machine by number.
func versionKey(machine string, number int64) string {
	return fmt.Sprintf("%s\x00%019d", machine, number)
}

// nextVersion makes the version that a machine is now, and counts it. The caller writes both.
func (r *Registry) nextVersion(m *Machine, description string) *Version {
	m.Published = Published{Number: m.Published.Number + 1, Count: m.Published.Count + 1, Revision: m.Revision}
	return &Version{
		ARN: m.ARN + ":" + strconv.FormatInt(m.Published.Number, 10), Machine: m.Name, Number: m.Published.Number,
		Settings: m.Settings, Type: m.Type, Revision: m.Revision, Description: description, Created: r.now(),
	}
}

// publish returns the version of a machine's present revision, made now unless there is one.
func (r *Registry) publish(m *Machine, description string) (*Version, error) {
	if m.Published.Number > 0 && m.Published.Revision == m.Revision {
		switch v, err := r.Version(m.Name, m.Published.Number); {
		case err == nil:
			return &v, nil
		case !errors.Is(err, ErrNotFound):
			return nil, err
		}
	}
	if m.Published.Count >= MaxVersions {
		return nil, fmt.Errorf("publish %s: %w: %d versions", m.ARN, ErrTooMany, m.Published.Count)
	}
	return r.nextVersion(m, description), nil
}

// RevisionError reports that a machine is no longer at the revision that a publication names.
type RevisionError struct{ Given, Current string }

func (e *RevisionError) Error() string {
	return fmt.Sprintf("revision %q is asked for, the state machine is at %q", e.Given, e.Current)
}

// Publish publishes a state machine. With a revision that is not the present one it gives a *RevisionError.
func (r *Registry) Publish(machine, revision, description string) (Version, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m, err := r.Machine(machine)
	if err != nil {
		return Version{}, err
	}
	if revision != "" && revision != m.Revision && (m.Revision != "" || revision != InitialRevision) {
		return Version{}, fmt.Errorf("publish %s: %w", m.ARN, &RevisionError{Given: revision, Current: m.Revision})
	}
	v, err := r.publish(&m, description)
	if err != nil {
		return Version{}, err
	}
	return *v, r.write(row(tableVersions, v.key(), v), row(tableMachines, m.Name, m))
}

// InitialRevision is how callers may name the revision that a machine was created with.
// Source: AWS Step Functions API Reference, PublishStateMachineVersion, "revisionId".
const InitialRevision = "INITIAL"

// Version returns a version of a machine.
func (r *Registry) Version(machine string, number int64) (Version, error) {
	return get[Version](r, tableVersions, versionKey(machine, number))
}

// Versions yields the versions of a machine with numbers below one, the highest first; 0 yields all.
func (r *Registry) Versions(ctx context.Context, machine string, below int64) iter.Seq2[Version, error] {
	to := machine + "\x01"
	if below > 0 {
		to = versionKey(machine, below)
	}
	return scan[Version](ctx, r, tableVersions, machine+"\x00", to, true)
}

// InUseError reports a version that aliases name.
type InUseError struct{ Aliases []string }

func (e *InUseError) Error() string { return fmt.Sprintf("the aliases %v name the version", e.Aliases) }

// DeleteVersion deletes a version; one that an alias names gives an *InUseError, and one that is not there is no error.
func (r *Registry) DeleteVersion(ctx context.Context, machine string, number int64) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	v, err := r.Version(machine, number)
	if errors.Is(err, ErrNotFound) {
		return nil
	} else if err != nil {
		return err
	}
	var users []string
	for a, err := range r.Aliases(ctx, machine, "") {
		if err != nil {
			return err
		}
		if a.RoutesTo(v.ARN) {
			users = append(users, a.Name)
		}
	}
	if len(users) > 0 {
		return fmt.Errorf("delete %s: %w", v.ARN, &InUseError{users})
	}
	m, err := r.Machine(machine)
	if err != nil {
		return err
	}
	m.Published.Count--
	return r.write(store.Row{Table: tableVersions, Key: []byte(v.key())}, row(tableMachines, m.Name, m))
}
