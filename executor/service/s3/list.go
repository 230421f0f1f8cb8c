package s3

import (
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// List yields the objects of a bucket whose keys begin with prefix and come behind another key, by the bytes of their keys. What changes
// meanwhile may or may not be in it.
func (s *Store) List(bucket, prefix, behind string) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) {
		dir, refused := s.bucket(bucket)
		if refused != nil {
			yield(Info{}, refused)
			return
		}
		w := walk{store: s, bucket: bucket, prefix: prefix, behind: behind, yield: yield}
		w.folder(dir, "")
	}
}

// walk lists one bucket.
type walk struct {
	store                  *Store
	bucket, prefix, behind string
	yield                  func(Info, error) bool
}

// folder lists the objects of a folder, whose keys begin with at; false ends the walk.
func (w *walk) folder(dir, at string) bool {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return w.yield(Info{}, fmt.Errorf("list s3://%s/%s: %w", w.bucket, at, err))
	}
	// A folder's keys go on with a slash, which is what they are sorted by.
	key := func(e fs.DirEntry) string {
		if w.isFolder(dir, e) {
			return at + keyPart(e.Name()) + "/"
		}
		return at + keyPart(e.Name())
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(key(a), key(b)) })
	for _, e := range entries {
		k, path := key(e), filepath.Join(dir, e.Name())
		if w.isFolder(dir, e) {
			if w.misses(k) {
				continue
			}
			if !w.folder(path, k) {
				return false
			}
			continue
		}
		if k <= w.behind && w.behind != "" || !strings.HasPrefix(k, w.prefix) {
			continue
		}
		stat, err := os.Stat(path)
		if err != nil {
			continue // it has just gone, or is a link to nowhere
		}
		info, err := w.store.info(w.bucket, k, path, stat)
		if !w.yield(info, err) || err != nil {
			return false
		}
	}
	return true
}

func (w *walk) isFolder(dir string, e fs.DirEntry) bool {
	if e.Type()&fs.ModeSymlink == 0 {
		return e.IsDir()
	}
	stat, err := os.Stat(filepath.Join(dir, e.Name()))
	return err == nil && stat.IsDir()
}

// misses reports whether no key in a folder can be in the list.
func (w *walk) misses(folder string) bool {
	if !strings.HasPrefix(folder, w.prefix) && !strings.HasPrefix(w.prefix, folder) {
		return true
	}
	return w.behind > folder && !strings.HasPrefix(w.behind, folder)
}

// maxKeys is how many keys one page has. Source: Amazon S3 API Reference, ListObjectsV2.
const maxKeys = 1000

// listing is one page of a list: objects, and common prefixes where a delimiter folds keys.
type listing struct {
	objects  []Info
	prefixes []string
	last     string // the last key or prefix of a page that more follow
}

// list returns a page.
func (s *Store) list(bucket, prefix, delimiter, behind string, limit int) (listing, error) {
	var l listing
	if limit <= 0 {
		_, refused := s.bucket(bucket)
		if refused != nil {
			return l, refused
		}
		return l, nil
	}
	last := ""
	for info, err := range s.List(bucket, prefix, behind) {
		if err != nil {
			return listing{}, err
		}
		shown, folded := info.Key, false
		if i := strings.Index(info.Key[len(prefix):], delimiter); delimiter != "" && i >= 0 {
			shown, folded = info.Key[:len(prefix)+i+len(delimiter)], true
			if shown == last || shown == behind || strings.HasPrefix(behind, shown) {
				continue
			}
		}
		if len(l.objects)+len(l.prefixes) == limit {
			l.last = last
			return l, nil
		}
		last = shown
		if folded {
			l.prefixes = append(l.prefixes, shown)
		} else {
			l.objects = append(l.objects, info)
		}
	}
	return l, nil
}
