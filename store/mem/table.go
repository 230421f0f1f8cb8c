package mem

import (
	"bytes"
	"slices"
)

// blockRows bounds a block of a table: an insertion moves half a block, and a
// million rows have some ten thousand blocks.
const blockRows = 256

// table is a sorted list of rows, cut into blocks. A block is never empty.
type table struct {
	blocks [][]row
}

type row struct {
	key, value []byte // neither is ever changed in place
}

// seek returns the place of the first row whose key is at least key: a block
// and an index in it, or the number of blocks when there is none.
func (t *table) seek(key []byte) (block, index int, found bool) {
	block, _ = slices.BinarySearchFunc(t.blocks, key, func(b []row, key []byte) int {
		return bytes.Compare(b[len(b)-1].key, key)
	})
	if block == len(t.blocks) {
		return block, 0, false
	}
	index, found = slices.BinarySearchFunc(t.blocks[block], key, func(r row, key []byte) int {
		return bytes.Compare(r.key, key)
	})
	return block, index, found
}

func (t *table) get(key []byte) []byte {
	if b, i, found := t.seek(key); found {
		return t.blocks[b][i].value
	}
	return nil
}

// put sets a row and returns by how many bytes the table grew.
func (t *table) put(key, value []byte) int64 {
	b, i, found := t.seek(key)
	if found {
		grown := len(value) - len(t.blocks[b][i].value)
		t.blocks[b][i] = row{key, value}
		return int64(grown)
	}
	if b == len(t.blocks) { // behind the last row: append to its block
		if b == 0 {
			t.blocks = append(t.blocks, nil)
		}
		b = len(t.blocks) - 1
		i = len(t.blocks[b])
	}
	t.blocks[b] = slices.Insert(t.blocks[b], i, row{key, value})
	t.split(b)
	return int64(len(key) + len(value))
}

// split cuts a block that outgrew its bound. The last block keeps its rows
// together, since keys often come in ascending order.
func (t *table) split(b int) {
	rows := t.blocks[b]
	if len(rows) <= blockRows {
		return
	}
	at := len(rows) / 2
	if b == len(t.blocks)-1 {
		at = len(rows) - 1
	}
	t.blocks[b] = rows[:at:at]
	t.blocks = slices.Insert(t.blocks, b+1, slices.Clone(rows[at:]))
}

// delete removes a row and returns by how many bytes the table shrank.
func (t *table) delete(key []byte) int64 {
	b, i, found := t.seek(key)
	if !found {
		return 0
	}
	size := len(key) + len(t.blocks[b][i].value)
	t.blocks[b] = slices.Delete(t.blocks[b], i, i+1)
	if len(t.blocks[b]) == 0 {
		t.blocks = slices.Delete(t.blocks, b, b+1)
	}
	return int64(size)
}

// above copies at most n rows with from <= key < to, ascending.
func (t *table) above(from, to []byte, n int) []row {
	var rows []row
	for b, i, _ := t.seek(from); b < len(t.blocks); b, i = b+1, 0 {
		for _, r := range t.blocks[b][i:] {
			if len(rows) == n || to != nil && bytes.Compare(r.key, to) >= 0 {
				return rows
			}
			rows = append(rows, r)
		}
	}
	return rows
}

// below copies at most n rows with from <= key < to, descending.
func (t *table) below(from, to []byte, n int) []row {
	b, i := len(t.blocks), 0
	if to != nil {
		b, i, _ = t.seek(to)
	}
	var rows []row
	for {
		for i--; i >= 0; i-- {
			r := t.blocks[b][i]
			if len(rows) == n || bytes.Compare(r.key, from) < 0 {
				return rows
			}
			rows = append(rows, r)
		}
		if b--; b < 0 {
			return rows
		}
		i = len(t.blocks[b])
	}
}

func (t *table) clone() *table {
	c := &table{blocks: make([][]row, len(t.blocks))}
	for i, b := range t.blocks {
		c.blocks[i] = slices.Clone(b)
	}
	return c
}
