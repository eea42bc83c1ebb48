// Package report prints tables of typed cells, and the days in them as calendar files.
//
// In goes a Table: columns with a machine name and a title, rows of cells that know whether they are a text, a
// date or a number. Out come text for a terminal, Markdown, CSV, XLSX, JSON, and, if the table brings a
// Calendar, RFC 5545 events. What stays true: rows keep their order; the same table gives the same bytes at
// any time, in any zone and with any Go version; a text stays the text it was, so 1.10 and 007 are never
// numbers; nothing in a cell runs, marks up or controls the program that shows it. JSON is the exact form; the
// others shorten or escape where their readers need it.
//
// Which tables exist, what their rows say and in which order is left to the callers. The library that writes
// XLSX is used in this package alone.
package report
