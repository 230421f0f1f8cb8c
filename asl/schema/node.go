package schema

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// node is a schema or a part of one as encoding/json decodes it, for looking up descriptions and the names of settings.
type node struct {
	root, here map[string]any
}

func parseNode(text string) (node, error) {
	var m map[string]any
	err := json.Unmarshal([]byte(text), &m)
	return node{m, m}, err
}

// at returns the schema of the value at path; one without members where the schema says nothing.
func (n node) at(path []string) node {
	for _, name := range path {
		n = n.child(name)
	}
	return n
}

func (n node) child(name string) node {
	if properties, ok := n.here["properties"].(map[string]any); ok && properties[name] != nil {
		return n.follow(properties[name])
	}
	if n.here["items"] != nil {
		return n.follow(n.here["items"])
	}
	return n.follow(n.here["additionalProperties"])
}

// follow takes a subschema, through its $ref into the definitions of the same schema.
func (n node) follow(sub any) node {
	here, _ := sub.(map[string]any)
	if ref, ok := here["$ref"].(string); ok {
		definitions, _ := n.root["definitions"].(map[string]any)
		here, _ = definitions[strings.TrimPrefix(ref, "#/definitions/")].(map[string]any)
	}
	return node{n.root, here}
}

func (n node) description() string {
	text, _ := n.here["description"].(string)
	return text
}

// names returns the names of the settings that the schema knows, sorted.
func (n node) names() []string {
	properties, _ := n.here["properties"].(map[string]any)
	return slices.Sorted(maps.Keys(properties))
}
