package main

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/json"
	"fmt"
	"io"

	"github.com/stepmill/stepmill/engine/teststate/shapes"
)

// archive is the table under way. Its entries carry no time, so that the same models give the same bytes.
type archive struct {
	buffer bytes.Buffer
	zip    *zip.Writer
	names  map[string]bool
}

func newArchive() *archive {
	a := &archive{names: map[string]bool{}}
	a.zip = zip.NewWriter(&a.buffer)
	a.zip.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestCompression) })
	return a
}

// add adds a service, unless it has one of that name: botocore ships the same API under two names.
func (a *archive) add(name string, s *shapes.Service) error {
	if a.names[name] {
		return nil
	}
	a.names[name] = true
	text, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("encode the model of %s: %w", name, err)
	}
	w, err := a.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate})
	if err != nil {
		return fmt.Errorf("add %s to the table: %w", name, err)
	}
	_, err = w.Write(text)
	return err
}

func (a *archive) bytes() ([]byte, error) {
	if err := a.zip.Close(); err != nil {
		return nil, fmt.Errorf("close the table: %w", err)
	}
	return a.buffer.Bytes(), nil
}
