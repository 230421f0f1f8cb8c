package asl

// typeList are the names of the state types in the order in which AWS lists them, at the index of their Type.
var typeList = []string{"", "Task", "Wait", "Pass", "Succeed", "Fail", "Choice", "Parallel", "Map"}

// String returns the name that a definition uses; "" for the zero Type.
func (t Type) String() string {
	if int(t) < len(typeList) {
		return typeList[t]
	}
	return ""
}

// TypeNamed returns the type with a name.
func TypeNamed(name string) (Type, bool) {
	for i, n := range typeList[1:] {
		if n == name {
			return Type(i + 1), true
		}
	}
	return 0, false
}

// TypeNames returns the names of the state types in AWS's order.
func TypeNames() []string { return append([]string(nil), typeList[1:]...) }

// String returns the name that the field QueryLanguage uses.
func (l Language) String() string {
	if l == JSONata {
		return "JSONata"
	}
	return "JSONPath"
}
