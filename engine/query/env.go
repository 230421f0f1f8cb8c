package query

import (
	"sync"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/common/types"
	"github.com/google/cel-go/common/types/ref"

	"github.com/stepmill/stepmill/asl/value"
)

// environment is what expressions of one kind are compiled in. It is built when the first one is compiled: most commands compile none.
type environment struct {
	*cel.Env
	variables []string
}

var filters = sync.OnceValues(func() (*environment, error) { return newEnvironment(false) })

var assertions = sync.OnceValues(func() (*environment, error) { return newEnvironment(true) })

func newEnvironment(withHistory bool) (*environment, error) {
	opts := []cel.EnvOption{
		cel.CrossTypeNumericComparisons(true), // events > 1.5
		cel.DefaultUTCTimeZone(true),
		cel.EnableMacroCallTracking(), // explanations quote history.all(…) as it was written
		cel.OptionalTypes(),
		cel.ParserExpressionSizeLimit(MaxExpression),
		cel.ParserRecursionLimit(MaxNesting),
		cel.RegexProgramSizeLimit(maxRegex),
		cel.Function("json", cel.Overload("json_string", []*cel.Type{cel.StringType}, cel.DynType, cel.UnaryBinding(parseJSON))),
	}
	for _, v := range variables {
		opts = append(opts, cel.Variable(v.name, v.typ))
	}
	if withHistory {
		opts = append(opts, cel.Variable(historyName, cel.ListType(cel.MapType(cel.StringType, cel.DynType))))
	}
	env, err := cel.NewEnv(opts...)
	if err != nil {
		return nil, err
	}
	return &environment{Env: env, variables: names(withHistory)}, nil
}

// parseJSON is the function json.
func parseJSON(text ref.Val) ref.Val {
	s, ok := text.(types.String)
	if !ok {
		return types.MaybeNoSuchOverloadErr(text)
	}
	v, err := value.Parse(string(s))
	if err != nil {
		return types.NewErr("json: the text is not JSON: %v", err)
	}
	return adapt(v)
}
