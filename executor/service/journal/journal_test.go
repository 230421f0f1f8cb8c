package journal

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func contents(j *Journal, bucket, prefix string) string {
	var b strings.Builder
	for k, v := range j.Scan(bucket, prefix) {
		fmt.Fprintf(&b, "%s=%s ", k, v)
	}
	return b.String()
}

func TestJournalKeepsWhatWasWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "services", "x.journal")
	j, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !os.IsNotExist(err) {
		t.Fatalf("a journal without data has a file: %v", err)
	}
	for _, c := range [][]Change{
		{{Bucket: "a", Key: "k2", Value: "2"}, {Bucket: "a", Key: "k1", Value: "1"}},
		{{Bucket: "a", Key: "k2", Delete: true}, {Bucket: "a", Key: "other", Value: ""}},
		{{Bucket: "b", Key: "k1", Value: "line\nbreak"}},
	} {
		if err := j.Write(c...); err != nil {
			t.Fatal(err)
		}
	}
	if err := j.Close(); err != nil {
		t.Fatal(err)
	}
	if err := j.Write(Change{Bucket: "a", Key: "k"}); !errors.Is(err, ErrClosed) {
		t.Errorf("a write after Close gives %v", err)
	}
	// A kill in the middle of a line.
	f, _ := os.OpenFile(path, os.O_APPEND|os.O_WRONLY, 0)
	f.WriteString(`[{"b":"a","k":"torn`)
	f.Close()
	for range 2 { // the second time after the torn line was cut off and another one written
		j, err = Open(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := contents(j, "a", "k"); got != "k1=1 " {
			t.Errorf("keys of a: %s", got)
		}
		if v, ok := j.Get("b", "k1"); !ok || v != "line\nbreak" {
			t.Errorf("b/k1 = %q, %v", v, ok)
		}
		if err := errors.Join(j.Write(Change{Bucket: "c", Key: "x", Value: "y"}), j.Close()); err != nil {
			t.Fatal(err)
		}
	}
}

func TestJournalIsWrittenAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.journal")
	j, _ := Open(path)
	for i := range 3000 {
		if err := j.Append(Change{Bucket: "a", Key: "k", Value: fmt.Sprint(i)}); err != nil {
			t.Fatal(err)
		}
	}
	j.Close()
	j, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer j.Close()
	if info, _ := os.Stat(path); info.Size() > 100 {
		t.Errorf("the file has %d bytes", info.Size())
	}
	if got := contents(j, "a", ""); got != "k=2999 " {
		t.Error(got)
	}
}

func TestJournalRefusesDamage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.journal")
	os.WriteFile(path, []byte("[]\nnonsense\n"), 0o600)
	if _, err := Open(path); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("Open gives %v", err)
	}
}

func TestJournalWritersTogether(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.journal")
	j, _ := Open(path)
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Go(func() {
			if err := j.Write(Change{Bucket: "a", Key: fmt.Sprint(i)}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	j.Close()
	if j, _ = Open(path); j.count() != 50 {
		t.Errorf("%d of 50 keys", j.count())
	}
}
