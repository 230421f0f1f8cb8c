package engine

import (
	"context"
	"regexp"
	"testing"

	"pgregory.net/rapid"

	"github.com/stepmill/stepmill/store"
)

// TestNamesInvert checks that every number has a UUID of its own form and comes back from it, and that other UUIDs are refused.
func TestNamesInvert(t *testing.T) {
	n := names{secret: [16]byte{1, 2, 3}}
	v4 := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	rapid.Check(t, func(t *rapid.T) {
		want := store.Number(rapid.Uint64().Draw(t, "number"))
		uuid := n.of(want)
		if !v4.MatchString(uuid) {
			t.Fatalf("%s is no UUID of version 4", uuid)
		}
		if got, ok := n.number(uuid); !ok || got != want {
			t.Fatalf("number(%s) = %d, %v; want %d", uuid, got, ok, want)
		}
	})
	for _, other := range []string{"", "x", "123e4567-e89b-42d3-a456-426614174000", names{secret: [16]byte{9}}.of(7)} {
		if _, ok := n.number(other); ok {
			t.Errorf("number(%q) takes a UUID that is not ours", other)
		}
	}
}

// TestNamesSecretStays checks that reopening a folder finds the same names.
func TestNamesSecretStays(t *testing.T) {
	s := newMem(t)
	a, err := openNames(context.Background(), s)
	if err != nil {
		t.Fatal(err)
	}
	b, err := openNames(context.Background(), s)
	if err != nil || a != b {
		t.Fatalf("the secret changed: %v", err)
	}
}
