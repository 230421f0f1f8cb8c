// Package dynamodb is the stand-in for Amazon DynamoDB: tables in a file of their own, the integrations
// arn:aws:states:::dynamodb:{getItem,putItem,updateItem,deleteItem}, arn:aws:states:::aws-sdk:dynamodb:…, and the API in AWS's JSON protocol.
//
// Items are kept as the API's JSON. Condition, filter, projection and update expressions are parsed by recursive descent
// (token.go, parse.go) into small trees that are evaluated over an item (condition.go, update.go). Not here: the parameters that
// expressions replaced (Expected, AttributeUpdates, KeyConditions), streams, time to live, and indexes that cost less than a scan.
// Start reading at dynamodb.go, then item.go.
package dynamodb
