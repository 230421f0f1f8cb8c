// Package journal keeps the data of one stand-in: texts by bucket and key, held in memory and written to a file of their own.
//
// The file is a sequence of changes, one JSON line each. Opening it folds them; a last line that a kill cut off is dropped; a file that
// consists mostly of what was overwritten is written anew. The file is created by the first write, so a folder that uses no service has
// none. It imports the standard library only. Start reading at journal.go.
package journal
