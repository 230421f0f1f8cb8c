package logs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
	"github.com/stepmill/stepmill/executor/service/aws"
	"github.com/stepmill/stepmill/executor/service/journal"
)

// maxEvents is how many events one answer has. Source: Amazon CloudWatch Logs API Reference, GetLogEvents.
const maxEvents = 10_000

// ErrNoGroup reports that a log group does not exist.
var ErrNoGroup = errors.New("there is no such log group")

// Line is one event of a stream.
type Line struct {
	Time    time.Time
	Message string
}

// Append adds lines to a stream, which it creates if need be, and returns when they are durable.
func (s *Store) Append(group, stream string, lines ...Line) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.group(group) != nil {
		return fmt.Errorf("log to %s: %w", group, ErrNoGroup)
	}
	key := streamKey(group, stream)
	var changes []journal.Change
	if _, ok := s.journal.Get(streamBucket, key); !ok {
		changes = append(changes, journal.Change{Bucket: streamBucket, Key: key, Value: s.now()})
	}
	for _, l := range lines {
		event := value.ObjectOf([]value.Member{
			{Key: "timestamp", Value: value.Int(l.Time.UnixMilli())}, aws.Member("message", l.Message),
			{Key: "ingestionTime", Value: value.Int(s.cfg.Now().UnixMilli())},
		})
		changes = append(changes, journal.Change{Bucket: eventBucket, Key: fmt.Sprintf("%s\n%020d", key, s.next[key]), Value: event.Compact()})
		s.next[key]++
	}
	return s.journal.Write(changes...)
}

func (s *Store) putEvents(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	group, stream := groupOf(in), in.Get("logStreamName").Str()
	if refused := s.group(group); refused != nil {
		return value.Value{}, refused
	}
	if _, ok := s.journal.Get(streamBucket, streamKey(group, stream)); !ok {
		return value.Value{}, aws.Errorf("ResourceNotFoundException", "The specified log stream does not exist.")
	}
	var lines []Line
	for _, e := range in.Get("logEvents").Elems() {
		at, _ := e.Get("timestamp").Int() // a time that is none is the beginning of time
		lines = append(lines, Line{time.UnixMilli(at), e.Get("message").Str()})
	}
	if err := s.Append(group, stream, lines...); err != nil {
		return value.Value{}, internal(err)
	}
	return value.ObjectOf([]value.Member{aws.Member("nextSequenceToken", aws.NewID())}), nil
}

// event is an event with the stream that it is in.
type event struct {
	key    string
	stream string
	time   int64
	body   value.Value
}

// events returns the events of a request's group in the order of their times.
func (s *Store) events(in value.Value, wanted func(stream string) bool) []event {
	group := groupOf(in)
	from, to := int64(0), int64(1)<<62
	if n, ok := in.Get("startTime").Int(); ok {
		from = n
	}
	if n, ok := in.Get("endTime").Int(); ok {
		to = n
	}
	var found []event
	for k, text := range s.journal.Scan(eventBucket, group+"\n") {
		e := event{key: k, stream: strings.TrimPrefix(streamOf(k), group+"\n"), body: value.MustParse(text)}
		e.time, _ = e.body.Get("timestamp").Int()
		if wanted(e.stream) && e.time >= from && e.time < to {
			found = append(found, e)
		}
	}
	slices.SortStableFunc(found, func(a, b event) int { return cmp.Compare(a.time, b.time) })
	return found
}

// page returns the events that a request asks for, and where the next page begins: its tokens are places in the list.
func page(in value.Value, found []event, token string) (events []event, next int) {
	limit := maxEvents
	if n, ok := in.Get("limit").Int(); ok && n > 0 {
		limit = min(limit, int(n))
	}
	from, err := strconv.Atoi(strings.TrimPrefix(token, "f/"))
	if err != nil || from < 0 {
		from = 0
	}
	from = min(from, len(found))
	to := min(len(found), from+limit)
	return found[from:to], to
}

// getEvents reads one stream, oldest first. Without startFromHead AWS begins with the newest page; here both have all that fits.
func (s *Store) getEvents(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	group, stream := groupOf(in), in.Get("logStreamName").Str()
	if refused := s.group(group); refused != nil {
		return value.Value{}, refused
	}
	if _, ok := s.journal.Get(streamBucket, streamKey(group, stream)); !ok {
		return value.Value{}, aws.Errorf("ResourceNotFoundException", "The specified log stream does not exist.")
	}
	found, next := page(in, s.events(in, func(name string) bool { return name == stream }), in.Get("nextToken").Str())
	shown := make([]value.Value, 0, len(found))
	for _, e := range found {
		shown = append(shown, e.body)
	}
	return value.ObjectOf([]value.Member{
		{Key: "events", Value: value.ArrayOf(shown)}, aws.Member("nextForwardToken", fmt.Sprintf("f/%d", next)),
		aws.Member("nextBackwardToken", fmt.Sprintf("f/%d", max(0, next-len(found)))),
	}), nil
}

// filterEvents reads all streams of a group. A filter pattern is a text, or several, that the message must contain.
func (s *Store) filterEvents(_ context.Context, in value.Value) (value.Value, *aws.Error) {
	group := groupOf(in)
	if refused := s.group(group); refused != nil {
		return value.Value{}, refused
	}
	streams := in.Get("logStreamNames")
	all := s.events(in, func(name string) bool {
		for _, x := range streams.Elems() {
			if x.Str() == name {
				return true
			}
		}
		return streams.Len() == 0 && strings.HasPrefix(name, in.Get("logStreamNamePrefix").Str())
	})
	words := strings.Fields(in.Get("filterPattern").Str())
	all = slices.DeleteFunc(all, func(e event) bool {
		return slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(e.body.Get("message").Str(), strings.Trim(w, `"`)) })
	})
	found, next := page(in, all, in.Get("nextToken").Str())
	shown := make([]value.Value, 0, len(found))
	for _, e := range found {
		shown = append(shown, e.body.With("logStreamName", value.Text(e.stream)).With("eventId", value.Text(aws.IDOf(e.key))))
	}
	out := []value.Member{{Key: "events", Value: value.ArrayOf(shown)}}
	if next < len(all) {
		out = append(out, aws.Member("nextToken", strconv.Itoa(next)))
	}
	return value.ObjectOf(out), nil
}
