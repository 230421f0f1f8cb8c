package check

import "github.com/stepmill/stepmill/asl"

// resultWriter checks the ResultWriter of a Map state, which exports (Resource), formats (WriterConfig) or does both.
// Source: AWS Developer Guide, "ResultWriter (Map)".
func (c *checker) resultWriter(st *asl.State) {
	if st.Map == nil || !c.object(st.Map.ResultWriter, st.Path+"/ResultWriter") {
		return
	}
	o, at := st.Map.ResultWriter, st.Path+"/ResultWriter"
	c.known(o, at, []string{"Resource", "Parameters", "Arguments", "WriterConfig"})
	c.language(st, o, at, "Parameters")
	c.language(st, o, at, "Arguments")
	c.mapResource(o.Get("Resource"), at+"/Resource", "s3:putObject")
	if o.Get("WriterConfig") == nil {
		c.required(o, at, "Resource")
	}
	if n := o.Get("WriterConfig"); c.object(n, at+"/WriterConfig") {
		at += "/WriterConfig"
		c.known(n, at, []string{"Transformation", "OutputType"})
		c.oneOf(n.Get("Transformation"), at+"/Transformation", "NONE", "COMPACT", "FLATTEN")
		c.oneOf(n.Get("OutputType"), at+"/OutputType", "JSON", "JSONL")
	}
}
