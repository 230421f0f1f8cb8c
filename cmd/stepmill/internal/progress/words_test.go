package progress

import (
	"testing"
	"time"
)

func TestDuration(t *testing.T) {
	for _, c := range []struct {
		d    time.Duration
		want string
	}{
		{0, "0.0s"},
		{249 * time.Millisecond, "0.2s"},
		{59*time.Second + 949*time.Millisecond, "59.9s"},
		{59*time.Second + 951*time.Millisecond, "1m00s"},
		{185 * time.Second, "3m05s"},
		{59*time.Minute + 59*time.Second + 600*time.Millisecond, "1h00m"},
		{2*time.Hour + 14*time.Minute, "2h14m"},
		{76 * time.Hour, "3d04h"},
	} {
		if got := Duration(c.d); got != c.want {
			t.Errorf("%v: got %s, want %s", c.d, got, c.want)
		}
	}
}

func TestShort(t *testing.T) {
	for name, want := range map[string]string{
		"07cbf288-971f-4dc3-8ebb-dff6ff9b7c09": "07cbf288",
		"lake-7":                               "lake-7",
		"07cbf288-971f-1dc3-8ebb-dff6ff9b7c09": "07cbf288-971f-1dc3-8ebb-dff6ff9b7c09", // not of the version that the engine makes
	} {
		if got := Short(name); got != want {
			t.Errorf("%s: got %s", name, got)
		}
	}
}
