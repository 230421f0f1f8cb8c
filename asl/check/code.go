package check

// The codes of errors that are not asl.CodeSchema. They are AWS's; where its text is not known to us, the constant says so.
const (
	CodeMissingTarget     = "MISSING_TRANSITION_TARGET"
	CodeMissingEnd        = "MISSING_END_STATE"
	CodeDuplicateState    = "DUPLICATE_STATE_NAME"
	CodeStateName         = "INVALID_STATE_NAME" // the beginning of the text is ours
	CodeLabel             = "INVALID_LABEL_NAME" // the beginning of the text is ours
	CodeDuplicateLabel    = "DUPLICATE_LABEL_NAME"
	CodeJSONata           = "INVALID_JSONATA_EXPRESSION"
	CodeUnsupported       = "UNSUPPORTED_JSONATA_EXPRESSION"
	CodeReservedVariable  = "RESERVED_VARIABLE_NAME"
	CodeVariableName      = "INVALID_VARIABLE_NAME"
	CodeDuplicateVariable = "DUPLICATE_VARIABLE_NAME" // AWS refuses such a definition; code and text are ours
)

// The codes of our warnings.
const (
	CodeUndefinedVariable = "UNDEFINED_VARIABLE"
	CodeUncatchable       = "UNCATCHABLE_ERROR"
	CodeUnknownError      = "UNKNOWN_ERROR_NAME"
	CodeHeartbeat         = "HEARTBEAT_NOT_BELOW_TIMEOUT"
	CodeNoToken           = "MISSING_TASK_TOKEN"
	CodeInlineMap         = "INLINE_MAP_FIELD"
	CodeExpressChild      = "EXPRESS_CHILD"
	CodeNoEffect          = "FIELD_WITHOUT_EFFECT"
	CodePathConstant      = "PATH_AS_CONSTANT"
	CodeMisplacedLanguage = "OTHER_LANGUAGE_EXPRESSION"
)
