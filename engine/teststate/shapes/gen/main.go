// Gen writes the table of API models that package shapes embeds, from the data folder of an installed botocore:
//
//	python3 -m pip install botocore==1.43.11
//	go generate ./engine/teststate/shapes
//
// The same release gives the same bytes. To move to another one, change release below and generate again.
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// release is the release of botocore whose models the table holds.
const release = "1.43.11"

func main() {
	data := flag.String("data", "", "botocore's data folder; default: that of the botocore "+release+" which python3 imports")
	out := flag.String("out", "models.zip", "file to write")
	flag.Parse()
	if err := run(*data, *out); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(data, out string) error {
	if data == "" {
		var err error
		if data, err = installed(); err != nil {
			return err
		}
	}
	files, err := newest(data)
	if err != nil {
		return err
	}
	a := newArchive()
	for _, file := range files {
		m, err := read(file)
		if err != nil {
			return err
		}
		m.correct()
		if err := a.add(sdkName(m.Metadata.ServiceID), m.outputs()); err != nil {
			return err
		}
	}
	text, err := a.bytes()
	if err != nil {
		return err
	}
	if err := os.WriteFile(out, text, 0o666); err != nil {
		return fmt.Errorf("write the table: %w", err)
	}
	fmt.Printf("%s: %d services, %d bytes\n", out, len(a.names), len(text))
	return nil
}

// installed returns the data folder of python3's botocore, which must be the release.
func installed() (string, error) {
	text, err := exec.Command("python3", "-c", "import botocore; print(botocore.__version__, botocore.__path__[0])").Output()
	version, folder, _ := strings.Cut(strings.TrimSpace(string(text)), " ")
	if err != nil || version != release {
		return "", fmt.Errorf("python3 has botocore %q, and the table is made from %s: run python3 -m pip install botocore==%s, or name its "+
			"data folder with -data", version, release, release)
	}
	return filepath.Join(folder, "data"), nil
}

// newest returns the model of the newest API version of every service.
func newest(data string) ([]string, error) {
	found, err := filepath.Glob(filepath.Join(data, "*", "*", "service-2.json*"))
	if err != nil || len(found) == 0 {
		return nil, fmt.Errorf("there are no service models in %s", data)
	}
	var files []string
	for i, f := range found { // sorted, so that the last version of a service comes last
		service := filepath.Dir(filepath.Dir(f))
		if i+1 == len(found) || filepath.Dir(filepath.Dir(found[i+1])) != service {
			files = append(files, f)
		}
	}
	return files, nil
}
