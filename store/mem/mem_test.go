package mem_test

import (
	"errors"
	"testing"

	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/store"
	"github.com/stepmill/stepmill/store/mem"
	"github.com/stepmill/stepmill/store/storetest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestExercise(t *testing.T) {
	crash := func(_ storetest.T, s store.Store) store.Store {
		return s.(*mem.Store).CrashClone(mem.CrashOptions{})
	}
	storetest.Exercise(t, storetest.Harness{
		Open:   func(storetest.T) store.Store { return mem.New() },
		Reopen: crash,
		Crash:  crash,
		Break:  func(_ storetest.T, s store.Store) { s.(*mem.Store).Fail(errors.New("disk on fire")) },
	})
}
