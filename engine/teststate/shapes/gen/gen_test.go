package main

import (
	"archive/zip"
	"io"
	"path/filepath"
	"testing"
)

func TestSDKName(t *testing.T) {
	for id, want := range map[string]string{
		"SFN": "sfn", "DynamoDB": "dynamodb", "CloudWatch Logs": "cloudwatchlogs", "Database Migration Service": "databasemigration",
		"Elastic Load Balancing v2": "elasticloadbalancingv2", "ACM PCA": "acmpca",
	} {
		if got := sdkName(id); got != want {
			t.Errorf("sdkName(%q) = %q, want %q", id, got, want)
		}
	}
}

// TestUpToDate generates the table again, where the release of botocore is installed, and compares it with the one in the repository.
func TestUpToDate(t *testing.T) {
	if _, err := installed(); err != nil || testing.Short() {
		t.Skip("the table can only be generated where botocore " + release + " is installed, and takes some seconds")
	}
	fresh := filepath.Join(t.TempDir(), "models.zip")
	if err := run("", fresh); err != nil {
		t.Fatal(err)
	}
	want, got := entries(t, fresh), entries(t, filepath.Join("..", "models.zip"))
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s is not as the generator makes it; run go generate ./engine/teststate/shapes", name)
		}
	}
	if len(want) != len(got) {
		t.Errorf("the table has %d services, the generator makes %d", len(got), len(want))
	}
}

func entries(t *testing.T, file string) map[string]string {
	t.Helper()
	r, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	out := map[string]string{}
	for _, f := range r.File {
		e, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(e)
		if err != nil {
			t.Fatal(err)
		}
		e.Close()
		out[f.Name] = string(text)
	}
	return out
}
