// Drives the API with the AWS SDK for JavaScript: node drive.mjs <endpoint> <node_modules>. It ends with 0 if everything was as it should be.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";

const [endpoint, modules] = process.argv.slice(2);
const sfn = createRequire(join(modules, "drive.cjs"))("@aws-sdk/client-sfn");

const prefix = "arn:aws:states:us-east-1:000000000000:";
const roleArn = "arn:aws:iam::000000000000:role/tests";
const definition = JSON.stringify({
  StartAt: "D",
  States: {
    D: { Type: "Task", Resource: "arn:aws:lambda:us-east-1:000000000000:function:double", Next: "P" },
    P: { Type: "Pass", End: true },
  },
});

const client = new sfn.SFNClient({
  endpoint, region: "us-east-1", maxAttempts: 1, disableHostPrefix: true, credentials: { accessKeyId: "test", secretAccessKey: "test" },
});
const call = (operation, input) => client.send(new sfn[operation + "Command"](input));
const refused = (name, operation, input) => assert.rejects(call(operation, input), (e) => e instanceof sfn[name] && e.message !== "");

const { stateMachineArn, $metadata } = await call("CreateStateMachine", { name: "js", definition, roleArn });
assert.equal(stateMachineArn, prefix + "stateMachine:js");
assert.match($metadata.requestId, /^[0-9a-f-]{36}$/);
const { executionArn, startDate } = await call("StartExecution", { stateMachineArn, name: "x", input: "21" });
let e;
do {
  e = await call("DescribeExecution", { executionArn });
} while (e.status === "RUNNING");
assert.equal(e.status, "SUCCEEDED");
assert.equal(e.output, "42");
assert.deepEqual(e.startDate, startDate);

const events = [];
for await (const page of sfn.paginateGetExecutionHistory({ client, pageSize: 2 }, { executionArn })) events.push(...page.events);
assert.deepEqual(events.map((e) => e.id), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
assert.equal(events[8].executionSucceededEventDetails.output, "42");
const back = await call("GetExecutionHistory", { executionArn, reverseOrder: true });
assert.deepEqual(back.events, events.toReversed());

const express = await call("CreateStateMachine", { name: "jse", definition, roleArn, type: "EXPRESS" });
assert.equal((await call("StartSyncExecution", { stateMachineArn: express.stateMachineArn, input: "4" })).output, "8");
assert.equal((await call("TestState", { definition: '{"Type": "Pass", "End": true}', input: "[1]" })).output, "[1]");

await refused("StateMachineDoesNotExist", "StartExecution", { stateMachineArn: prefix + "stateMachine:none" });
await refused("ExecutionDoesNotExist", "DescribeExecution", { executionArn: prefix + "execution:js:none" });
await refused("ExecutionAlreadyExists", "StartExecution", { stateMachineArn, name: "x", input: "22" });
await refused("InvalidDefinition", "CreateStateMachine", { name: "bad", definition: "{}", roleArn });
await refused("InvalidExecutionInput", "StartExecution", { stateMachineArn, input: "{" });
await call("DeleteStateMachine", { stateMachineArn });
await refused("StateMachineDoesNotExist", "DescribeStateMachine", { stateMachineArn });
client.destroy();
