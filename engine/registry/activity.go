package registry

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/stepmill/stepmill/store"
)

// Activity is a name under which workers outside poll for tasks.
type Activity struct {
	ARN        string    `json:"arn"`
	Name       string    `json:"name"`
	Encryption string    `json:"encryption,omitempty"` // JSON as the API shows it, "" for the default
	Tags       []Tag     `json:"tags,omitempty"`
	Created    time.Time `json:"created"`
}

// CreateActivity creates an activity. One of that name is returned as it is; if its encryption differs, with ErrExists.
func (r *Registry) CreateActivity(a Activity) (Activity, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	old, err := r.Activity(a.Name)
	switch {
	case err == nil && old.Encryption == a.Encryption:
		return old, nil
	case err == nil:
		return old, fmt.Errorf("create %s: %w", a.ARN, ErrExists)
	case !errors.Is(err, ErrNotFound):
		return Activity{}, err
	}
	a.Created = r.now()
	return a, r.write(row(tableActivities, a.Name, a))
}

// Activity returns an activity by its name.
func (r *Registry) Activity(name string) (Activity, error) {
	return get[Activity](r, tableActivities, name)
}

// Activities yields the activities whose names come behind one, by name; "" yields all.
func (r *Registry) Activities(ctx context.Context, behind string) iter.Seq2[Activity, error] {
	return scan[Activity](ctx, r, tableActivities, after(behind), "", false)
}

// DeleteActivity deletes an activity. One that is not there is no error.
func (r *Registry) DeleteActivity(name string) error {
	return r.write(store.Row{Table: tableActivities, Key: []byte(name)})
}
