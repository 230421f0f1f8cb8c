package bolt

import (
	"errors"
	"fmt"
	"math/bits"
	"runtime"
	"time"
)

// Config says where a store lies and how it is opened.
type Config struct {
	// Path is the data file. Its folder is made with mode 0700 when it is
	// missing, the file with mode 0600. Required.
	Path string

	// LockTimeout bounds the wait for another process to let go of the file.
	// Default 1 s; a shorter wait than 50 ms means one attempt.
	LockTimeout time.Duration

	// MapBytes is the address space reserved for the file. A file that outgrows
	// it must be mapped again, which waits for the readers of that moment.
	// Default 4 GiB; ignored where a mapping cannot be larger than its file or
	// where addresses have 32 bits.
	MapBytes int64
}

const (
	defaultLockTimeout = time.Second
	defaultMapBytes    = 4 << 30
)

func (c Config) withDefaults() Config {
	if c.LockTimeout == 0 {
		c.LockTimeout = defaultLockTimeout
	}
	if c.MapBytes == 0 {
		c.MapBytes = defaultMapBytes
	}
	if bits.UintSize == 32 || runtime.GOOS == "windows" {
		c.MapBytes = 0
	}
	return c
}

func (c Config) validate() error {
	switch {
	case c.Path == "":
		return errors.New("bolt.Config.Path is empty: name the data file")
	case c.LockTimeout < 0:
		return fmt.Errorf("bolt.Config.LockTimeout is %v: it cannot be negative", c.LockTimeout)
	case c.MapBytes < 0:
		return fmt.Errorf("bolt.Config.MapBytes is %d: it cannot be negative", c.MapBytes)
	}
	return nil
}
