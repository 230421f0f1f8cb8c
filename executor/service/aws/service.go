package aws

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor"
)

// Operation carries out one operation of a service. Its input and output are the JSON of the service's API, in the API's own names;
// null members count as absent and are not passed on.
type Operation func(ctx context.Context, in value.Value) (value.Value, *Error)

// Error is an answer that refuses a request, with AWS's code and text.
type Error = executor.APIError

// Errorf returns a refusal with status 400.
func Errorf(code, format string, args ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, args...), Status: 400}
}

// Service describes a stand-in.
type Service struct {
	// SDK is the name in arn:aws:states:::aws-sdk:<SDK>:<action>.
	SDK string
	// SDKPrefix begins the names of errors of SDK integrations, and names the service in their causes: DynamoDb.
	SDKPrefix string
	// Client names the service in the causes of optimized integrations: AmazonDynamoDBv2.
	Client string
	// Prefix begins the names of errors of optimized integrations: DynamoDB.
	Prefix string
	// Generic is the class of errors that the API's model does not know, in optimized integrations: AmazonDynamoDBException.
	Generic string
	// Modelled are the codes of the errors that the API's model knows. All others become the generic class.
	Modelled []string
	// Open says that Modelled is not kept, and that every code counts that is not common to all services.
	Open bool
	// Codes are the codes that causes of optimized integrations show instead of these ones.
	Codes map[string]string
	// LowerNames says that the members of the API's shapes begin with a lower-case letter, where Task states write an upper-case one.
	LowerNames bool
	// Target is the prefix of X-Amz-Target, "" if the service does not speak JSON.
	Target string
	// Namespace is that of the service's XML, "" if it does not speak the query protocol.
	Namespace string
	// Version is that of the API in requests of the query protocol.
	Version string
	// ContentType is that of the service's answers.
	ContentType string
	// Scope is the service's name in the credential scope of a signed request.
	Scope string
	// Texts are the members that are strings or blobs: what a Task state gives there that is no string is sent as its JSON text.
	Texts []string
	// Times are the members that are timestamps, as a Task state names them.
	Times []string
	// SDKNote ends the cause of a failed SDK integration.
	SDKNote string
	// ExtendedID says that causes of SDK integrations show a second request id, as those of S3 do.
	ExtendedID bool
	// Operations are the operations by name: SendMessage.
	Operations map[string]Operation
	// Other returns the operation of any other name. Default: there is none.
	Other func(name string) Operation
}

// Operation returns the operation of a name.
func (s *Service) Operation(name string) (Operation, bool) {
	op, ok := s.Operations[name]
	if !ok && s.Other != nil {
		return s.Other(name), true
	}
	return op, ok
}

// exception returns the class of an error: its code, with Exception at the end as the SDKs for Java have it, or generic for a code that
// the model does not know.
func (s *Service) exception(code, generic string) string {
	if s.Open && slices.Contains(commonErrors, code) || !s.Open && !slices.Contains(s.Modelled, code) {
		return generic
	}
	if strings.HasSuffix(code, "Exception") {
		return code
	}
	return code + "Exception"
}

// commonErrors are errors of all services, which their models do not list. Source: the API references, "Common Errors".
var commonErrors = []string{
	"AccessDeniedException", "ExpiredTokenException", "IncompleteSignature", "InternalFailure", "MalformedHttpRequestException", "NotAuthorized",
	"OptInRequired", "RequestExpired", "SerializationException", "ServiceUnavailable", "ThrottlingException", "UnknownOperationException",
	"UnrecognizedClientException", "ValidationError", "ValidationException",
}
