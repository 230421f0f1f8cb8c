package registry

import (
	"fmt"
	"slices"
)

// MaxTags is how many tags a resource may have.
// Source: AWS Step Functions Developer Guide, "Service quotas".
const MaxTags = 50

// Tag is a key with a value.
type Tag struct {
	Key   string `json:"key"`
	Value string `json:"value"`
}

// merge adds tags to a list, where those of the same key replace their value; the order is that in which they came.
func merge(have, add []Tag) []Tag {
	out := slices.Clone(have)
	for _, t := range add {
		if i := slices.IndexFunc(out, func(o Tag) bool { return o.Key == t.Key }); i >= 0 {
			out[i] = t
		} else {
			out = append(out, t)
		}
	}
	return out
}

// TagMachine adds tags to a state machine, replacing the values of keys that it has, and removes those with the keys in remove.
func (r *Registry) TagMachine(name string, add []Tag, remove []string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	m, err := r.Machine(name)
	if err != nil {
		return err
	}
	if m.Tags, err = retag(m.Tags, add, remove); err != nil {
		return fmt.Errorf("tag %s: %w", m.ARN, err)
	}
	return r.write(row(tableMachines, name, m))
}

// TagActivity is TagMachine for an activity.
func (r *Registry) TagActivity(name string, add []Tag, remove []string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	a, err := r.Activity(name)
	if err != nil {
		return err
	}
	if a.Tags, err = retag(a.Tags, add, remove); err != nil {
		return fmt.Errorf("tag %s: %w", a.ARN, err)
	}
	return r.write(row(tableActivities, name, a))
}

func retag(have, add []Tag, remove []string) ([]Tag, error) {
	tags := slices.DeleteFunc(merge(have, add), func(t Tag) bool { return slices.Contains(remove, t.Key) })
	if len(tags) > MaxTags {
		return nil, fmt.Errorf("%w: %d tags", ErrTooMany, len(tags))
	}
	return tags, nil
}
