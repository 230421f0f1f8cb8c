package jsonata

import (
	"time"

	"github.com/stepmill/stepmill/asl/value"
)

// itemSize is what Budget.Bytes counts for an element of an array.
const itemSize = 48

// evaluator is the state of one evaluation.
type evaluator struct {
	dialect  Dialect
	builtins map[string]*callable
	external func(string) (value.Value, bool)
	now      time.Time
	random   Source
	fixed    splitMix // the random source, if the host gives none
	top      frame    // the outermost scope
	root     item     // $$

	steps, bytes    int // left of the budget
	depth, maxDepth int
	args            []item // stack of the arguments of built-in functions being called
}

func newEvaluator(d Dialect, env *Env) *evaluator {
	if env == nil {
		env = &emptyEnv
	}
	b := env.Budget.withDefaults()
	ev := &evaluator{
		dialect: d, builtins: builtins(d), external: env.Lookup, now: env.Now, random: env.Random,
		steps: b.Steps, bytes: b.Bytes, maxDepth: b.Depth,
	}
	if ev.now.IsZero() {
		ev.now = time.UnixMilli(0)
	}
	if ev.random == nil {
		ev.random = &ev.fixed
	}
	return ev
}

// emptyEnv stands for a nil Env; it is never changed.
var emptyEnv Env

// run evaluates a whole expression.
func (ev *evaluator) run(root *node, input value.Value) (value.Value, error) {
	in := fromValue(input)
	ev.root = in
	res, err := ev.eval(root, wrapInput(in), &ev.top)
	if err == nil {
		var v value.Value
		if v, err = ev.toResult(res); err == nil {
			return v, nil
		}
	}
	return value.Value{}, populate(asError(err))
}

// wrapInput makes an array a single context item.
func wrapInput(in item) item {
	if in.isArray() && !in.isSequence() {
		return arrayItem(newSequence(in).with(sequenceFlag | wrapperFlag))
	}
	return in
}

// unwrapInput is its inverse.
func unwrapInput(in item) item {
	if in.kind == arrayKind && in.list().has(wrapperFlag) {
		return in.list().at(0)
	}
	return in
}

// eval evaluates a node in a context item and a scope.
func (ev *evaluator) eval(n *node, in item, env *frame) (item, error) {
	if n.plain && (n.kind != nodePath || in.kind == objectKind) {
		return ev.evalPlain(n, in, env)
	}
	if err := ev.enter(); err != nil {
		return item{}, err
	}
	res, err := ev.evalKind(n, in, env)
	if err == nil && n.predicates != nil {
		for i := range n.predicates {
			if res, err = ev.filter(n.predicates[i].expr, res, env); err != nil {
				break
			}
		}
	}
	if err == nil && n.group != nil && n.kind != nodePath {
		res, err = ev.groupBy(n.group, res, env)
	}
	ev.depth--
	if err != nil {
		return item{}, err
	}
	if res.kind == arrayKind {
		res = reduce(n, res)
	}
	return res, nil
}

// evalPlain evaluates a literal, a variable, or one field of an object.
func (ev *evaluator) evalPlain(n *node, in item, env *frame) (item, error) {
	var res item
	switch n.kind {
	case nodeVariable:
		res = ev.variable(n, in, env)
	case nodePath:
		res, _ = in.record().get(n.list[0].text)
	default:
		return n.lit, nil
	}
	if ev.steps--; ev.steps < 0 {
		return item{}, newBudgetError(KindTimeout)
	}
	if res.kind == arrayKind {
		res = reduce(n, res)
	}
	return res, nil
}

// reduce makes a sequence of no element undefined and one of a single element that element.
func reduce(n *node, res item) item {
	l := res.list()
	if !l.has(sequenceFlag) {
		return res
	}
	if n.keepArray && !l.has(singletonFlag) {
		l = l.with(l.flags | singletonFlag)
		res = arrayItem(l)
	}
	switch l.len() {
	case 0:
		return item{}
	case 1:
		if !l.has(singletonFlag) {
			return l.at(0)
		}
	}
	return res
}

func (ev *evaluator) evalKind(n *node, in item, env *frame) (item, error) {
	switch n.kind {
	case nodePath:
		return ev.path(n, in, env)
	case nodeName:
		return ev.field(in, n.text)
	case nodeString, nodeNumber, nodeConstant:
		return n.lit, nil
	case nodeVariable:
		return ev.variable(n, in, env), nil
	case nodeBinary:
		return ev.binary(n, in, env)
	case nodeCall:
		return ev.call(n, in, env, nil)
	case nodeCondition:
		return ev.condition(n, in, env)
	case nodeElvis, nodeCoalesce:
		return ev.fallback(n, in, env)
	case nodeBlock:
		return ev.block(n, in, env)
	case nodeBind:
		return ev.bind(n, in, env)
	case nodeNegate:
		return ev.negate(n, in, env)
	case nodeArray:
		return ev.array(n, in, env)
	case nodeObject:
		return ev.groupBy(n.object, in, env)
	case nodeWildcard:
		return ev.wildcard(in)
	case nodeDescendant:
		return ev.descendants(in)
	case nodeParent:
		v, _ := env.get(n.slot.label)
		return v, nil
	case nodeRegex:
		return functionItem(regexFunction(n.regex, n.pos)), nil
	case nodeLambda:
		return functionItem(newClosure(n, in, env)), nil
	case nodePartial:
		return ev.partial(n, in, env)
	case nodeApply:
		return ev.apply(n, in, env)
	case nodeTransform:
		return functionItem(transformer(n, env)), nil
	}
	return item{}, nil
}

// lookup finds a variable: bound by the expression, given by the host or built in.
func (ev *evaluator) lookup(name string, env *frame) item {
	if v, ok := env.get(name); ok {
		return v
	}
	if name == "$" {
		return ev.root
	}
	if ev.external != nil {
		if v, ok := ev.external(name); ok {
			return fromValue(v)
		}
	}
	if f := ev.builtins[name]; f != nil {
		return functionItem(f)
	}
	return item{}
}

func (ev *evaluator) variable(n *node, in item, env *frame) item {
	if n.text == "" {
		return unwrapInput(in)
	}
	return ev.lookup(n.text, env)
}

func (ev *evaluator) condition(n *node, in item, env *frame) (item, error) {
	test, err := ev.eval(n.left, in, env)
	if err != nil {
		return item{}, err
	}
	yes, err := ev.truth(test)
	switch {
	case err != nil:
		return item{}, err
	case yes:
		return ev.eval(n.right, in, env)
	case n.third != nil:
		return ev.eval(n.third, in, env)
	}
	return item{}, nil
}

// fallback evaluates left ?: right and left ?? right. The reference evaluates left twice, to test it and to take it.
func (ev *evaluator) fallback(n *node, in item, env *frame) (item, error) {
	left, err := ev.eval(n.left, in, env)
	if err != nil {
		return item{}, err
	}
	use := left.defined()
	if n.kind == nodeElvis {
		if use, err = ev.truth(left); err != nil {
			return item{}, err
		}
	}
	if use {
		return left, nil
	}
	return ev.eval(n.right, in, env)
}

func (ev *evaluator) block(n *node, in item, env *frame) (item, error) {
	if n.newScope {
		env = &frame{parent: env}
	}
	var res item
	var err error
	for _, c := range n.list {
		if res, err = ev.eval(c, in, env); err != nil {
			return item{}, err
		}
	}
	return res, nil
}

func (ev *evaluator) bind(n *node, in item, env *frame) (item, error) {
	v, err := ev.eval(n.right, in, env)
	if err != nil {
		return item{}, err
	}
	env.bind(n.left.text, v)
	return v, nil
}

func (ev *evaluator) negate(n *node, in item, env *frame) (item, error) {
	v, err := ev.eval(n.left, in, env)
	if err != nil || !v.defined() {
		return item{}, err
	}
	ok, err := numeric(v)
	if err != nil {
		return item{}, err
	}
	if !ok {
		return item{}, failAt("D1002", n.pos, "-").withValue(v)
	}
	return numberItem(-v.num), nil
}
