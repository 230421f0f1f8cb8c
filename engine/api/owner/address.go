package owner

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// file is the name in the data folder of the socket, or of the text file that says where the socket is.
const file = "owner.sock"

// maxPath is how long the path of a Unix socket may be everywhere, in bytes: macOS has room for 104 with the zero byte at the end, Linux for 108.
const maxPath = 103

// address returns where the owner's socket is said to be, "" if nothing says so.
func address(dataDir string) (string, error) {
	path := filepath.Join(dataDir, file)
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", fmt.Errorf("look for the owner of %s: %w", dataDir, err)
	}
	if !info.Mode().IsRegular() {
		return path, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("look for the owner of %s: %w", dataDir, err)
	}
	return strings.TrimSpace(string(text)), nil
}
