package records

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFiles finds that each group has a file of its own below the folder, to which a second process adds.
func TestFiles(t *testing.T) {
	above := t.TempDir()
	folder := filepath.Join(above, "a", "logs")
	for range 2 {
		f, err := OpenFiles(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, group := range []string{"plain", "/aws/vendedlogs/states/g", "../../../up", "plain"} {
			if err := f.Log(group, "any", []Line{{Message: `{"id":"1"}`}, {Message: `{"id":"2"}`}}); err != nil {
				t.Error(err)
			}
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
	const two = `{"id":"1"}` + "\n" + `{"id":"2"}` + "\n"
	for name, want := range map[string]string{"plain": two + two + two + two, "aws/vendedlogs/states/g": two + two, "up": two + two} {
		got, err := os.ReadFile(filepath.Join(folder, name+".jsonl"))
		if err != nil || string(got) != want {
			t.Errorf("%s holds %q, %v", name, got, err)
		}
	}
	if entries, err := os.ReadDir(above); err != nil || len(entries) != 1 {
		t.Errorf("above there are %v, %v", entries, err)
	}
}

// TestFilesRefuse finds that a link that leads out of the folder is not followed, and that a folder that cannot be made is an error.
func TestFilesRefuse(t *testing.T) {
	folder, outside := t.TempDir(), t.TempDir()
	if err := os.Symlink(outside, filepath.Join(folder, "out")); err != nil {
		t.Fatal(err)
	}
	f, err := OpenFiles(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := f.Log("out/g", "any", []Line{{Message: "{}"}}); err == nil {
		t.Error("a link was followed")
	}
	if entries, err := os.ReadDir(outside); err != nil || len(entries) > 0 {
		t.Errorf("outside there are %v, %v", entries, err)
	}
	if err := os.WriteFile(filepath.Join(folder, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenFiles(filepath.Join(folder, "file")); err == nil {
		t.Error("a file is no folder")
	}
}
