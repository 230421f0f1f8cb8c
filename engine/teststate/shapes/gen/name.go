package main

import "strings"

// sdkName is the name of a service in aws-sdk resources, which is that of its package in the AWS SDK for Java 2: the service id without
// "AWS" or "Amazon" before it and "Service" behind it, in lower case and in one word.
func sdkName(serviceID string) string {
	name := strings.ToLower(serviceID)
	name = strings.TrimPrefix(strings.TrimPrefix(name, "amazon "), "aws ")
	name = strings.TrimSuffix(name, " service")
	return strings.NewReplacer(" ", "", "-", "").Replace(name)
}

// statesName is the name that Step Functions gives a member: it begins in upper case.
func statesName(member string) string {
	return strings.ToUpper(member[:1]) + member[1:]
}
