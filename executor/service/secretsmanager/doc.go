// Package secretsmanager is the stand-in for AWS Secrets Manager: secrets with their versions in a file of their own, for
// arn:aws:states:::aws-sdk:secretsmanager:… and for clients in AWS's JSON protocol. Secrets are written as they are, readable to the user
// alone: keep none in it that matter. Not here: rotation, replication, policies. Start reading at secretsmanager.go.
package secretsmanager
