package run

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestInputLimit takes the largest input that there may be, and refuses one byte more without repeating it.
func TestInputLimit(t *testing.T) {
	file := filepath.Join(t.TempDir(), "in.json")
	read := func(size int) (string, error) {
		if err := os.WriteFile(file, []byte(`"`+strings.Repeat("a", size-2)+`"`), 0o600); err != nil {
			t.Fatal(err)
		}
		return readInput("@"+file, nil)
	}
	if text, err := read(maxInput); err != nil || len(text) != maxInput {
		t.Errorf("the limit: %d bytes, %v", len(text), err)
	}
	if _, err := read(maxInput + 1); err == nil || !strings.Contains(err.Error(), "larger than 262,144 bytes") || len(err.Error()) > 300 {
		t.Errorf("a byte more: %v", err)
	}
}
