package owner

import (
	"github.com/stepmill/stepmill/engine/api/client"
)

// Find returns a client of the process that owns a data folder, and whether there is one: a socket without a process behind it does not count.
func Find(dataDir string) (*client.Client, bool, error) {
	path, err := address(dataDir)
	if err != nil || path == "" || !alive(path) {
		return nil, false, err
	}
	return client.New(client.Unix(path)), true, nil
}
