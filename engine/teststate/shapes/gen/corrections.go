package main

// corrections are limits at which Step Functions still uses an older model than the release has, by service id and shape.
// Source: recordings of TestState's answers.
var corrections = map[string]map[string]limits{
	"Lambda": {"MemorySize": {max: 10240}}, // megabytes; raised for managed instances
}

type limits struct{ max float64 }

// correct puts the corrections into a model.
func (m *model) correct() {
	for name, l := range corrections[m.Metadata.ServiceID] {
		m.Shapes[name].Max = &l.max
	}
}
