// Package isms puts the entries of a site together: the whole management system, complete and read-only.
//
// In go the entries, the catalogues and the date that all states refer to. Out comes a [System]: every link and
// reference resolved, in both directions, and the review state of everything that is reviewed. What does not
// resolve is a problem at the place where it is written, with the nearest right spelling.
//
// What is wrong with the content beyond that is the business of package check; how things are shown, of package
// page.
package isms
