package lambda

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// maxStamped limits the files that are looked at for changes.
const maxStamped = 1000

// stamp stands for the state of the program's files: it changes when one is changed, added or removed. For an interpreter these are
// the sources in the code folder, without those of packages; else the files that the command names.
func (p *program) stamp() (stamp int64) {
	if p.stdin == "" {
		for _, path := range p.argv {
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
				stamp += info.ModTime().UnixNano() ^ info.Size()
			}
		}
		return stamp
	}
	left := maxStamped
	// A folder that cannot be read is no reason to fail here: the handler will say so.
	_ = filepath.WalkDir(p.dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || path == p.dir:
		case left == 0:
			return fs.SkipAll
		case d.IsDir() && (d.Name()[0] == '.' || slices.Contains([]string{"node_modules", "site-packages", "__pycache__"}, d.Name())):
			return fs.SkipDir
		case slices.Contains(p.sources, filepath.Ext(path)):
			left--
			if info, err := d.Info(); err == nil {
				stamp += info.ModTime().UnixNano() ^ info.Size()
			}
		}
		return nil
	})
	return stamp
}
