package jsonata

// checkTopLevel rejects what AWS rejects in its dialect: reading the context item where there is none, that is outside of
// paths, predicates, sort terms, group-bys, transforms and lambdas.
func checkTopLevel(n *node) *Error {
	if n == nil {
		return nil
	}
	switch n.kind {
	case nodeName, nodeWildcard, nodeDescendant:
		return unsupported(n.text)
	case nodeVariable:
		switch n.text {
		case "":
			return unsupported("$")
		case "$":
			return &Error{
				Code: CodeUnsupportedReference, Kind: KindUnsupported, Token: "$$", Position: n.pos, final: true,
				Message: "Reference to '$$' is not supported.",
			}
		}
	case nodePath:
		return checkTopLevel(n.list[0])
	case nodeLambda, nodeTransform:
		return nil
	}
	children := append([]*node{n.left, n.right, n.third}, n.list...)
	for _, p := range n.pairs {
		children = append(children, p.key, p.value)
	}
	for _, c := range children {
		if err := checkTopLevel(c); err != nil {
			return err
		}
	}
	return nil
}

func unsupported(name string) *Error {
	return &Error{
		Code: CodeUnsupportedReference, Kind: KindUnsupported, Token: name, final: true,
		Message: "Reference to '" + name + "' at the top level is not supported.",
	}
}
