package registry

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"github.com/stepmill/stepmill/store"
)

// MaxAliases is how many aliases a state machine may have.
// Source: AWS Step Functions Developer Guide, "Service quotas".
const MaxAliases = 100

// Route sends a share of an alias's executions to a version.
type Route struct {
	Version string `json:"version"` // ARN
	Weight  int    `json:"weight"`  // per cent; those of an alias sum to 100
}

// Alias is a name for one version of a state machine, or for two.
type Alias struct {
	ARN         string    `json:"arn"`
	Machine     string    `json:"machine"` // name
	Name        string    `json:"name"`
	Description string    `json:"description,omitempty"`
	Routes      []Route   `json:"routes"`
	Created     time.Time `json:"created"`
	Updated     time.Time `json:"updated"`
}

// RoutesTo reports whether the alias sends executions to a version, named by its ARN.
func (a Alias) RoutesTo(version string) bool {
	return slices.ContainsFunc(a.Routes, func(r Route) bool { return r.Version == version })
}

// Pick returns the version that the alias routes to: draw is a number from 0 to 99.
func (a Alias) Pick(draw int) string {
	for _, r := range a.Routes {
		if draw -= r.Weight; draw < 0 {
			return r.Version
		}
	}
	return a.Routes[len(a.Routes)-1].Version
}

func aliasKey(machine, name string) string { return machine + "\x00" + name }

// CreateAlias creates an alias. One of that name that is the same is returned as it is; one that differs gives ErrExists.
func (r *Registry) CreateAlias(a Alias) (Alias, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	old, err := r.Alias(a.Machine, a.Name)
	switch {
	case err == nil && old.Description == a.Description && slices.Equal(old.Routes, a.Routes):
		return old, nil
	case err == nil:
		return old, fmt.Errorf("create %s: %w", a.ARN, ErrExists)
	case !errors.Is(err, ErrNotFound):
		return Alias{}, err
	}
	n := 0
	for _, err := range r.Aliases(context.Background(), a.Machine, "") {
		if err != nil {
			return Alias{}, err
		}
		n++
	}
	if n >= MaxAliases {
		return Alias{}, fmt.Errorf("create %s: %w: %d aliases", a.ARN, ErrTooMany, n)
	}
	a.Created = r.now()
	a.Updated = a.Created
	return a, r.write(row(tableAliases, aliasKey(a.Machine, a.Name), a))
}

// Alias returns an alias of a machine.
func (r *Registry) Alias(machine, name string) (Alias, error) {
	return get[Alias](r, tableAliases, aliasKey(machine, name))
}

// Aliases yields the aliases of a machine whose names come behind one, by name; "" yields all.
func (r *Registry) Aliases(ctx context.Context, machine, behind string) iter.Seq2[Alias, error] {
	from := machine + "\x00"
	if behind != "" {
		from = after(aliasKey(machine, behind))
	}
	return scan[Alias](ctx, r, tableAliases, from, machine+"\x01", false)
}

// UpdateAlias changes an alias; nil members stay as they are.
func (r *Registry) UpdateAlias(machine, name string, description *string, routes []Route) (Alias, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, err := r.Alias(machine, name)
	if err != nil {
		return Alias{}, err
	}
	if description != nil {
		a.Description = *description
	}
	if routes != nil {
		a.Routes = routes
	}
	a.Updated = r.now()
	return a, r.write(row(tableAliases, aliasKey(machine, name), a))
}

// DeleteAlias deletes an alias. One that is not there is no error.
func (r *Registry) DeleteAlias(machine, name string) error {
	return r.write(store.Row{Table: tableAliases, Key: []byte(aliasKey(machine, name))})
}
