package history

import "github.com/stepmill/stepmill/asl/value"

// coder is a pass over the fields of a record: the encoder writes those that are not zero, the decoder fills those that were
// written. One list of fields serves both, so that they cannot disagree.
type coder interface {
	int(bit uint, p *int64)
	int32(bit uint, p *int32)
	str(bit uint, p *string)
	val(bit uint, p *value.Value)
	members(bit uint, p *[]value.Member)
	start(bit uint, p **Start)
}

// fields visits every field of r that the header of a record does not hold, in bit order. The bit numbers are the file format: a new
// field takes a new bit, and the bit of a removed one is not used again.
func (r *Record) fields(c coder) {
	c.int32(0, &r.Thread)
	c.str(1, &r.Name)
	c.val(2, &r.Input)
	c.val(3, &r.Output)
	c.members(4, &r.Assigned)
	c.str(5, &r.Next)
	c.str(6, &r.Resource)
	c.str(7, &r.Role)
	c.str(8, &r.Worker)
	c.int(9, &r.Timeout)
	c.int(10, &r.Heartbeat)
	c.str(11, &r.Error)
	c.str(12, &r.Cause)
	c.str(13, &r.Location)
	c.int(14, &r.Index)
	c.int(15, &r.Length)
	c.int(16, &r.Limit)
	c.int32(17, &r.Child)
	c.int(18, &r.Until)
	c.start(19, &r.Start)
	c.int(20, &r.After)
	c.str(21, &r.Handle)
}
