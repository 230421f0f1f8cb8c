package pattern

import (
	"testing"

	"github.com/stepmill/stepmill/asl/value"
)

func TestMatch(t *testing.T) {
	event := value.MustParse(`{"source":"aws.states","n":5,"list":["a","b"],"detail":{"status":"FAILED","on":true,"none":null},"objects":[{"k":1},{"k":2}]}`)
	tests := []struct {
		pattern string
		want    bool
	}{
		{`{}`, true},
		{`{"source":["aws.states"]}`, true},
		{`{"source":["aws.s3","aws.states"],"n":[5]}`, true},
		{`{"source":["aws.s3"]}`, false},
		{`{"detail":{"status":["FAILED"],"on":[true],"none":[null]}}`, true},
		{`{"detail":{"status":["FAILED"]},"n":[6]}`, false},
		{`{"list":["b"]}`, true},
		{`{"objects":{"k":[2]}}`, true},
		{`{"source":[{"prefix":"aws."}]}`, true},
		{`{"source":[{"suffix":".s3"}]}`, false},
		{`{"source":[{"prefix":{"equals-ignore-case":"AWS"}}]}`, true},
		{`{"source":[{"wildcard":"a*s.*tes"}]}`, true},
		{`{"source":[{"wildcard":"a*x"}]}`, false},
		{`{"source":[{"equals-ignore-case":"AWS.States"}]}`, true},
		{`{"source":[{"anything-but":["x","y"]}]}`, true},
		{`{"source":[{"anything-but":{"prefix":"aws"}}]}`, false},
		{`{"n":[{"numeric":[">",1,"<=",5]}]}`, true},
		{`{"n":[{"numeric":["<",5]}]}`, false},
		{`{"absent":[{"exists":false}]}`, true},
		{`{"source":[{"exists":false}]}`, false},
		{`{"$or":[{"n":[1]},{"source":["aws.states"]}]}`, true},
		{`{"$or":[{"n":[1]},{"n":[2]}]}`, false},
		{`{"source":[{"nonsense":1}]}`, false},
	}
	for _, tt := range tests {
		if got := Match(value.MustParse(tt.pattern), event); got != tt.want {
			t.Errorf("Match(%s) = %v", tt.pattern, got)
		}
	}
}
