// Package publish writes a site to a folder so that readers see the old site or the new one, never a mixture.
//
// In go the files, each with a path and a function that gives its bytes; out comes the folder, and how much was
// written. The site is built in a folder beside the old one and swapped in when it is complete. What stays
// true: a program that is killed at any moment, and a file that cannot be made, leave a complete site; the next
// run clears what was left lying about; two runs for one folder wait for each other; and a folder that this
// package did not write is never replaced nor deleted.
//
// A published folder belongs to ismsite and says so in a small file, .ismsite. Whatever else people put into it
// goes when the next site comes. Where the system cannot swap two folders in one step (other than on Linux and
// macOS, and on some network drives), the folder is away for the moment between two renamings; if the program
// is killed right there, the next run puts the old site back before it does anything else.
//
// Which files there are, and what the user is told meanwhile, is left to the callers.
package publish
