package lambda

import (
	"os"
	"slices"
	"strconv"
	"strings"
	"time"
)

// environment is what a process of f sees: ours, then Lambda's variables, then the function's own. Of ours, everything about AWS is
// left out but endpoint URLs: with the dummy credentials below, a local run cannot reach a real account by accident.
func (fs *Functions) environment(f *function, p *program, api, instance string) []string {
	region, runtime := fs.config.Region, f.Runtime
	if runtime == "" {
		runtime = "provided"
	}
	vars := map[string]string{
		"AWS_LAMBDA_RUNTIME_API":          api,
		"AWS_LAMBDA_FUNCTION_NAME":        f.Name,
		"AWS_LAMBDA_FUNCTION_VERSION":     latest,
		"AWS_LAMBDA_FUNCTION_MEMORY_SIZE": strconv.Itoa(f.MemoryMB),
		"AWS_LAMBDA_INITIALIZATION_TYPE":  "on-demand",
		"AWS_LAMBDA_LOG_GROUP_NAME":       "/aws/lambda/" + f.Name,
		"AWS_LAMBDA_LOG_STREAM_NAME":      time.Now().UTC().Format("2006/01/02") + "/[$LATEST]" + instance,
		"AWS_EXECUTION_ENV":               "AWS_Lambda_" + runtime,
		"AWS_REGION":                      region,
		"AWS_DEFAULT_REGION":              region,
		"AWS_ACCESS_KEY_ID":               "test",
		"AWS_SECRET_ACCESS_KEY":           "test",
		"AWS_SESSION_TOKEN":               "test",
		"LAMBDA_TASK_ROOT":                p.dir,
		"LAMBDA_RUNTIME_DIR":              p.dir,
		"PWD":                             p.dir,
		"TZ":                              ":UTC",
		"_HANDLER":                        f.Handler,
	}
	for name, text := range f.Environment {
		vars[name] = text
	}
	var env []string
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		_, own := vars[name]
		if !own && (!strings.HasPrefix(name, "AWS_") || strings.HasPrefix(name, "AWS_ENDPOINT_URL")) {
			env = append(env, v)
		}
	}
	for name, text := range vars {
		env = append(env, name+"="+text)
	}
	slices.Sort(env)
	return env
}
