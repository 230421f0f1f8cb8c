package secretsmanager

import (
	"context"
	"encoding/json"
	"fmt"
	"regexp"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// secretName is what a secret may be called. Source: AWS Secrets Manager API Reference, CreateSecret, and a recording of its refusal.
var secretName = regexp.MustCompile(`^[A-Za-z0-9/_+=.@!-]{1,512}$`)

// maxSecretBytes is how long a value may be. Source: AWS Secrets Manager User Guide, "Quotas".
const maxSecretBytes = 64 << 10

// maxVersions is how many versions of a secret are kept. Source: as above, where it is about 100.
const maxVersions = 100

func (s *Store) createSecret(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := in.Get("Name").Str()
	if !secretName.MatchString(name) {
		return value.Value{}, aws.Errorf("ValidationException",
			"Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!")
	}
	if old, refused := s.find(name); refused == nil {
		if !old.Deleted.IsZero() {
			return value.Value{}, aws.Errorf("InvalidRequestException",
				"You can't create this secret because a secret with this name is already scheduled for deletion.")
		}
		return value.Value{}, aws.Errorf("ResourceExistsException", "The operation failed because the secret %s already exists.", name)
	}
	now := s.cfg.Now()
	x := &secret{
		Name: name, Description: in.Get("Description").Str(), Created: now, Changed: now,
		ARN: fmt.Sprintf("arn:aws:secretsmanager:%s:%s:secret:%s-%.6s", s.cfg.Region, s.cfg.Account, name, aws.IDOf(name)),
	}
	if refused := s.add(x, in, now); refused != nil {
		return value.Value{}, refused
	}
	return x.named(len(x.Versions) > 0), s.write(x)
}

// add gives a secret the value of a request, if it has one.
func (s *Store) add(x *secret, in value.Value, now time.Time) *aws.Error {
	v := version{ID: in.Get("ClientRequestToken").Str(), Text: in.Get("SecretString").Str(), Binary: in.Get("SecretBinary").Str(), Created: now}
	switch {
	case v.Text == "" && v.Binary == "":
		return nil
	case v.Text != "" && v.Binary != "":
		return aws.Errorf("InvalidParameterException", "You can't specify both a binary secret value and a string secret value in the same secret.")
	case len(v.Text)+len(v.Binary) > maxSecretBytes:
		return aws.Errorf("ValidationException", "The secret is longer than %d bytes.", maxSecretBytes)
	}
	if v.ID == "" {
		v.ID = aws.NewID()
	}
	x.Versions = append([]version{v}, x.Versions[:min(len(x.Versions), maxVersions-1)]...)
	x.Changed = now
	return nil
}

// named is how a change answers.
func (x *secret) named(versioned bool) value.Value {
	out := []value.Member{aws.Member("ARN", x.ARN), aws.Member("Name", x.Name)}
	if versioned {
		out = append(out, aws.Member("VersionId", x.Versions[0].ID))
	}
	return value.ObjectOf(out)
}

// living returns a secret that is not deleted.
func (s *Store) living(in value.Value) (*secret, *aws.Error) {
	x, refused := s.find(in.Get("SecretId").Str())
	if refused == nil && !x.Deleted.IsZero() {
		refused = aws.Errorf("InvalidRequestException", "You can't perform this operation on the secret because it was marked for deletion.")
	}
	return x, refused
}

func (s *Store) putSecretValue(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, refused := s.living(in)
	if refused != nil {
		return value.Value{}, refused
	}
	if in.Get("SecretString").Str() == "" && in.Get("SecretBinary").Str() == "" {
		return value.Value{}, aws.Errorf("InvalidRequestException", "You must provide either SecretString or SecretBinary.")
	}
	if refused := s.add(x, in, s.cfg.Now()); refused != nil {
		return value.Value{}, refused
	}
	return x.named(true).With("VersionStages", value.MustParse(`["AWSCURRENT"]`)), s.write(x)
}

func (s *Store) updateSecret(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, refused := s.living(in)
	if refused != nil {
		return value.Value{}, refused
	}
	if v := in.Get("Description"); v.IsDefined() {
		x.Description = v.Str()
	}
	before := len(x.Versions)
	if refused := s.add(x, in, s.cfg.Now()); refused != nil {
		return value.Value{}, refused
	}
	return x.named(len(x.Versions) > before), s.write(x)
}

func (s *Store) getSecretValue(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	x, refused := s.living(in)
	if refused != nil {
		return value.Value{}, refused
	}
	stage := in.Get("VersionStage").Str()
	if stage == "" && in.Get("VersionId").Str() == "" {
		stage = "AWSCURRENT"
	}
	for i, v := range x.Versions {
		if v.ID != in.Get("VersionId").Str() && (stage == "" || stage != stageOf(i)) {
			continue
		}
		out := []value.Member{aws.Member("ARN", x.ARN), {Key: "CreatedDate", Value: aws.Timestamp(v.Created)}, aws.Member("Name", x.Name)}
		if v.Binary != "" {
			out = append(out, aws.Member("SecretBinary", v.Binary))
		} else {
			out = append(out, aws.Member("SecretString", v.Text))
		}
		return value.ObjectOf(append(out, aws.Member("VersionId", v.ID), value.Member{Key: "VersionStages", Value: stages(i)})), nil
	}
	if stage == "" {
		stage = in.Get("VersionId").Str()
	}
	return value.Value{}, aws.Errorf("ResourceNotFoundException",
		"Secrets Manager can't find the specified secret value for staging label: %s", stage)
}

// stageOf returns the staging label of a version, by its place from the newest.
func stageOf(i int) string {
	switch i {
	case 0:
		return "AWSCURRENT"
	case 1:
		return "AWSPREVIOUS"
	}
	return ""
}

func stages(i int) value.Value {
	if stageOf(i) == "" {
		return value.ArrayOf(nil)
	}
	return value.ArrayOf([]value.Value{value.Text(stageOf(i))})
}

func (s *Store) deleteSecret(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x, refused := s.living(in)
	if refused != nil {
		return value.Value{}, refused
	}
	days, ok := in.Get("RecoveryWindowInDays").Int()
	if !ok {
		days = 30
	}
	x.Deleted = s.cfg.Now().AddDate(0, 0, int(days))
	out := x.named(false).With("DeletionDate", aws.Timestamp(x.Deleted))
	if !in.Get("ForceDeleteWithoutRecovery").IsTrue() {
		return out, s.write(x)
	}
	if err := s.journal.Write(journal.Change{Bucket: secretBucket, Key: x.Name, Delete: true}); err != nil {
		return value.Value{}, internal(err)
	}
	return out, nil
}

func (s *Store) describeSecret(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	x, refused := s.find(in.Get("SecretId").Str())
	if refused != nil {
		return value.Value{}, refused
	}
	return x.shown(), nil
}

// shown is a secret without its values.
func (x *secret) shown() value.Value {
	out := []value.Member{
		aws.Member("ARN", x.ARN), aws.Member("Name", x.Name), {Key: "CreatedDate", Value: aws.Timestamp(x.Created)},
		{Key: "LastChangedDate", Value: aws.Timestamp(x.Changed)},
	}
	if x.Description != "" {
		out = append(out, aws.Member("Description", x.Description))
	}
	if !x.Deleted.IsZero() {
		out = append(out, value.Member{Key: "DeletedDate", Value: aws.Timestamp(x.Deleted)})
	}
	var versions value.ObjectBuilder
	for i, v := range x.Versions[:min(2, len(x.Versions))] {
		versions.Set(v.ID, stages(i))
	}
	return value.ObjectOf(append(out, value.Member{Key: "VersionIdsToStages", Value: versions.Value()}))
}

func (s *Store) listSecrets(context.Context, value.Value) (value.Value, *aws.Error) {
	list := []value.Value{}
	for name, text := range s.journal.Scan(secretBucket, "") {
		var x secret
		if err := json.Unmarshal([]byte(text), &x); err != nil {
			return value.Value{}, internal(fmt.Errorf("read the secret %s: %w", name, err))
		}
		if x.Deleted.IsZero() {
			list = append(list, x.shown())
		}
	}
	return value.ObjectOf([]value.Member{{Key: "SecretList", Value: value.ArrayOf(list)}}), nil
}
