// Package register knows the kinds of register of a management system and turns fields into their typed entries.
//
// A kind is one Go file that reads like a paper form: its type, and one Fields method that names every field once.
// That method decodes, finds missing and unknown fields, describes the kind for the documentation and hands its
// values to pages and exports. Kinds lists them; a profile can declare more by columns and types.
//
// In go the files as read and the documents as parsed; out comes a [Set] of entries, each knowing where it stands,
// and problems. Nothing is dropped: an entry with faults is an entry with gaps. What a reference leads to is
// decided later, when all entries are known.
package register
