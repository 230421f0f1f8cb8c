package api

// awsOperations are the operations of AWS Step Functions that the server answers.
var awsOperations = map[string]operation{
	"CreateStateMachine":   answers((*Server).createStateMachine),
	"DeleteStateMachine":   answers((*Server).deleteStateMachine),
	"DescribeExecution":    answers((*Server).describeExecution),
	"DescribeStateMachine": answers((*Server).describeStateMachine),
	"GetExecutionHistory":  answers((*Server).getExecutionHistory),
	"ListExecutions":       answers((*Server).listExecutions),
	"ListStateMachines":    answers((*Server).listStateMachines),
	"SendTaskFailure":      answers((*Server).sendTaskFailure),
	"SendTaskHeartbeat":    answers((*Server).sendTaskHeartbeat),
	"SendTaskSuccess":      answers((*Server).sendTaskSuccess),
	"StartExecution":       answers((*Server).startExecution),
	"StopExecution":        answers((*Server).stopExecution),
	"UpdateStateMachine":   answers((*Server).updateStateMachine),
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
