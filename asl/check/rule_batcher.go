package check

import (
	"math"

	"github.com/stepmill/stepmill/asl"
)

// maxBatchBytes is the greatest MaxInputBytesPerBatch, in bytes (AWS Developer Guide, "ItemBatcher (Map)").
const maxBatchBytes = 262144

// itemBatcher checks the ItemBatcher of a Map state.
func (c *checker) itemBatcher(st *asl.State) {
	if st.Map == nil || !c.object(st.Map.ItemBatcher, st.Path+"/ItemBatcher") {
		return
	}
	o, at := st.Map.ItemBatcher, st.Path+"/ItemBatcher"
	c.known(o, at, []string{
		"MaxItemsPerBatch", "MaxItemsPerBatchPath", "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath", "BatchInput",
	})
	c.language(st, o, at, "MaxItemsPerBatchPath")
	c.language(st, o, at, "MaxInputBytesPerBatchPath")
	n := c.onlyOne(o, at, "MaxItemsPerBatch", "MaxItemsPerBatchPath") +
		c.onlyOne(o, at, "MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath")
	if n == 0 {
		c.warn(CodeNoEffect, head(o), at, "Add MaxItemsPerBatch or MaxInputBytesPerBatch.",
			"ItemBatcher says neither how many items nor how many bytes a batch holds")
	}
	c.integerOr(st, o.Get("MaxItemsPerBatch"), at+"/MaxItemsPerBatch", 1, math.MaxInt64)
	c.integerOr(st, o.Get("MaxInputBytesPerBatch"), at+"/MaxInputBytesPerBatch", 1, maxBatchBytes)
}
