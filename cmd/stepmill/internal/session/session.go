package session

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/stepmill/stepmill/cmd/stepmill/internal/cli"
	"github.com/stepmill/stepmill/engine"
	"github.com/stepmill/stepmill/engine/api/client"
	"github.com/stepmill/stepmill/engine/api/owner"
	"github.com/stepmill/stepmill/engine/project"
	"github.com/stepmill/stepmill/store"
)

// FileName is the name of the store in a data folder.
const FileName = "stepmill.db"

// Config says what a command wants of the data folder.
type Config struct {
	cli.Globals
	// Project has the functions that tasks call. A session without one only looks; it leaves no trace of itself in the folder.
	Project *project.Project
	// TaskLog takes the lines that tasks write; it is called from many goroutines. Default: they are dropped.
	TaskLog func(engine.TaskLine)
	// Logger takes what a person should know of the engine and the functions. Default: nothing is logged.
	Logger *slog.Logger
	// CrashedTasks says what becomes of tasks that were in flight when the process that ran them ended.
	CrashedTasks engine.CrashedTasks
	// Patience is how long Open tries to reach a folder that is locked while nobody listens there: its owner may be about to begin or to end.
	// Default: 3 s.
	Patience time.Duration
}

// Session is a way to the executions of a data folder.
type Session struct {
	*client.Client
	data  string
	local *local // nil: another process owns the folder
}

const defaultPatience = 3 * time.Second

const retryEvery = 50 * time.Millisecond

// Open opens a session, which the caller must close.
func Open(ctx context.Context, cfg Config) (*Session, error) {
	if cfg.Patience == 0 {
		cfg.Patience = defaultPatience
	}
	if cfg.Memory {
		if cfg.Project == nil {
			return nil, cli.Usagef("--memory keeps nothing, so there is nothing to look at: leave it out")
		}
		return own(ctx, cfg)
	}
	for begin := time.Now(); ; {
		s, err := reach(ctx, cfg)
		if s != nil || !errors.Is(err, store.ErrLocked) {
			return s, err
		}
		if time.Since(begin) > cfg.Patience {
			return nil, explain(cfg.Data, err)
		}
		select {
		case <-time.After(retryEvery):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// reach tries once: the owner, or else the folder.
func reach(ctx context.Context, cfg Config) (*Session, error) {
	c, found, err := owner.Find(cfg.Data)
	if err != nil {
		return nil, explain(cfg.Data, err)
	}
	if found {
		return &Session{Client: c, data: cfg.Data}, nil
	}
	if cfg.Project == nil {
		if _, err := os.Stat(filepath.Join(cfg.Data, FileName)); errors.Is(err, os.ErrNotExist) {
			cfg.Memory = true // there is nothing to see, and to look must not make a folder
		}
	}
	return own(ctx, cfg)
}

func own(ctx context.Context, cfg Config) (*Session, error) {
	l, err := openLocal(ctx, cfg)
	if err != nil {
		return nil, err
	}
	return &Session{Client: client.New(client.InProcess(l.server)), data: cfg.Data, local: l}, nil
}

// Close ends the session. Executions that run here are cut off and can be resumed.
func (s *Session) Close() error {
	if s.local == nil {
		return nil
	}
	if err := s.local.close(); err != nil {
		return fmt.Errorf("close the data folder: %w", err)
	}
	return nil
}

// End closes the session after work that returned err. A failure to close is told unless err, being something to tell, is the cause of it.
func (s *Session) End(err error) error {
	closed := s.Close()
	var exit *cli.ExitError
	silent := errors.As(err, &exit) && exit.Err == nil
	if closed == nil || err != nil && !silent {
		return err
	}
	return errors.Join(err, explain(s.data, closed))
}

// ProjectID names a project for the comparison between a command and the owner; a folder without a project file has none.
func ProjectID(p *project.Project) string {
	if p == nil || len(p.Files) == 0 {
		return ""
	}
	return p.Dir
}
