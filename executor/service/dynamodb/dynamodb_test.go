package dynamodb

import (
	"fmt"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/cockroachdb/datadriven"
	"go.uber.org/goleak"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, path string) *Store {
	t.Helper()
	s, err := Open(Config{Region: "us-east-1", Account: "000000000000", Path: path, Now: func() time.Time { return time.Unix(1700000000, 0) }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// TestScripts runs testdata: each command is an operation and its input is the request, sent over HTTP; "restart" opens the file again, and
// "task" runs the resource that is its argument. Rewrite the answers with -rewrite.
func TestScripts(t *testing.T) {
	datadriven.Walk(t, "testdata", func(t *testing.T, file string) {
		path := filepath.Join(t.TempDir(), "dynamodb.journal")
		s := open(t, path)
		datadriven.RunTest(t, file, func(t *testing.T, d *datadriven.TestData) string {
			switch d.Cmd {
			case "restart":
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
				s = open(t, path)
				return ""
			case "task":
				return task(t, s, "arn:aws:states:::"+d.CmdArgs[0].Key, d.Input)
			}
			r := httptest.NewRequest("POST", "/", strings.NewReader(d.Input))
			r.Header.Set("X-Amz-Target", "DynamoDB_20120810."+d.Cmd)
			w := httptest.NewRecorder()
			s.Service().ServeJSON(w, r)
			v, err := value.Parse(w.Body.String())
			if err != nil {
				t.Fatal(err)
			}
			if w.Code != 200 {
				return fmt.Sprintf("%d %s: %s\n", w.Code, v.Get("__type").Str(), v.Get("message").Str())
			}
			return v.Compact() + "\n"
		})
	})
}

var id = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

func task(t *testing.T, s *Store, resource, parameters string) string {
	mux := executor.NewMux()
	Register(mux, s.Service())
	x, ok := mux.Lookup(resource)
	if !ok {
		return "nobody carries it out\n"
	}
	out, f := x.Run(t.Context(), executor.Task{Resource: resource, Parameters: value.MustParse(parameters)}, nil)
	if f != nil {
		return id.ReplaceAllString(f.Error+": "+f.Cause, "<id>") + "\n"
	}
	for _, k := range []string{"SdkHttpMetadata", "SdkResponseMetadata"} {
		if out.Get(k).IsDefined() {
			out = out.With(k, value.Text("…"))
		}
	}
	return out.Compact() + "\n"
}

func FuzzCondition(f *testing.F) {
	f.Add("attribute_exists(a) AND NOT (b.c[0] <> :v OR size(#n) BETWEEN :v AND :v)")
	f.Add("contains(a, :v) or a in (:v, b)")
	item := value.MustParse(`{"a":{"S":"x"},"b":{"M":{"c":{"L":[{"N":"1"}]}}}}`)
	f.Fuzz(func(t *testing.T, text string) {
		in := value.ObjectOf([]value.Member{
			{Key: "E", Value: value.Text(text)},
			{Key: "ExpressionAttributeValues", Value: value.MustParse(`{":v":{"N":"1"}}`)},
			{Key: "ExpressionAttributeNames", Value: value.MustParse(`{"#n":"a"}`)},
		})
		if c, refused := parseCondition(in, "E"); refused == nil {
			c(item)
			c(value.Value{})
		}
	})
}

func FuzzUpdate(f *testing.F) {
	f.Add("SET a = if_not_exists(a, :v) + :v, b.c[3] = list_append(:l, b.c) REMOVE d ADD n :v DELETE s :v")
	item := value.MustParse(`{"k":{"S":"x"},"n":{"N":"1"},"b":{"M":{"c":{"L":[{"N":"1"}]}}}}`)
	f.Fuzz(func(t *testing.T, text string) {
		in := value.ObjectOf([]value.Member{
			{Key: "UpdateExpression", Value: value.Text(text)},
			{Key: "ExpressionAttributeValues", Value: value.MustParse(`{":v":{"N":"1"},":l":{"L":[]}}`)},
		})
		tab := &table{Keys: keys{Partition: "k"}}
		if out, touched, refused := tab.updated(in, item); refused == nil {
			out.Compact()
			pick(out, touched)
		}
	})
}
