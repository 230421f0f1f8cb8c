package bolt

import (
	"fmt"
	"path/filepath"
	"testing"

	"go.etcd.io/bbolt"

	"github.com/stepmill/stepmill/store"
)

// BenchmarkAppend measures entries per second, durable, beside the same bytes
// put into bbolt with nothing around it.
//
//	go test ./store/bolt -bench Append -benchtime 1s
func BenchmarkAppend(b *testing.B) {
	for _, size := range []int{300, 1000} {
		for _, perBatch := range []int{1, 100, 1000} {
			name := fmt.Sprintf("bytes=%d/batch=%d", size, perBatch)
			b.Run(name+"/store", func(b *testing.B) { benchStore(b, size, perBatch) })
			b.Run(name+"/bbolt", func(b *testing.B) { benchBbolt(b, size, perBatch) })
		}
	}
}

func benchStore(b *testing.B, size, perBatch int) {
	s, err := Open(Config{Path: filepath.Join(b.TempDir(), "store.db")})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	data := make([]byte, size)
	next := store.Number(0)
	for b.Loop() {
		batch := store.Batch{Entries: make([]store.Entry, perBatch)}
		for i := range batch.Entries {
			next++
			batch.Entries[i] = store.Entry{Exec: next % 2048, Data: data}
		}
		if err := s.Append(batch); err != nil {
			b.Fatal(err)
		}
	}
	report(b, size, perBatch)
}

func benchBbolt(b *testing.B, size, perBatch int) {
	h, err := openFile(Config{}.withDefaults(), filepath.Join(b.TempDir(), "plain.db"), false)
	if err != nil {
		b.Fatal(err)
	}
	defer h.db.Close()
	data := make([]byte, size+8)
	seq := uint64(0)
	for b.Loop() {
		err := h.db.Update(func(tx *bbolt.Tx) error {
			log, err := tx.CreateBucketIfNotExists(logBucket)
			if err != nil {
				return err
			}
			log.FillPercent = logFill
			for range perBatch {
				seq++
				if err := log.Put(logKey(seq), data); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	report(b, size, perBatch)
}

func report(b *testing.B, size, perBatch int) {
	perSecond := float64(b.N*perBatch) / b.Elapsed().Seconds()
	b.ReportMetric(perSecond, "entries/s")
	b.ReportMetric(perSecond*float64(size)/1e6, "MB/s")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkParallel measures callers that each wait for their own entry.
func BenchmarkParallel(b *testing.B) {
	s, err := Open(Config{Path: filepath.Join(b.TempDir(), "store.db")})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	data := make([]byte, 300)
	b.SetParallelism(500)
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := s.Append(store.Batch{Entries: []store.Entry{{Exec: 1, Data: data}}}); err != nil {
				b.Fatal(err)
			}
		}
	})
	report(b, len(data), 1)
}

// BenchmarkOpen measures opening a store with a million live entries.
func BenchmarkOpen(b *testing.B) {
	for _, clean := range []bool{true, false} {
		b.Run(fmt.Sprintf("closed=%v", clean), func(b *testing.B) {
			cfg := Config{Path: filepath.Join(b.TempDir(), "store.db")}
			s, err := Open(cfg)
			if err != nil {
				b.Fatal(err)
			}
			for batch := range 100 {
				es := make([]store.Entry, 10_000)
				for i := range es {
					es[i] = store.Entry{Exec: store.Number(batch*100 + i%100), Data: make([]byte, 300)}
				}
				if err := s.Append(store.Batch{Entries: es}); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				if clean {
					err = s.Close()
				} else {
					s.wedged = true
					err = s.release()
				}
				if err != nil {
					b.Fatal(err)
				}
				if s, err = Open(cfg); err != nil {
					b.Fatal(err)
				}
			}
			b.StopTimer()
			_ = s.Close()
		})
	}
}
