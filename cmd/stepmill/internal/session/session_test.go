package session

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"
	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/engine/api/protocol"
	"github.com/stepmill/stepmill/engine/project"
	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/bolt"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const pass = `{"StartAt": "A", "States": {"A": {"Type": "Pass", "End": true}}}`

const wait = `{"StartAt": "A", "States": {"A": {"Type": "Wait", "Seconds": 3600, "End": true}}}`

// open opens a session that runs executions.
func open(t *testing.T, data string) *Session {
	t.Helper()
	s, err := Open(context.Background(), runner(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func runner(data string) Config {
	return Config{Globals: cli.Globals{Data: data}, Project: &project.Project{Region: "us-east-1", Account: "000000000000"}, Patience: time.Millisecond}
}

func start(t *testing.T, s *Session, definition string) protocol.StartResponse {
	t.Helper()
	r, err := s.Start(context.Background(), protocol.StartRequest{Machine: "m", Definition: definition})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestSecond finds the first session as the owner, and stays in it until the second's execution has closed.
func TestSecond(t *testing.T) {
	ctx, data := context.Background(), t.TempDir()
	first := open(t, data)
	second := open(t, data)
	if first.local == nil || second.local != nil {
		t.Fatal("the first session must own the folder, and the second speak to it")
	}
	r := start(t, second, wait)
	drained, waiting := make(chan error, 1), make(chan int, 1)
	go func() { drained <- first.Drain(ctx, func(n int) { waiting <- n }) }()
	if n := <-waiting; n != 1 {
		t.Errorf("waits for %d executions", n)
	}
	if err := second.Stop(ctx, r.ARN, "", ""); err != nil {
		t.Error(err)
	}
	if err := <-drained; err != nil {
		t.Error(err)
	}
}

// TestLook leaves no trace where there is nothing, and sees what a session has left.
func TestLook(t *testing.T) {
	ctx, data := context.Background(), filepath.Join(t.TempDir(), "data")
	count := func() (n int) {
		err := Look(ctx, cli.Globals{Data: data}, func(s *Session) error {
			for _, err := range s.List(ctx, protocol.ListRequest{}) {
				if err != nil {
					return err
				}
				n++
			}
			return nil
		})
		if err != nil {
			t.Error(err)
		}
		return n
	}
	if n := count(); n != 0 {
		t.Errorf("%d executions in a folder that is not there", n)
	}
	if _, err := os.Stat(data); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a look made the folder: %v", err)
	}
	s := open(t, data)
	r := start(t, s, pass)
	for _, err := range s.Follow(ctx, r.ARN) {
		if err != nil {
			t.Fatal(err)
		}
	}
	if n := count(); n != 1 {
		t.Errorf("%d executions through the owner", n)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if n := count(); n != 1 {
		t.Errorf("%d executions without it", n)
	}
}

// TestCutOff is told of an execution whose session has ended.
func TestCutOff(t *testing.T) {
	ctx, data := context.Background(), t.TempDir()
	s := open(t, data)
	start(t, s, wait)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = open(t, data)
	if info, err := s.Info(ctx); err != nil || info.CutOff != 1 {
		t.Fatalf("cut off: %v, %v", info, err)
	}
	if err := s.Drain(ctx, func(int) { t.Error("waits for an execution that nothing runs") }); err != nil {
		t.Error(err)
	}
}

// TestBadFolders says what is wrong with a folder, with the exit code of wrong usage.
func TestBadFolders(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, data string)
		want string
	}{
		{"newer", newer, "has store format 99"},
		{"foreign", foreign, "is not a stepmill store: move it away"},
		{"damaged", func(t *testing.T, data string) { write(t, filepath.Join(data, FileName), strings.Repeat("x", 9000)) }, "stepmill"},
		{"locked", locked, "another process has"},
		{"a file", func(t *testing.T, data string) {
			if err := os.Remove(data); err != nil {
				t.Fatal(err)
			}
			write(t, data, "")
		}, "is a file: name a folder"},
	} {
		t.Run(c.name, func(t *testing.T) {
			data := t.TempDir()
			c.make(t, data)
			_, err := Open(context.Background(), runner(data))
			var exit *cli.ExitError
			if !errors.As(err, &exit) || exit.Code != cli.ExitUsage || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// newer makes a store of a format that no program here knows.
func newer(t *testing.T, data string) {
	t.Helper()
	s, err := bolt.Open(bolt.Config{Path: filepath.Join(data, FileName)})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, data, func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte("meta")).Put([]byte("format"), binary.BigEndian.AppendUint64(nil, 99))
	})
}

// foreign makes a database of some other program.
func foreign(t *testing.T, data string) {
	t.Helper()
	edit(t, data, func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucket([]byte("recipes"))
		return err
	})
}

func edit(t *testing.T, data string, f func(*bbolt.Tx) error) {
	t.Helper()
	db, err := bbolt.Open(filepath.Join(data, FileName), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(f), db.Close()); err != nil {
		t.Fatal(err)
	}
}

// locked holds the store without listening.
func locked(t *testing.T, data string) {
	t.Helper()
	s, err := bolt.Open(bolt.Config{Path: filepath.Join(data, FileName)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
}

// TestExplain words the errors that a session cannot be brought into on purpose.
func TestExplain(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
		code int
	}{
		{fmt.Errorf("append: %w", store.Stopped(store.ErrFull)), "there is no space left for the data folder lake: make room, then stepmill resume", cli.ExitFailed},
		{fmt.Errorf("call Stepmill.List: %w", syscall.ECONNREFUSED), "the process that owned lake has ended; stepmill list", cli.ExitFailed},
		{&protocol.Error{Type: protocol.ErrorProject, Message: "It serves another project."}, "It serves another project.", cli.ExitUsage},
		{&protocol.Error{Type: "InternalServerError", Message: "A fault."}, "A fault.", cli.ExitFailed},
	} {
		err := Explain("lake", c.err)
		code := cli.ExitFailed
		if exit := (*cli.ExitError)(nil); errors.As(err, &exit) {
			code = exit.Code
		}
		if !strings.HasPrefix(err.Error(), c.want) || code != c.code {
			t.Errorf("%v: got %v with exit code %d", c.err, err, code)
		}
	}
	if Explain("lake", nil) != nil {
		t.Error("no error is none")
	}
}
