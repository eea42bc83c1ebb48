//go:build !unix

package main

import "github.com/rogpeppe/go-internal/testscript"

// mkfifo does nothing where there are no named pipes.
func mkfifo(*testscript.TestScript, bool, []string) {}
