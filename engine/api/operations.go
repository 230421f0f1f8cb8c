package api

// awsOperations are the operations of AWS Step Functions that the server answers.
var awsOperations = map[string]operation{
	"CreateActivity":                   answers((*Server).createActivity),
	"CreateStateMachine":               answers((*Server).createStateMachine),
	"CreateStateMachineAlias":          answers((*Server).createAlias),
	"DeleteActivity":                   answers((*Server).deleteActivity),
	"DeleteStateMachine":               answers((*Server).deleteStateMachine),
	"DeleteStateMachineAlias":          answers((*Server).deleteAlias),
	"DeleteStateMachineVersion":        answers((*Server).deleteVersion),
	"DescribeActivity":                 answers((*Server).describeActivity),
	"DescribeExecution":                answers((*Server).describeExecution),
	"DescribeStateMachine":             answers((*Server).describeStateMachine),
	"DescribeStateMachineAlias":        answers((*Server).describeAlias),
	"DescribeStateMachineForExecution": answers((*Server).describeForExecution),
	"GetActivityTask":                  answers((*Server).getActivityTask),
	"GetExecutionHistory":              answers((*Server).getExecutionHistory),
	"ListActivities":                   answers((*Server).listActivities),
	"ListExecutions":                   answers((*Server).listExecutions),
	"ListStateMachineAliases":          answers((*Server).listAliases),
	"ListStateMachineVersions":         answers((*Server).listVersions),
	"ListStateMachines":                answers((*Server).listStateMachines),
	"ListTagsForResource":              answers((*Server).listTags),
	"PublishStateMachineVersion":       answers((*Server).publishVersion),
	"SendTaskFailure":                  answers((*Server).sendTaskFailure),
	"SendTaskHeartbeat":                answers((*Server).sendTaskHeartbeat),
	"SendTaskSuccess":                  answers((*Server).sendTaskSuccess),
	"StartExecution":                   answers((*Server).startExecution),
	"StartSyncExecution":               answers((*Server).startSyncExecution),
	"StopExecution":                    answers((*Server).stopExecution),
	"TagResource":                      answers((*Server).tagResource),
	"TestState":                        answers((*Server).testState),
	"UntagResource":                    answers((*Server).untagResource),
	"UpdateStateMachine":               answers((*Server).updateStateMachine),
	"UpdateStateMachineAlias":          answers((*Server).updateAlias),
	"ValidateStateMachineDefinition":   answers((*Server).validateDefinition),
}

// ownOperations are those that the command line speaks to the owner of a data folder.
var ownOperations = map[string]operation{
	"Find":   answers((*Server).ownFind),
	"Follow": (*Server).ownFollow,
	"Info":   answers((*Server).ownInfo),
	"List":   (*Server).ownList,
	"Resume": answers((*Server).ownResume),
	"Start":  answers((*Server).ownStart),
}
