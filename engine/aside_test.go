package engine

import (
	"strings"
	"testing"

	"github.com/stepmill/stepmill/asl/fault"
	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/engine/interp"
	"github.com/stepmill/stepmill/store"
)

// TestBrokenInvariant lets the interpreter panic, in the first step of one execution and in a later one of another: each is set aside and those
// who wait are told, while a third goes on.
func TestBrokenInvariant(t *testing.T) {
	refuse := func(_ string, args value.Value) *fault.Fault {
		if args.Get("panic").IsTrue() {
			panic("as the test wants it")
		}
		return nil
	}
	b := newBlocker()
	e := openAt(t, Config{Store: newMem(t), Refuse: refuse}, b)
	if _, err := e.Start(t.Context(), StartRequest{Machine: "m", Definition: twice, Input: value.MustParse(`{"panic": true}`)}); err == nil {
		t.Error("an execution that cannot take its first step was started")
	}
	later := start(t, e, StartRequest{Definition: caught})
	<-b.asked
	good := start(t, e, StartRequest{Definition: twice})
	<-b.asked
	b.answer <- value.MustParse(`{"panic": true}`)
	b.answer <- value.MustParse(`{"panic": true}`)
	if _, err := e.Wait(t.Context(), later.ARN); err == nil || !strings.Contains(err.Error(), "invariant") {
		t.Errorf("waiting for an execution that was set aside: %v", err)
	}
	if good = wait(t, e, good); good.Status != interp.Succeeded {
		t.Errorf("the other one ended %s", good.Status)
	}
	if cut := e.CutOff(); len(cut) != 1 || cut[0].ARN != later.ARN {
		t.Errorf("cut off: %v", cut)
	}
	if err := e.Stop(t.Context(), later.ARN, "", ""); err != nil {
		t.Errorf("stopping it: %v", err)
	}
}

// TestResumeBesideBad resumes what can be resumed, although the log of another execution is damaged.
func TestResumeBesideBad(t *testing.T) {
	s := newMem(t)
	e := open(t, s, nil)
	bad, good := start(t, e, StartRequest{Definition: sleepy}), start(t, e, StartRequest{Definition: sleepy})
	e.Close()
	if err := s.Append(store.Batch{Entries: []store.Entry{{Exec: bad.Number, Data: []byte{9, 9, 9}}}}); err != nil {
		t.Fatal(err)
	}
	e = open(t, s, nil)
	hs, err := e.Resume(t.Context())
	if err == nil || !strings.Contains(err.Error(), bad.ARN) {
		t.Errorf("the damaged one is not named: %v", err)
	}
	if len(hs) != 1 || hs[0].ARN != good.ARN {
		t.Errorf("resumed %v", hs)
	}
	if cut := e.CutOff(); len(cut) != 1 || cut[0].ARN != bad.ARN {
		t.Errorf("cut off: %v", cut)
	}
}
