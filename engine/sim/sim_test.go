package sim

import (
	"errors"
	"flag"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var (
	seed = flag.Uint64("seed", 1, "first seed of TestSeeds")
	runs = flag.Int("runs", 500, "how many seeds TestSeeds runs")
)

// TestSeeds runs one seed after the other; the number in a failure is what -seed wants, with -runs 1.
func TestSeeds(t *testing.T) {
	for i := range *runs {
		s := *seed + uint64(i)
		if err := Run(Config{Seed: s}); err != nil {
			var v *Violation
			if errors.As(err, &v) {
				t.Fatalf("seed %d: %s found: %s", s, v.Checker, v.Detail)
			}
			t.Fatalf("seed %d: %v", s, err)
		}
	}
	t.Logf("%d seeds from %d are clean", *runs, *seed)
}
