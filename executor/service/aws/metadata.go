package aws

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/stepmill/stepmill/asl/value"
)

// WithMetadata adds to the result of an optimized integration what AWS's SDK reports of the HTTP exchange, and orders the members by name as
// AWS does.
func (s *Service) WithMetadata(out value.Value) value.Value {
	id := NewID()
	headers := []value.Member{
		{Key: "x-amzn-RequestId", Value: value.Text(id)},
		{Key: "connection", Value: value.Text("keep-alive")},
		{Key: "Content-Length", Value: value.Text(strconv.Itoa(out.Size()))},
		{Key: "Date", Value: value.Text(time.Now().UTC().Format(http.TimeFormat))},
		{Key: "Content-Type", Value: value.Text(s.ContentType)},
	}
	lists := make([]value.Member, len(headers))
	for i, h := range headers {
		lists[i] = value.Member{Key: h.Key, Value: value.ArrayOf([]value.Value{h.Value})}
	}
	texts := slices.Clone(headers)
	slices.SortFunc(texts, func(a, b value.Member) int {
		return strings.Compare(strings.ToLower(a.Key), strings.ToLower(b.Key))
	})
	members := []value.Member{
		{Key: "SdkHttpMetadata", Value: value.ObjectOf([]value.Member{
			{Key: "AllHttpHeaders", Value: value.ObjectOf(lists)},
			{Key: "HttpHeaders", Value: value.ObjectOf(texts)},
			{Key: "HttpStatusCode", Value: value.Int(http.StatusOK)},
		})},
		{Key: "SdkResponseMetadata", Value: value.ObjectOf([]value.Member{{Key: "RequestId", Value: value.Text(id)}})},
	}
	for k, v := range out.Members() {
		members = append(members, value.Member{Key: k, Value: v})
	}
	return Ordered(members)
}

// Ordered returns an object whose members are ordered by name.
func Ordered(members []value.Member) value.Value {
	slices.SortFunc(members, func(a, b value.Member) int { return strings.Compare(a.Key, b.Key) })
	return value.ObjectOf(members)
}

// Member is short for a member with a text.
func Member(key, text string) value.Member { return value.Member{Key: key, Value: value.Text(text)} }
