package interp

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strconv"
	"strings"
)

// random returns the random numbers of one evaluation: they follow from the seed of the execution and the place in its history, so that the
// same run draws the same numbers.
func (x *Execution) random(t *thread) *splitMix {
	return &splitMix{x.start.Seed ^ uint64(x.lastEvent)*0x9e3779b97f4a7c15 ^ uint64(t.id)<<32}
}

// splitMix is the SplitMix64 generator (Steele, Lea and Flood, 2014).
type splitMix struct{ state uint64 }

func (s *splitMix) Uint64() uint64 {
	s.state += 0x9e3779b97f4a7c15
	z := s.state
	z = (z ^ z>>30) * 0xbf58476d1ce4e5b9
	z = (z ^ z>>27) * 0x94d049bb133111eb
	return z ^ z>>31
}

// token returns the task token of a task. It is a function of the execution and the task, so that a task that runs again after a crash has the
// same one, and carries a digest over the seed, so that nobody else can make one up.
func (x *Execution) token(task int64) string {
	return makeToken(x.start.Execution, task, x.start.Seed)
}

// nextToken is the token of the task that the thread is in, or else of the one that is scheduled next.
func (x *Execution) nextToken(t *thread) string {
	if t.phase == inTask {
		return x.token(t.task.id)
	}
	return x.token(x.lastEvent + 1)
}

func makeToken(execution string, task int64, seed uint64) string {
	text := execution + " " + strconv.FormatInt(task, 10)
	sum := sha256.Sum256(binary.BigEndian.AppendUint64([]byte(text), seed))
	return base64.StdEncoding.EncodeToString(append([]byte(text+" "), sum[:]...))
}

// ParseToken returns the execution and the task that a token names. It does not know whether the token is genuine; Open does.
func ParseToken(token string) (execution string, task int64, ok bool) {
	b, err := base64.StdEncoding.DecodeString(token)
	if err != nil {
		return "", 0, false
	}
	parts := strings.SplitN(string(b), " ", 3)
	if len(parts) != 3 || len(parts[2]) != sha256.Size {
		return "", 0, false
	}
	task, err = strconv.ParseInt(parts[1], 10, 64)
	return parts[0], task, err == nil
}

// Genuine reports whether token is the token of that task of this execution, open or not.
func (x *Execution) Genuine(task int64, token string) bool {
	return x.start != nil && task > 0 && task <= x.lastEvent && x.token(task) == token
}
