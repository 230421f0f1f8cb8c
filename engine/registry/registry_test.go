package registry

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"testing"
	"time"

	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/mem"
)

// open opens a registry whose clock goes a second with every look at it, and whose revisions are r1, r2, …
func open(t *testing.T, s store.Store) *Registry {
	t.Helper()
	now, revision := time.Unix(1_700_000_000, 0), 0
	r, err := Open(Config{
		Store:    s,
		Now:      func() time.Time { now = now.Add(time.Second); return now },
		Revision: func() string { revision++; return fmt.Sprintf("r%d", revision) },
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func newStore(t *testing.T) store.Store {
	s := mem.New()
	t.Cleanup(func() { s.Close() })
	return s
}

func machine(name string) NewMachine {
	return NewMachine{ARN: "arn:" + name, Name: name, Type: "STANDARD", Settings: Settings{Definition: "{}", Role: "role"}}
}

func create(t *testing.T, r *Registry, in NewMachine) Machine {
	t.Helper()
	m, _, err := r.CreateMachine(in)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// names collects a sequence by a key.
func names[T any](t *testing.T, seq iter.Seq2[T, error], key func(T) string) []string {
	t.Helper()
	var out []string
	for v, err := range seq {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, key(v))
	}
	return out
}

func expect(t *testing.T, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// What is the same creation, and what is not.
func TestCreateMachineAgain(t *testing.T) {
	base := machine("m")
	base.Publish, base.Description = true, "first"
	for name, c := range map[string]struct {
		change func(*NewMachine)
		same   bool
	}{
		"nothing":     {func(*NewMachine) {}, true},
		"role":        {func(in *NewMachine) { in.Role = "other" }, true},
		"tags":        {func(in *NewMachine) { in.Tags = []Tag{{"k", "v"}} }, true},
		"definition":  {func(in *NewMachine) { in.Definition = "{ }" }, false},
		"type":        {func(in *NewMachine) { in.Type = "EXPRESS" }, false},
		"logging":     {func(in *NewMachine) { in.Logging = "{}" }, false},
		"tracing":     {func(in *NewMachine) { in.Tracing = "{}" }, false},
		"encryption":  {func(in *NewMachine) { in.Encryption = "{}" }, false},
		"publish":     {func(in *NewMachine) { in.Publish, in.Description = false, "" }, false},
		"description": {func(in *NewMachine) { in.Description = "other" }, false},
	} {
		t.Run(name, func(t *testing.T) {
			r := open(t, newStore(t))
			first := create(t, r, base)
			again := base
			c.change(&again)
			m, v, err := r.CreateMachine(again)
			if c.same != (err == nil) || !c.same && !errors.Is(err, ErrExists) {
				t.Fatalf("the second creation gave %v", err)
			}
			if c.same && (v == nil || v.Number != 1) {
				t.Errorf("the version is %+v", v)
			}
			if m.Created != first.Created || m.Role != "role" || m.Tags != nil {
				t.Errorf("the machine changed: %+v", m)
			}
		})
	}
}

// Revisions change with the settings and with nothing else; a version is of a revision, and its number is never used again.
func TestRevisions(t *testing.T) {
	s := newStore(t)
	r := open(t, s)
	create(t, r, machine("m"))
	update := func(c Change) (Machine, *Version) {
		t.Helper()
		m, v, err := r.UpdateMachine("m", c)
		if err != nil {
			t.Fatal(err)
		}
		return m, v
	}
	if m, _ := update(Change{Role: new("role")}); m.Revision != "" {
		t.Errorf("an update that changes nothing made revision %q", m.Revision)
	}
	if _, v := update(Change{Role: new("role"), Publish: true}); v.Number != 1 || v.Revision != "" {
		t.Errorf("the first version is %+v", v)
	}
	if m, v := update(Change{Definition: new("{ }"), Publish: true, Description: "d"}); m.Revision != "r1" || v.Number != 2 || v.Description != "d" {
		t.Errorf("the second version is %+v of %+v", v, m)
	}
	if m, _ := update(Change{Definition: new("{ }")}); m.Revision != "r1" {
		t.Errorf("the same update made revision %q", m.Revision)
	}
	stale := new(RevisionError)
	if _, err := r.Publish("m", "r0", ""); !errors.As(err, &stale) || stale.Given != "r0" || stale.Current != "r1" {
		t.Errorf("publishing a stale revision gave %v", err)
	}
	if v, err := r.Publish("m", "r1", ""); err != nil || v.Number != 2 {
		t.Errorf("publishing again gave %+v, %v", v, err)
	}
	if err := r.DeleteVersion(t.Context(), "m", 2); err != nil {
		t.Fatal(err)
	}
	r = open(t, s)
	if v, err := r.Publish("m", "", ""); err != nil || v.Number != 3 {
		t.Errorf("publishing after a deletion gave %+v, %v", v, err)
	}
	expect(t, "versions", names(t, r.Versions(t.Context(), "m", 0), func(v Version) string { return v.ARN }), []string{"arn:m:3", "arn:m:1"})
	expect(t, "versions below 3", names(t, r.Versions(t.Context(), "m", 3), func(v Version) string { return v.ARN }), []string{"arn:m:1"})
}

func TestAliases(t *testing.T) {
	r := open(t, newStore(t))
	in := machine("m")
	in.Publish = true
	create(t, r, in)
	a := Alias{ARN: "arn:m:live", Machine: "m", Name: "live", Routes: []Route{{"arn:m:1", 90}, {"arn:m:2", 10}}}
	created, err := r.CreateAlias(a)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := r.CreateAlias(a); err != nil || again.Created != created.Created {
		t.Errorf("creating it again gave %+v, %v", again, err)
	}
	other := a
	other.Description = "other"
	if _, err := r.CreateAlias(other); !errors.Is(err, ErrExists) {
		t.Errorf("creating another one gave %v", err)
	}
	for draw, want := range map[int]string{0: "arn:m:1", 89: "arn:m:1", 90: "arn:m:2", 99: "arn:m:2"} {
		if got := a.Pick(draw); got != want {
			t.Errorf("draw %d routes to %s", draw, got)
		}
	}
	used := new(InUseError)
	if err := r.DeleteVersion(t.Context(), "m", 1); !errors.As(err, &used) || !slices.Equal(used.Aliases, []string{"live"}) {
		t.Errorf("deleting a version that an alias names gave %v", err)
	}
	if _, err := r.UpdateAlias("m", "none", nil, nil); !errors.Is(err, ErrNotFound) {
		t.Errorf("updating an alias that is not there gave %v", err)
	}
	if err := r.DeleteMachine(t.Context(), "m"); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Alias("m", "live"); !errors.Is(err, ErrNotFound) {
		t.Errorf("the alias outlived its machine: %v", err)
	}
}

// A machine whose name begins with another's name keeps what is its own.
func TestNamesThatBeginAlike(t *testing.T) {
	r := open(t, newStore(t))
	for _, name := range []string{"m", "m2", "m-1"} {
		in := machine(name)
		in.Publish = true
		create(t, r, in)
	}
	expect(t, "machines", names(t, r.Machines(t.Context(), ""), func(m Machine) string { return m.Name }), []string{"m", "m-1", "m2"})
	expect(t, "machines behind m", names(t, r.Machines(t.Context(), "m"), func(m Machine) string { return m.Name }), []string{"m-1", "m2"})
	if err := r.DeleteMachine(t.Context(), "m"); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"m2", "m-1"} {
		if _, err := r.Version(name, 1); err != nil {
			t.Errorf("the version of %s: %v", name, err)
		}
	}
}

func TestTags(t *testing.T) {
	r := open(t, newStore(t))
	create(t, r, machine("m"))
	if err := r.TagMachine("m", []Tag{{"b", "1"}, {"a", "2"}}, nil); err != nil {
		t.Fatal(err)
	}
	if err := r.TagMachine("m", []Tag{{"b", "3"}}, []string{"a", "none"}); err != nil {
		t.Fatal(err)
	}
	m, err := r.Machine("m")
	if err != nil || !slices.Equal(m.Tags, []Tag{{"b", "3"}}) {
		t.Errorf("the tags are %v, %v", m.Tags, err)
	}
	var many []Tag
	for i := range MaxTags {
		many = append(many, Tag{Key: fmt.Sprint(i)})
	}
	if err := r.TagMachine("m", many, nil); !errors.Is(err, ErrTooMany) {
		t.Errorf("%d tags: %v", MaxTags+1, err)
	}
	if err := r.TagMachine("none", nil, nil); !errors.Is(err, ErrNotFound) {
		t.Errorf("tags of nothing: %v", err)
	}
}

// The limits of AWS on versions and aliases.
func TestLimits(t *testing.T) {
	r := open(t, newStore(t))
	create(t, r, machine("m"))
	for i := range MaxVersions {
		if _, _, err := r.UpdateMachine("m", Change{Definition: new(fmt.Sprint(i)), Publish: true}); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := r.UpdateMachine("m", Change{Definition: new("one more"), Publish: true}); !errors.Is(err, ErrTooMany) {
		t.Errorf("version %d: %v", MaxVersions+1, err)
	}
	for i := range MaxAliases {
		if _, err := r.CreateAlias(Alias{Machine: "m", Name: fmt.Sprint("a", i)}); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := r.CreateAlias(Alias{Machine: "m", Name: "one-more"}); !errors.Is(err, ErrTooMany) {
		t.Errorf("alias %d: %v", MaxAliases+1, err)
	}
}

// A store that is closed says so.
func TestClosedStore(t *testing.T) {
	s := newStore(t)
	r := open(t, s)
	s.Close()
	if _, _, err := r.CreateMachine(machine("m")); !errors.Is(err, store.ErrClosed) {
		t.Errorf("creating gave %v", err)
	}
	if _, err := Open(Config{Store: s}); !errors.Is(err, store.ErrClosed) {
		t.Errorf("opening gave %v", err)
	}
}
