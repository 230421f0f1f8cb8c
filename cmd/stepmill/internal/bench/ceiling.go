package bench

import (
	"encoding/binary"
	"math/rand/v2"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

// CeilingReport compares the engine with a program that does nothing but append the same bytes, in commits of the same size, to bbolt.
type CeilingReport struct {
	Seconds        float64 `json:"seconds"`
	BytesPerSecond float64 `json:"bytesPerSecond"`
	Ratio          float64 `json:"ratio"` // the engine's bytes a second to these
}

func measureCeiling(dir string, commits []commit, c ConcurrentReport) (r CeilingReport, err error) {
	db, err := bbolt.Open(filepath.Join(dir, "ceiling.db"), 0o600, &bbolt.Options{NoFreelistSync: true, InitialMmapSize: 4 << 30})
	if err != nil {
		return r, err
	}
	defer db.Close()
	noise := make([]byte, 1<<20)
	g := rand.New(rand.NewPCG(1, 2))
	for i := range noise {
		noise[i] = byte(g.Uint32())
	}
	seq, total := uint64(0), 0
	begin := time.Now()
	for _, k := range commits {
		err := db.Update(func(tx *bbolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists([]byte("log"))
			if err != nil {
				return err
			}
			b.FillPercent = 1
			for range k.entries {
				seq++
				if err := b.Put(binary.BigEndian.AppendUint64(nil, seq), noise[:min(len(noise), k.bytes/k.entries)]); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return r, err
		}
		total += k.bytes
	}
	r.Seconds = time.Since(begin).Seconds()
	r.BytesPerSecond = float64(total) / r.Seconds
	r.Ratio = c.BytesPerSecond / r.BytesPerSecond
	return r, nil
}
