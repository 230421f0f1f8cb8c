package metrics

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// The format is Prometheus's text exposition, version 0.0.4. Source: prometheus.io, "Exposition formats".

// counter is a family of counters, told apart by the values of up to three labels.
type counter struct {
	name, help string
	labels     []string
	values     map[[3]string]int64
}

func newCounter(name, help string, labels ...string) counter {
	return counter{name, help, labels, map[[3]string]int64{}}
}

func (c *counter) add(n int64, labels ...string) {
	var key [3]string
	copy(key[:], labels)
	c.values[key] += n
}

func (c *counter) write(b *bytes.Buffer) {
	head(b, c.name, c.help, "counter")
	if len(c.labels) == 0 {
		sample(b, c.name, "", float64(c.values[[3]string{}]))
		return
	}
	for _, key := range slices.SortedFunc(maps.Keys(c.values), func(a, b [3]string) int { return slices.Compare(a[:], b[:]) }) {
		sample(b, c.name, labelText(c.labels, key[:]), float64(c.values[key]))
	}
}

// histogram is a family of distributions, told apart by the value of one label, or a single one.
type histogram struct {
	name, help string
	label      string // "" for a single one
	bounds     []float64
	by         map[string]*distribution
}

// distribution counts values by the first bound that they do not exceed.
type distribution struct {
	counts []int64 // one more than bounds
	sum    float64
}

func newHistogram(name, help, label string, bounds ...float64) histogram {
	h := histogram{name, help, label, bounds, map[string]*distribution{}}
	if label == "" {
		h.by[""] = h.empty()
	}
	return h
}

func (h *histogram) empty() *distribution {
	return &distribution{counts: make([]int64, len(h.bounds)+1)}
}

func (h *histogram) observe(x float64, label string) {
	d := h.by[label]
	if d == nil {
		d = h.empty()
		h.by[label] = d
	}
	i, _ := slices.BinarySearchFunc(h.bounds, x, cmp.Compare[float64])
	d.counts[i]++
	d.sum += x
}

func (h *histogram) write(b *bytes.Buffer) {
	head(b, h.name, h.help, "histogram")
	for _, of := range slices.Sorted(maps.Keys(h.by)) {
		var labels, values []string
		if h.label != "" {
			labels, values = []string{h.label}, []string{of}
		}
		d, total := h.by[of], int64(0)
		for i, n := range d.counts {
			total += n
			bound := "+Inf"
			if i < len(h.bounds) {
				bound = number(h.bounds[i])
			}
			sample(b, h.name+"_bucket", labelText(append(labels, "le"), append(values, bound)), float64(total))
		}
		sample(b, h.name+"_sum", labelText(labels, values), d.sum)
		sample(b, h.name+"_count", labelText(labels, values), float64(total))
	}
}

// gauge writes a family of one value.
func gauge(b *bytes.Buffer, name, help string, x int) {
	head(b, name, help, "gauge")
	sample(b, name, "", float64(x))
}

func head(b *bytes.Buffer, name, help, kind string) {
	fmt.Fprintf(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, kind)
}

func sample(b *bytes.Buffer, name, labels string, x float64) {
	b.WriteString(name)
	b.WriteString(labels)
	b.WriteByte(' ')
	b.WriteString(number(x))
	b.WriteByte('\n')
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

var escapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`)

func labelText(names, values []string) string {
	if len(names) == 0 {
		return ""
	}
	var b strings.Builder
	for i, name := range names {
		b.WriteByte("{,"[min(i, 1)])
		b.WriteString(name + `="` + escapes.Replace(values[i]) + `"`)
	}
	b.WriteByte('}')
	return b.String()
}
