package fault

import "testing"

func TestMatches(t *testing.T) {
	tests := []struct {
		equals []string
		name   string
		want   bool
	}{
		{nil, "E", false},
		{[]string{"E"}, "E", true},
		{[]string{"e"}, "E", false},
		{[]string{"A", "E"}, "E", true},
		{[]string{All}, "E", true},
		{[]string{All}, "", true},
		{[]string{All}, Timeout, true},
		{[]string{All}, HeartbeatTimeout, true},
		{[]string{All}, DataLimitExceeded, true},
		{[]string{DataLimitExceeded}, DataLimitExceeded, true},
		{[]string{All}, QueryEvaluationError, true},
		{[]string{All}, ExceedToleratedFailureThreshold, true},
		{[]string{All}, Runtime, false},
		{[]string{Runtime}, Runtime, false},
		{[]string{TaskFailed}, Runtime, false},
		{[]string{Runtime}, "", false},
		{[]string{TaskFailed}, "E", true},
		{[]string{TaskFailed}, TaskFailed, true},
		{[]string{TaskFailed}, Permissions, true},
		{[]string{TaskFailed}, Timeout, false},
		{[]string{TaskFailed}, HeartbeatTimeout, false},
		{[]string{TaskFailed}, "", false},
		{[]string{Timeout}, Timeout, true},
		{[]string{Timeout}, HeartbeatTimeout, true},
		{[]string{HeartbeatTimeout}, HeartbeatTimeout, true},
		{[]string{HeartbeatTimeout}, Timeout, false},
		{[]string{TaskFailed, Timeout}, Timeout, true},
		{[]string{""}, "", false},
	}
	for _, tt := range tests {
		if got := Matches(tt.equals, tt.name); got != tt.want {
			t.Errorf("Matches(%q, %q) = %v, want %v", tt.equals, tt.name, got, tt.want)
		}
	}
}
