package aws

import (
	"fmt"

	"github.com/stepmill/stepmill/asl/fault"
)

// clientError is the error of a request that got no answer.
const clientError = "SdkClientException"

// Fault is what an optimized integration makes of a refusal. Source of the two forms of the cause: recordings of AWS's answers; the
// optimized integrations use version 1 of the SDK for Java, the others version 2.
func (s *Service) Fault(e *Error) *fault.Fault {
	if e.Code == clientError {
		return &fault.Fault{Error: s.Prefix + "." + clientError, Cause: e.Message, Plain: true}
	}
	code := e.Code
	if c, ok := s.Codes[code]; ok {
		code = c
	}
	cause := fmt.Sprintf("%s (Service: %s; Status Code: %d; Error Code: %s; Request ID: %s; Proxy: null)",
		e.Message, s.Client, e.HTTPStatus(), code, NewID())
	return &fault.Fault{Error: s.Prefix + "." + s.exception(e.Code, s.Generic), Cause: cause, Plain: true}
}

// SDKFault is what an aws-sdk integration makes of a refusal.
func (s *Service) SDKFault(e *Error) *fault.Fault {
	if e.Code == clientError {
		return &fault.Fault{Error: s.SDKPrefix + "." + clientError, Cause: e.Message, Plain: true}
	}
	extended := ""
	if s.ExtendedID {
		extended = ", Extended Request ID: " + NewID()
	}
	cause := fmt.Sprintf("%s (Service: %s, Status Code: %d, Request ID: %s%s)%s",
		e.Message, s.SDKPrefix, e.HTTPStatus(), NewID(), extended, s.SDKNote)
	return &fault.Fault{Error: s.SDKPrefix + "." + s.exception(e.Code, s.SDKPrefix+"Exception"), Cause: cause, Plain: true}
}
