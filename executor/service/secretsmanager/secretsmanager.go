package secretsmanager

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// Config says where a stand-in keeps its secrets.
type Config struct {
	// Path is the file of the secrets. Default: "", in memory.
	Path string
	// Region and Account stand in ARNs. Required.
	Region, Account string
	// Now is the time. Default: time.Now.
	Now func() time.Time
}

func (c Config) validate() error {
	if c.Region == "" || c.Account == "" {
		return errors.New("secretsmanager: Config.Region and Config.Account are required")
	}
	return nil
}

// Store holds the secrets. All methods may be called from any goroutine.
type Store struct {
	cfg     Config
	journal *journal.Journal
	service *aws.Service

	mu sync.Mutex // held over each change, from reading to writing
}

// Open opens the secrets of a file.
func Open(cfg Config) (*Store, error) {
	if err := cfg.validate(); err != nil {
		return nil, err
	}
	if cfg.Now == nil {
		cfg.Now = time.Now
	}
	j, err := journal.Open(cfg.Path)
	if err != nil {
		return nil, fmt.Errorf("open the secrets: %w", err)
	}
	s := &Store{cfg: cfg, journal: j}
	s.service = s.describe()
	return s, nil
}

// Close closes the file.
func (s *Store) Close() error { return s.journal.Close() }

// Service returns the operations.
func (s *Store) Service() *aws.Service { return s.service }

// Description returns what is known of the service, without operations.
func Description() *aws.Service {
	return &aws.Service{
		SDK: "secretsmanager", SDKPrefix: "SecretsManager", Target: "secretsmanager", ContentType: "application/x-amz-json-1.1",
		Scope: "secretsmanager", Texts: []string{"SecretString"},
		Times: []string{"CreatedDate", "DeletedDate", "DeletionDate", "LastChangedDate"},
		Modelled: []string{
			"DecryptionFailure", "EncryptionFailure", "InternalServiceError", "InvalidNextTokenException", "InvalidParameterException",
			"InvalidRequestException", "LimitExceededException", "MalformedPolicyDocumentException", "PreconditionNotMetException",
			"PublicPolicyException", "ResourceExistsException", "ResourceNotFoundException",
		},
	}
}

func (s *Store) describe() *aws.Service {
	d := Description()
	d.Operations = map[string]aws.Operation{
		"CreateSecret": s.createSecret, "DeleteSecret": s.deleteSecret, "DescribeSecret": s.describeSecret,
		"GetSecretValue": s.getSecretValue, "ListSecrets": s.listSecrets, "PutSecretValue": s.putSecretValue,
		"UpdateSecret": s.updateSecret,
	}
	return d
}

// secret is what is kept of a secret.
type secret struct {
	Name        string    `json:"name"`
	ARN         string    `json:"arn"`
	Description string    `json:"description,omitempty"`
	Created     time.Time `json:"created"`
	Changed     time.Time `json:"changed"`
	Deleted     time.Time `json:"deleted,omitzero"`
	Versions    []version `json:"versions"` // newest first; the first is AWSCURRENT, the second AWSPREVIOUS
}

// version is one value of a secret: a text, or base64 of bytes.
type version struct {
	ID      string    `json:"id"`
	Text    string    `json:"text,omitempty"`
	Binary  string    `json:"binary,omitempty"`
	Created time.Time `json:"created"`
}

const secretBucket = "secrets"

// find returns the secret that a name or an ARN names.
func (s *Store) find(id string) (*secret, *aws.Error) {
	name := id
	if i := strings.LastIndex(id, ":secret:"); i >= 0 {
		name = id[i+len(":secret:"):]
		if _, ok := s.journal.Get(secretBucket, name); !ok && strings.Contains(name, "-") {
			name = name[:strings.LastIndexByte(name, '-')] // AWS's six characters behind the name
		}
	}
	text, ok := s.journal.Get(secretBucket, name)
	if !ok {
		return nil, aws.Errorf("ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
	}
	x := new(secret)
	if err := json.Unmarshal([]byte(text), x); err != nil {
		return nil, internal(fmt.Errorf("read the secret %s: %w", name, err))
	}
	return x, nil
}

func internal(err error) *aws.Error {
	return &aws.Error{Code: "InternalServiceError", Message: fmt.Sprintf("The stand-in cannot use its data: %v", err), Status: 500}
}

func (s *Store) write(x *secret) *aws.Error {
	text, err := json.Marshal(x)
	if err == nil {
		err = s.journal.Write(journal.Change{Bucket: secretBucket, Key: x.Name, Value: string(text)})
	}
	if err != nil {
		return internal(err)
	}
	return nil
}
