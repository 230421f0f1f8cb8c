package api

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"iter"
	"time"
)

// The page sizes of the List operations and of GetExecutionHistory, in entries.
// Source: AWS Step Functions API Reference, "maxResults".
const (
	defaultPage = 100
	tokenLife   = 24 * time.Hour
)

// pager makes and reads nextToken. A token is all that is needed to go on, signed with the secret of the data folder: it survives a restart,
// and nobody can make one up.
type pager struct {
	secret []byte
	now    func() time.Time
}

// page is what a token holds.
type page struct {
	List    string `json:"l"` // what is listed, so that a token fits its request only
	After   string `json:"a"` // key of the last entry that was given
	Expires int64  `json:"e"` // Unix seconds
}

func (p pager) sign(text []byte) []byte {
	m := hmac.New(sha256.New, p.secret)
	m.Write(text)
	return m.Sum(nil)
}

func (p pager) token(list, after string) string {
	text, err := json.Marshal(page{List: list, After: after, Expires: p.now().Add(tokenLife).Unix()})
	if err != nil {
		panic("api: a page token does not marshal: " + err.Error())
	}
	return base64.URLEncoding.EncodeToString(append(p.sign(text), text...))
}

// after returns where a list goes on; "" at its beginning.
func (p pager) after(list, token string) (string, error) {
	if token == "" {
		return "", nil
	}
	b, err := base64.URLEncoding.DecodeString(token)
	if err != nil || len(b) < sha256.Size || !hmac.Equal(b[:sha256.Size], p.sign(b[sha256.Size:])) {
		return "", invalidToken()
	}
	var pg page
	if err := json.Unmarshal(b[sha256.Size:], &pg); err != nil || pg.List != list || p.now().Unix() > pg.Expires {
		return "", invalidToken()
	}
	return pg.After, nil
}

func invalidToken() *Error { return errorf("InvalidToken", "Invalid Token: 'Invalid token'") }

// collect takes up to limit entries of a sequence; next is the token of the rest, "" if there is none. key names an entry for the token.
func collect[T any](p pager, list string, limit int, seq iter.Seq2[T, error], key func(T) string) (entries []T, next string, err error) {
	if limit == 0 {
		limit = defaultPage
	}
	entries = []T{}
	for e, err := range seq {
		if err != nil {
			return nil, "", err
		}
		if len(entries) == limit {
			return entries, p.token(list, key(entries[limit-1])), nil
		}
		entries = append(entries, e)
	}
	return entries, "", nil
}
