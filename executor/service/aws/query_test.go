package aws

import (
	"net/url"
	"testing"

	"github.com/stepmill/stepmill/asl/value"
)

// TestFormsComeBack writes inputs in the query protocol and reads them again.
func TestFormsComeBack(t *testing.T) {
	for _, text := range []string{
		`{}`,
		`{"Message":"a b&c","TopicArn":"arn"}`,
		`{"MessageAttributes":{"a":{"DataType":"String","StringValue":"x"},"b":{"DataType":"Number","StringValue":"1"}}}`,
		`{"Attributes":{"FifoTopic":"true"},"Tags":[{"Key":"k","Value":"v"},{"Key":"l","Value":"w"}]}`,
	} {
		form, err := url.ParseQuery((&Service{Version: "v"}).form("Publish", value.MustParse(text)).Encode())
		if err != nil {
			t.Fatal(err)
		}
		if got := FormValue(form); !value.Equal(got, value.MustParse(text)) {
			t.Errorf("%s comes back as %s", text, got)
		}
		if form.Get("Action") != "Publish" || form.Get("Version") != "v" {
			t.Errorf("the form is %v", form)
		}
	}
}

func FuzzForm(f *testing.F) {
	f.Add("a.entry.1.Name=x&a.entry.1.Value.b=y&c.member.2=z&c.member.1=q")
	f.Fuzz(func(t *testing.T, text string) {
		form, err := url.ParseQuery(text)
		if err != nil {
			return
		}
		if v := FormValue(form); v.Kind() != value.Object {
			t.Errorf("%q is %s", text, v)
		}
	})
}

func TestXML(t *testing.T) {
	for text, want := range map[string]string{
		`<a><b>x &amp; y</b><c/></a>`: `{"b":"x & y","c":""}`,
		`<?xml version="1.0"?><r><l><member>1</member><member><k>2</k></member></l></r>`:                       `{"l":["1",{"k":"2"}]}`,
		`<r><m><entry><key>k</key><value>v</value></entry><entry><key>l</key><value>w</value></entry></m></r>`: `{"m":{"k":"v","l":"w"}}`,
	} {
		if got, err := parseXML([]byte(text)); err != nil || got.Compact() != want {
			t.Errorf("%s is %s, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "<a>", "no"} {
		if v, err := parseXML([]byte(text)); err == nil {
			t.Errorf("%q is %s", text, v)
		}
	}
}
