package shapes

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"sync"
)

//go:embed models.zip
var models []byte

// Service is the outputs of one service's operations, as an entry of the table holds them.
type Service struct {
	// Operations gives the place in Shapes of each operation's output. An operation without output is not in it.
	Operations map[string]int `json:"operations"`
	Shapes     []Shape        `json:"shapes"`
}

// Shape is one type of a service's model. Absent constraints are nil.
type Shape struct {
	// Type is structure, list, map, string, number, boolean or any.
	Type    string   `json:"type"`
	Members []Member `json:"members,omitempty"` // structure, in the model's order
	Element int      `json:"element,omitempty"` // place of the type of a list's elements or a map's values
	// Min and Max bound a number, or the length of a string, list or map.
	Min  *float64 `json:"min,omitempty"`
	Max  *float64 `json:"max,omitempty"`
	Enum []string `json:"enum,omitempty"`
}

// Member is one member of a structure.
type Member struct {
	Name     string `json:"n"` // as Step Functions writes it, beginning in upper case
	Shape    int    `json:"s"`
	Required bool   `json:"r,omitempty"`
}

// table opens the archive once; services are decoded one by one.
var table = struct {
	sync.Mutex
	entries map[string]*zip.File
	decoded map[string]*Service
}{decoded: map[string]*Service{}}

// load returns a service by the name that aws-sdk resources give it, nil if the table does not have it.
func load(name string) (*Service, error) {
	table.Lock()
	defer table.Unlock()
	if s, ok := table.decoded[name]; ok {
		return s, nil
	}
	if table.entries == nil {
		archive, err := zip.NewReader(bytes.NewReader(models), int64(len(models)))
		if err != nil {
			return nil, fmt.Errorf("open the table of API models: %w", err)
		}
		table.entries = map[string]*zip.File{}
		for _, f := range archive.File {
			table.entries[f.Name] = f
		}
	}
	entry := table.entries[name]
	if entry == nil {
		return nil, nil
	}
	r, err := entry.Open()
	if err != nil {
		return nil, fmt.Errorf("open the API model of %s: %w", name, err)
	}
	defer r.Close()
	s := new(Service)
	if err := json.NewDecoder(r).Decode(s); err != nil {
		return nil, fmt.Errorf("read the API model of %s: %w", name, err)
	}
	table.decoded[name] = s
	return s, nil
}
