package apitest

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/sfn/types"
)

const (
	passes  = `{"StartAt": "P", "States": {"P": {"Type": "Pass", "End": true}}}`
	waits   = `{"StartAt": "W", "States": {"W": {"Type": "Wait", "Seconds": 3600, "End": true}}}`
	doubles = `{"StartAt": "D", "States": {"D": {"Type": "Task", "Resource": "` + double + `", "Next": "P"}, "P": {"Type": "Pass", "End": true}}}`
)

// create makes a machine and returns its ARN.
func create(t *testing.T, c *sfn.Client, name, definition string, kind types.StateMachineType) string {
	t.Helper()
	out, err := c.CreateStateMachine(t.Context(), &sfn.CreateStateMachineInput{
		Name: aws.String(name), Definition: aws.String(definition), RoleArn: aws.String(role), Type: kind,
	})
	if err != nil {
		t.Fatal(err)
	}
	return *out.StateMachineArn
}

// must fails the test with the error, if there is one.
func must[T any](out T, err error) func(t *testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
}

// A machine is created, the same creation is no error, another one with its name is; it changes, and is gone when it was deleted.
func TestMachine(t *testing.T) {
	c, _ := dial(t)
	arn := create(t, c, "m", passes, types.StateMachineTypeStandard)
	if arn != prefix+"stateMachine:m" {
		t.Errorf("the ARN is %s", arn)
	}
	if again := create(t, c, "m", passes, types.StateMachineTypeStandard); again != arn {
		t.Errorf("the same creation again answers %s", again)
	}
	_, err := c.CreateStateMachine(t.Context(), &sfn.CreateStateMachineInput{Name: aws.String("m"), Definition: aws.String(waits), RoleArn: aws.String(role)})
	refused[*types.StateMachineAlreadyExists](t, err)

	before := must(c.DescribeStateMachine(t.Context(), &sfn.DescribeStateMachineInput{StateMachineArn: &arn}))(t)
	if *before.Definition != passes || before.Type != types.StateMachineTypeStandard || before.Status != types.StateMachineStatusActive ||
		*before.RoleArn != role || before.CreationDate.IsZero() || before.LoggingConfiguration.Level != types.LogLevelOff {
		t.Errorf("described as %+v", before)
	}
	updated := must(c.UpdateStateMachine(t.Context(), &sfn.UpdateStateMachineInput{
		StateMachineArn: &arn, Definition: aws.String(waits), TracingConfiguration: &types.TracingConfiguration{Enabled: true},
	}))(t)
	after := must(c.DescribeStateMachine(t.Context(), &sfn.DescribeStateMachineInput{StateMachineArn: &arn}))(t)
	if *after.Definition != waits || *after.RevisionId != *updated.RevisionId || !after.TracingConfiguration.Enabled {
		t.Errorf("after the update %+v", after)
	}

	if _, err := c.DeleteStateMachine(t.Context(), &sfn.DeleteStateMachineInput{StateMachineArn: &arn}); err != nil {
		t.Fatal(err)
	}
	_, err = c.DescribeStateMachine(t.Context(), &sfn.DescribeStateMachineInput{StateMachineArn: &arn})
	refused[*types.StateMachineDoesNotExist](t, err)
	if left := must(c.ListStateMachines(t.Context(), &sfn.ListStateMachinesInput{}))(t); len(left.StateMachines) != 0 {
		t.Errorf("left over: %+v", left.StateMachines)
	}
}

// The SDK's paginator gives every machine once.
func TestListMachines(t *testing.T) {
	c, _ := dial(t)
	var want, got []string
	for i := range 7 {
		want = append(want, create(t, c, fmt.Sprintf("m%d", i), passes, ""))
	}
	pages := 0
	for p := sfn.NewListStateMachinesPaginator(c, &sfn.ListStateMachinesInput{MaxResults: 3}); p.HasMorePages(); pages++ {
		for _, m := range must(p.NextPage(t.Context()))(t).StateMachines {
			got = append(got, *m.StateMachineArn)
		}
	}
	slices.Sort(got)
	if pages != 3 || !slices.Equal(got, want) {
		t.Errorf("%d pages with %v", pages, got)
	}
}

// Versions are published, listed and deleted; an alias routes to them, and holds the version it routes to.
func TestVersionsAndAliases(t *testing.T) {
	c, _ := dial(t)
	ctx := t.Context()
	arn := create(t, c, "m", passes, "")
	one := *must(c.PublishStateMachineVersion(ctx, &sfn.PublishStateMachineVersionInput{StateMachineArn: &arn, Description: aws.String("one")}))(t).StateMachineVersionArn
	two := *must(c.UpdateStateMachine(ctx, &sfn.UpdateStateMachineInput{StateMachineArn: &arn, Definition: aws.String(waits), Publish: true}))(t).StateMachineVersionArn
	if one != arn+":1" || two != arn+":2" {
		t.Errorf("published %s and %s", one, two)
	}
	if old := must(c.DescribeStateMachine(ctx, &sfn.DescribeStateMachineInput{StateMachineArn: &one}))(t); *old.Definition != passes || *old.Description != "one" {
		t.Errorf("version 1 is %+v", old)
	}
	alias := *must(c.CreateStateMachineAlias(ctx, &sfn.CreateStateMachineAliasInput{
		Name:                 aws.String("live"),
		RoutingConfiguration: []types.RoutingConfigurationListItem{{StateMachineVersionArn: &one, Weight: 100}},
	}))(t).StateMachineAliasArn
	if alias != arn+":live" {
		t.Errorf("the alias is %s", alias)
	}
	_, err := c.DeleteStateMachineVersion(ctx, &sfn.DeleteStateMachineVersionInput{StateMachineVersionArn: &one})
	refused[*types.ConflictException](t, err)

	started := must(c.StartExecution(ctx, &sfn.StartExecutionInput{StateMachineArn: &alias}))(t)
	e := must(c.DescribeExecution(ctx, &sfn.DescribeExecutionInput{ExecutionArn: started.ExecutionArn}))(t)
	if aws.ToString(e.StateMachineAliasArn) != alias || aws.ToString(e.StateMachineVersionArn) != one {
		t.Errorf("started of %v by %v", e.StateMachineVersionArn, e.StateMachineAliasArn)
	}

	must(c.UpdateStateMachineAlias(ctx, &sfn.UpdateStateMachineAliasInput{
		StateMachineAliasArn: &alias,
		RoutingConfiguration: []types.RoutingConfigurationListItem{{StateMachineVersionArn: &two, Weight: 100}},
	}))(t)
	route := must(c.DescribeStateMachineAlias(ctx, &sfn.DescribeStateMachineAliasInput{StateMachineAliasArn: &alias}))(t).RoutingConfiguration
	if len(route) != 1 || *route[0].StateMachineVersionArn != two {
		t.Errorf("the alias routes to %+v", route)
	}
	if l := must(c.ListStateMachineAliases(ctx, &sfn.ListStateMachineAliasesInput{StateMachineArn: &arn}))(t).StateMachineAliases; len(l) != 1 || *l[0].StateMachineAliasArn != alias {
		t.Errorf("aliases %+v", l)
	}
	must(c.DeleteStateMachineVersion(ctx, &sfn.DeleteStateMachineVersionInput{StateMachineVersionArn: &one}))(t)
	if l := must(c.ListStateMachineVersions(ctx, &sfn.ListStateMachineVersionsInput{StateMachineArn: &arn}))(t).StateMachineVersions; len(l) != 1 || *l[0].StateMachineVersionArn != two {
		t.Errorf("versions %+v", l)
	}
	must(c.DeleteStateMachineAlias(ctx, &sfn.DeleteStateMachineAliasInput{StateMachineAliasArn: &alias}))(t)
	_, err = c.DescribeStateMachineAlias(ctx, &sfn.DescribeStateMachineAliasInput{StateMachineAliasArn: &alias})
	refused[*types.ResourceNotFound](t, err)
}

// Tags are set with the machine, added and taken off.
func TestTags(t *testing.T) {
	c, _ := dial(t)
	arn := *must(c.CreateStateMachine(t.Context(), &sfn.CreateStateMachineInput{
		Name: aws.String("m"), Definition: aws.String(passes), RoleArn: aws.String(role), Tags: []types.Tag{{Key: aws.String("a"), Value: aws.String("1")}},
	}))(t).StateMachineArn
	must(c.TagResource(t.Context(), &sfn.TagResourceInput{ResourceArn: &arn, Tags: []types.Tag{{Key: aws.String("b"), Value: aws.String("2")}}}))(t)
	must(c.UntagResource(t.Context(), &sfn.UntagResourceInput{ResourceArn: &arn, TagKeys: []string{"a"}}))(t)
	tags := must(c.ListTagsForResource(t.Context(), &sfn.ListTagsForResourceInput{ResourceArn: &arn}))(t).Tags
	if len(tags) != 1 || *tags[0].Key != "b" || *tags[0].Value != "2" {
		t.Errorf("tags %+v", tags)
	}
}

// A definition with an error is found before it is created.
func TestValidate(t *testing.T) {
	c, _ := dial(t)
	good := must(c.ValidateStateMachineDefinition(t.Context(), &sfn.ValidateStateMachineDefinitionInput{Definition: aws.String(passes)}))(t)
	if good.Result != types.ValidateStateMachineDefinitionResultCodeOk || len(good.Diagnostics) != 0 {
		t.Errorf("a good definition: %+v", good)
	}
	bad := must(c.ValidateStateMachineDefinition(t.Context(), &sfn.ValidateStateMachineDefinitionInput{Definition: aws.String(`{"StartAt": "X", "States": {}}`)}))(t)
	if bad.Result != types.ValidateStateMachineDefinitionResultCodeFail || len(bad.Diagnostics) == 0 || *bad.Diagnostics[0].Code == "" {
		t.Errorf("a bad definition: %+v", bad)
	}
}

// refused fails the test unless an error is of a type of the SDK, with a message.
func refused[E interface {
	error
	ErrorMessage() string
}](t *testing.T, err error) {
	t.Helper()
	var e E
	if !errors.As(err, &e) {
		t.Errorf("the error is %v (%T), not a %T", err, err, e)
	} else if e.ErrorMessage() == "" {
		t.Errorf("the %T says nothing", e)
	}
}
