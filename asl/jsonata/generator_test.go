package jsonata_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// generator makes random expressions over the document below, most of which mean something.
type generator struct {
	r     *rand.Rand
	depth int
}

const generatorDocument = `{"a":1,"b":"text","c":[1,2,3],"d":{"a":[{"a":1,"b":"x"},{"a":2,"b":"y"},{"a":3}],"e":null},"f":[[1],[2,[3]]],
	"g":[{"a":5,"b":[1,2]},{"a":"z","b":[]},{"b":[{"a":7}]}],"h":[],"i":{},"j":true,"k":[9],"l":-2.5}`

func (g *generator) pick(options ...string) string { return options[g.r.IntN(len(options))] }

// fill replaces every E of the template by an expression, P by a path, F by a function of one argument, N by a small number.
func (g *generator) fill(template string) string {
	var b strings.Builder
	for _, c := range template {
		switch c {
		case 'E':
			b.WriteString(g.expr())
		case 'P':
			b.WriteString(g.path())
		case 'F':
			b.WriteString(g.function())
		case 'N':
			fmt.Fprint(&b, g.r.IntN(5)-1)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

func (g *generator) expr() string {
	if g.depth <= 0 {
		return g.pick("1", "2.5", `"x"`, `""`, "null", "true", "false", "a", "b", "c", "d.a", "$", "$x", "missing", "[]", "{}", "0")
	}
	g.depth--
	defer func() { g.depth++ }()
	return g.fill(g.pick(
		"P", "P", "P", "P", "E", "(E)", "E + E", "E - E", "E * E", "E / E", "E % E", "E & E", "E = E", "E != E", "E < E", "E >= E",
		"E in E", "E and E", "E or E", "E ? E : E", "E ?: E", "E ?? E", "-E", "[E]", "[N..N]", "[E..E]",
		`{"k": E}`, `{E: E}`, "($x := E; E)", "($x := E; $y := E; [$x, $y])", "E ~> F", "$sum(E)", "$count(E)",
		"$string(E)", "$boolean(E)", "$not(E)", "$exists(E)", "$type(E)", "$keys(E)", "$append(E, E)", "$distinct(E)", "$reverse(E)",
		"$map(E, F)", "$filter(E, F)", "$reduce(E, function($a, $b){E})", "$sort(E)", "$spread(E)", "$merge(E)", "$each(E, F)",
		"$sift(E, F)", "$lookup(E, \"a\")", "$zip(E, E)", "$length(E)", "$uppercase(E)", "$join(E, \",\")", "$split(E, \"e\")",
		"$substring(E, N, N)", "$contains(E, \"x\")", "$replace(E, /[a-x]/, \"-\")", "$match(E, /t(e)?/)", "$number(E)", "$abs(E)",
		"$max(E)", "$average(E)", "$round(E, N)", "$single(E)", "$formatNumber(E, \"#,##0.0\")", "F(E)", "$eval(\"E\")",
		"E ~> |P|{\"n\": E}|", "E ~> |P|{\"n\": E}, \"a\"|", "$f(E)", "(F ~> F)(E)", "$append(E, ?)(E)",
	))
}

func (g *generator) path() string {
	return g.fill(g.pick("a", "b", "c", "d", "d.a", "g", "f", "$", "$$", "$x", "(E)", "[E]", "*", "**", "d.*", "k", "h")) + g.tail()
}

// tail continues a path.
func (g *generator) tail() string {
	if g.depth <= 0 {
		return ""
	}
	g.depth--
	defer func() { g.depth++ }()
	return g.fill(g.pick("", "", ".a", ".b", ".*", ".**", ".$", "[N]", "[E]", "[]", "[a=1]", "[a]", "[$ > 1]", ".(E)", ".[E]", ".{\"q\": E}",
		"{\"k\": E}", "{$string(a): E}", "^(a)", "^(>$)", "^(E)", "#$x", "@$x", "#$x.[$x, E]", "@$x.($x.a)", ".%", ".%.a", "[%.a]",
		".a.%.b", ".$string(E)", ".a[N]", ".(a; b)", "[[0..N]]", ".b[0]")) + g.tail()
}

func (g *generator) function() string {
	return g.fill(g.pick("$string", "$sum", "$count", "$uppercase", "$boolean", "$keys", "$type", "function($x){E}", "function($x, $i){$i}",
		"function($x)<n:n>{E}", "function($x){$x.a}", "function($x){$string($x)}", "$distinct", "$reverse", "$exists", "$not", "$append(?, E)"))
}

// randomExpression makes the n-th expression of a seed.
func randomExpression(seed, n uint64) string {
	g := &generator{r: rand.New(rand.NewPCG(seed, n)), depth: 1 + int(n%4)}
	return g.expr()
}
