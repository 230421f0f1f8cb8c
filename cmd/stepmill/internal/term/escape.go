package term

import "regexp"

// escapes matches the control sequences of ECMA-48 (CSI, such as colours) and of operating system commands (OSC, such as titles and links).
var escapes = regexp.MustCompile("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[@-_])")
