package value

import (
	"encoding/json"
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestFloatText(t *testing.T) {
	for _, tc := range []struct {
		f    float64
		want string
	}{
		{0, "0"}, {math.Copysign(0, -1), "0"}, {5, "5"}, {-5, "-5"}, {0.1, "0.1"}, {-0.1, "-0.1"}, {1.5, "1.5"}, {100, "100"},
		{1e21, "1e+21"}, {1e20, "100000000000000000000"}, {123456789012345680000, "123456789012345680000"}, {-1e21, "-1e+21"},
		{1.5e21, "1.5e+21"}, {1e-6, "0.000001"}, {1.5e-6, "0.0000015"}, {1e-7, "1e-7"}, {1.25e-7, "1.25e-7"}, {-1e-7, "-1e-7"},
		{math.MaxFloat64, "1.7976931348623157e+308"}, {math.SmallestNonzeroFloat64, "5e-324"}, {1 << 53, "9007199254740992"},
		{1<<53 + 2, "9007199254740994"}, {0.000123, "0.000123"}, {123.456, "123.456"}, {1e300, "1e+300"},
	} {
		if got := Float(tc.f).Num(); got != tc.want {
			t.Errorf("Float(%g) = %s, want %s", tc.f, got, tc.want)
		}
	}
	for _, f := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("Float took %g", f)
				}
			}()
			Float(f)
		}()
	}
}

// encoding/json writes floats as ECMAScript does, apart from -0.
func TestFloatLikeJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := math.Float64frombits(rapid.Uint64().Draw(t, "bits"))
		if math.IsNaN(f) || math.IsInf(f, 0) || f == 0 {
			return
		}
		want, _ := json.Marshal(f)
		v := Float(f)
		if v.Num() != string(want) || v.Float() != f {
			t.Fatalf("Float(%g) = %s, want %s", f, v.Num(), want)
		}
	})
}

func TestNumberText(t *testing.T) {
	for _, text := range []string{"0", "-0", "1.50", "1E+2", "123456789012345678901234567890"} {
		if got := NumberText(text).JSON(); got != text {
			t.Errorf("NumberText(%q) is %s", text, got)
		}
	}
	for _, text := range []string{"", "-", "01", "1.", ".5", "+1", "1 ", " 1", "0x1", "NaN", "1e", "\"1\"", "1,2", "-a"} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("NumberText took %q", text)
				}
			}()
			NumberText(text)
		}()
	}
}

func TestInt(t *testing.T) {
	for _, tc := range []struct {
		text string
		want int64
		ok   bool
	}{
		{"0", 0, true}, {"-0", 0, true}, {"0.0", 0, true}, {"0e99", 0, true}, {"-0.0e-99999999999999999999", 0, true},
		{"1", 1, true}, {"1.0", 1, true}, {"1e2", 100, true}, {"1.5e1", 15, true}, {"100e-2", 1, true}, {"0.001e3", 1, true},
		{"-12.50e1", -125, true}, {"1.5", 0, false}, {"1e-1", 0, false}, {"15e-1", 0, false}, {"1e99999999999999999999", 0, false},
		{"9223372036854775807", math.MaxInt64, true}, {"9223372036854775808", 0, false}, {"9223372036854775807.0", math.MaxInt64, true},
		{"-9223372036854775808", math.MinInt64, true}, {"-9223372036854775809", 0, false}, {"9007199254740993", 1<<53 + 1, true},
		{"922337203685477580.7e1", math.MaxInt64, true}, {"1e18", 1e18, true}, {"1e19", 0, false}, {"99999999999999999999", 0, false},
		{"123456789012345678", 123456789012345678, true}, {`"1"`, 0, false}, {"true", 0, false},
	} {
		if got, ok := MustParse(tc.text).Int(); got != tc.want || ok != tc.ok {
			t.Errorf("%s is the integer %d, %t; want %d, %t", tc.text, got, ok, tc.want, tc.ok)
		}
	}
}

func TestIntRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		i := rapid.Int64().Draw(t, "i")
		if got, ok := Int(i).Int(); got != i || !ok {
			t.Fatalf("got %d, %t", got, ok)
		}
		if got, ok := NumberText(strconv.FormatInt(i, 10) + ".000e0").Int(); got != i || !ok {
			t.Fatalf("got %d, %t with a fraction", got, ok)
		}
	})
}

func TestValueFloat(t *testing.T) {
	for _, tc := range []struct {
		text string
		want float64
	}{{"1.5", 1.5}, {"-1e400", math.Inf(-1)}, {"1e-400", 0}, {`"1"`, 0}, {"9007199254740993", 1 << 53}} {
		if got := MustParse(tc.text).Float(); got != tc.want {
			t.Errorf("%s as float64 is %g, want %g", tc.text, got, tc.want)
		}
	}
}
