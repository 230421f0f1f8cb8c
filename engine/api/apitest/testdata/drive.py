"""Drives the API with boto3: python3 drive.py <endpoint>. It ends with 0 if everything was as it should be."""

import json
import sys
import time

import boto3
from botocore.config import Config

PREFIX = "arn:aws:states:us-east-1:000000000000:"
DOUBLE = "arn:aws:lambda:us-east-1:000000000000:function:double"
DEFINITION = json.dumps({
    "StartAt": "D",
    "States": {
        "D": {"Type": "Task", "Resource": DOUBLE, "Next": "P"},
        "P": {"Type": "Pass", "End": True},
    },
})


def main(endpoint):
    c = boto3.client(
        "stepfunctions", endpoint_url=endpoint, region_name="us-east-1",
        aws_access_key_id="test", aws_secret_access_key="test",
        config=Config(inject_host_prefix=False, retries={"max_attempts": 0}),
    )
    machine = c.create_state_machine(name="py", definition=DEFINITION, roleArn="arn:aws:iam::000000000000:role/tests")
    expect(machine["stateMachineArn"], PREFIX + "stateMachine:py")
    expect(len(machine["ResponseMetadata"]["RequestId"]), 36)

    started = c.start_execution(stateMachineArn=machine["stateMachineArn"], name="x", input="21")
    expect(started["executionArn"], PREFIX + "execution:py:x")
    e = until_closed(c, started["executionArn"])
    expect((e["status"], e["output"]), ("SUCCEEDED", "42"))
    expect(e["startDate"], started["startDate"])

    events = [e for page in c.get_paginator("get_execution_history").paginate(
        executionArn=started["executionArn"], PaginationConfig={"PageSize": 2}) for e in page["events"]]
    expect([e["id"] for e in events], list(range(1, 10)))
    expect(events[0]["executionStartedEventDetails"]["input"], "21")
    expect(events[-1]["type"], "ExecutionSucceeded")
    back = c.get_execution_history(executionArn=started["executionArn"], reverseOrder=True)["events"]
    expect(back, events[::-1])
    expect([e["name"] for e in c.list_executions(stateMachineArn=machine["stateMachineArn"])["executions"]], ["x"])

    express = c.create_state_machine(name="pye", definition=DEFINITION, roleArn="arn:aws:iam::000000000000:role/tests", type="EXPRESS")
    expect(c.start_sync_execution(stateMachineArn=express["stateMachineArn"], input="4")["output"], "8")
    expect(c.test_state(definition='{"Type": "Pass", "End": true}', input="[1]")["output"], "[1]")

    refused(c.exceptions.StateMachineDoesNotExist, c.start_execution, stateMachineArn=PREFIX + "stateMachine:none")
    refused(c.exceptions.ExecutionDoesNotExist, c.describe_execution, executionArn=PREFIX + "execution:py:none")
    refused(c.exceptions.ExecutionAlreadyExists, c.start_execution, stateMachineArn=machine["stateMachineArn"], name="x", input="22")
    refused(c.exceptions.InvalidDefinition, c.create_state_machine, name="bad", definition="{}", roleArn="arn:aws:iam::000000000000:role/tests")
    refused(c.exceptions.InvalidExecutionInput, c.start_execution, stateMachineArn=machine["stateMachineArn"], input="{")
    c.delete_state_machine(stateMachineArn=machine["stateMachineArn"])
    refused(c.exceptions.StateMachineDoesNotExist, c.describe_state_machine, stateMachineArn=machine["stateMachineArn"])


def until_closed(c, arn):
    while True:
        e = c.describe_execution(executionArn=arn)
        if e["status"] != "RUNNING":
            return e
        time.sleep(0.01)


def refused(error, operation, **request):
    try:
        answer = operation(**request)
    except error:
        return
    sys.exit(f"{request} was answered with {answer}, not refused with {error.__name__}")


def expect(got, want):
    if got != want:
        sys.exit(f"got {got!r}, want {want!r}")


main(sys.argv[1])
