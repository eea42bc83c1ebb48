// Package check knows what can be wrong with a management system: each [Check] is a value that documents itself.
//
// Some problems are found here, on the whole system; others on the way to it, by the packages that read, decode and
// link. All of them are listed in Checks under their name, with severity, why and fix, so that `explain`, the
// profile's severities and the printed messages draw on one list.
//
// In go a system and the problems found so far; out comes the list that the user sees, by position, each with its
// final severity. The system stays as it was.
package check
