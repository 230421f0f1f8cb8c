package diag

import (
	"fmt"
	"strings"
)

// maxSuggested is the longest name that a suggestion is looked for, in runes: the names of AWS have at most 80.
const maxSuggested = 80

// DidYouMean returns the sentence "Did you mean 'x'?" for the candidate nearest to name, and "" if none is within two
// edits or differs only in case. Of several the first counts.
func DidYouMean(name string, candidates []string) string {
	want := []rune(name)
	if len(want) > maxSuggested {
		return ""
	}
	best, bestDistance := "", 3
	for _, c := range candidates {
		if c == name || len(c) > 4*(maxSuggested+2) {
			continue
		}
		d := distance(want, []rune(c))
		if strings.EqualFold(name, c) {
			d = 0
		}
		if d < bestDistance && d < len(c) {
			best, bestDistance = c, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("Did you mean '%s'?", best)
}

// distance is the number of insertions, deletions, replacements and swaps of neighbours that turn a into b (optimal string
// alignment), 3 if there are certainly more than two. a has at most maxSuggested runes.
func distance(a, b []rune) int {
	if len(a)-len(b) > 2 || len(b)-len(a) > 2 {
		return 3
	}
	// Row i holds the distances of the first i runes of a to every beginning of b; three rows are alive.
	var store [3][maxSuggested + 3]int
	for j := 0; j <= len(b); j++ {
		store[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		row, above, twoAbove := &store[i%3], &store[(i+2)%3], &store[(i+1)%3]
		row[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(row[j-1]+1, above[j]+1, above[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], twoAbove[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > 2 {
			return 3
		}
	}
	return store[len(a)%3][len(b)]
}
