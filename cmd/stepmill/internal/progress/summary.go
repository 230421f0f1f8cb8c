package progress

// Summary is what an event says beside its type, in one text: why it failed, what was called, or the data.
func (e Event) Summary() string {
	if reason := e.reason(); reason != "" {
		return reason
	}
	if resource := e.text("resource"); resource != "" && e.Details.Get("resourceType").IsDefined() {
		return e.text("resourceType") + ":" + resource + payload(e)
	}
	for _, key := range []string{"resource", "mapRunArn", "workerName"} {
		if text := e.text(key); text != "" {
			return text
		}
	}
	if e.Type == "MapStateStarted" {
		return count(e.int("length"), "item")
	}
	return e.text("input") + e.text("output")
}

func payload(e Event) string {
	if text := e.text("parameters") + e.text("output"); text != "" {
		return " " + text
	}
	return ""
}
