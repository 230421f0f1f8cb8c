package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

// model is a service model of the AWS SDKs, as far as the table needs it.
type model struct {
	Metadata struct {
		ServiceID string `json:"serviceId"`
	} `json:"metadata"`
	Operations map[string]struct {
		Output *reference `json:"output"`
	} `json:"operations"`
	Shapes map[string]*shape `json:"shapes"`
}

type reference struct {
	Shape string `json:"shape"`
}

type shape struct {
	Type        string    `json:"type"`
	Members     members   `json:"members"` // structure
	Required    []string  `json:"required"`
	Member      reference `json:"member"` // list
	Value       reference `json:"value"`  // map
	Min, Max    *float64
	Enum        []string `json:"enum"`
	Document    bool     `json:"document"`
	EventStream bool     `json:"eventstream"`
}

// members keeps the order of a structure's members, in which they are checked.
type members []member

type member struct{ name, shape string }

func (ms *members) UnmarshalJSON(text []byte) error {
	d := json.NewDecoder(bytes.NewReader(text))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		*ms = nil // a list has its one member elsewhere
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		var r reference
		if err := d.Decode(&r); err != nil {
			return err
		}
		*ms = append(*ms, member{name.(string), r.Shape})
	}
	return nil
}

func read(file string) (*model, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, fmt.Errorf("read a model: %w", err)
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(file, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("unpack %s: %w", file, err)
		}
	}
	m := new(model)
	if err := json.NewDecoder(r).Decode(m); err != nil {
		return nil, fmt.Errorf("read %s: %w", file, err)
	}
	return m, nil
}
