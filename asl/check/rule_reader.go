package check

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/stepmill/stepmill/asl"
	"github.com/stepmill/stepmill/asl/value"
)

var readerConfigFields = []string{
	"InputType", "Transformation", "ManifestType", "CSVHeaderLocation", "CSVHeaders", "CSVDelimiter", "ItemsPointer", "MaxItems",
	"MaxItemsPath",
}

// itemReader checks the ItemReader of a Map state. Source: AWS Developer Guide, "ItemReader (Map)".
func (c *checker) itemReader(st *asl.State) {
	if st.Map == nil || !c.object(st.Map.ItemReader, st.Path+"/ItemReader") {
		return
	}
	o, at := st.Map.ItemReader, st.Path+"/ItemReader"
	c.known(o, at, []string{"Resource", "Parameters", "Arguments", "ReaderConfig"})
	c.language(st, o, at, "Parameters")
	c.language(st, o, at, "Arguments")
	c.required(o, at, "Resource")
	c.mapResource(o.Get("Resource"), at+"/Resource", "s3:getObject", "s3:listObjectsV2")
	if n := o.Get("ReaderConfig"); c.object(n, at+"/ReaderConfig") {
		c.readerConfig(st, n, at+"/ReaderConfig")
	}
}

// mapResource checks the Resource of an ItemReader or ResultWriter.
func (c *checker) mapResource(n *asl.Node, at string, actions ...string) {
	if n == nil || placeholder(n.Text()) {
		return
	}
	parts := strings.SplitN(n.Text(), ":", 6)
	if len(parts) == 6 && parts[0] == "arn" && parts[2] == "states" && slices.Contains(actions, parts[5]) {
		return
	}
	c.schema(n.Span, at, "Write arn:aws:states:::"+strings.Join(actions, " or arn:aws:states:::")+".",
		"The field 'Resource' does not match any of the allowed values. Examples: [arn:<partition>:states:::%s]",
		strings.Join(actions, ", arn:<partition>:states:::"))
}

// inputTypes are the formats that an ItemReader reads, in AWS's order.
var inputTypes = []string{"MANIFEST", "JSON", "CSV", "JSONL", "PARQUET"}

func (c *checker) inputType(n *asl.Node, at string) {
	if n == nil || slices.Contains(inputTypes, n.Text()) || placeholder(n.Text()) {
		return
	}
	help := cmp.Or(c.meant(n.Text(), inputTypes), "Write one of these names.")
	c.schema(n.Span, at, help, "The field 'InputType' should have one of these values: [%s]", strings.Join(inputTypes, ", "))
}

func (c *checker) readerConfig(st *asl.State, o *asl.Node, at string) {
	c.known(o, at, readerConfigFields)
	c.language(st, o, at, "MaxItemsPath")
	c.onlyOne(o, at, "MaxItems", "MaxItemsPath")
	c.integerOr(st, o.Get("MaxItems"), at+"/MaxItems", math.MinInt64, math.MaxInt64) // AWS looks at the bounds only when it runs
	c.inputType(o.Get("InputType"), at+"/InputType")
	c.oneOf(o.Get("Transformation"), at+"/Transformation", "NONE", "LOAD_AND_FLATTEN")
	c.oneOf(o.Get("ManifestType"), at+"/ManifestType", "ATHENA_DATA", "S3_INVENTORY")
	c.oneOf(o.Get("CSVHeaderLocation"), at+"/CSVHeaderLocation", "FIRST_ROW", "GIVEN")
	c.oneOf(o.Get("CSVDelimiter"), at+"/CSVDelimiter", "COMMA", "PIPE", "SEMICOLON", "SPACE", "TAB")
	input, manifest := o.Get("InputType").Text(), o.Get("ManifestType").Text()
	if input == "CSV" && manifest == "" && o.Get("CSVHeaderLocation") == nil {
		c.schema(head(o), at, "Add CSVHeaderLocation with FIRST_ROW or GIVEN.", "The field 'CSVHeaderLocation' is required")
	}
	if o.Get("CSVHeaderLocation").Text() == "GIVEN" {
		c.required(o, at, "CSVHeaders")
	}
	if m := o.Member("CSVHeaderLocation"); m != nil && input != "CSV" && input != "" {
		c.schema(m.KeySpan, at, "Remove it, or set InputType to CSV.", "Field 'CSVHeaderLocation' is not supported")
	}
	if o.Get("Transformation").Text() == "LOAD_AND_FLATTEN" {
		c.required(o, at, "InputType")
	}
	if n := o.Get("CSVHeaders"); n != nil && n.Kind() != value.Array {
		c.schema(n.Span, at+"/CSVHeaders", "Write a list of column names.", "Expected value of type [ARRAY]")
	}
}
