// Package owner lets the process that owns a data folder be found and spoken to. The owner listens on a Unix socket in the folder, which only
// its user may use; every other process asks Find first and speaks to the owner instead of opening the store, which one process alone can.
//
// The address of the owner is the file owner.sock in the folder. Unix sockets have short paths (about 100 bytes): where the folder's is too long,
// the socket lies in a folder of its own below os.TempDir, and owner.sock is a text file that says where.
//
// Whoever listens must hold the store of the folder. That is what makes it safe to remove the socket of an owner that died. The package owns the
// socket and the goroutine that serves it; it must not import the engine. Start reading at listen.go.
package owner
