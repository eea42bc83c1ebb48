package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"time"
)

// A usage is what one process took.
type usage struct {
	cpu, wall time.Duration // cpu is user and system time together
	memory    int64         // most bytes resident; 0 where the system does not say
}

// spend runs a program and returns what it took and printed.
func spend(program string, args ...string) (usage, []byte, error) {
	command := exec.Command(program, args...)
	var out, said bytes.Buffer
	command.Stdout, command.Stderr = &out, &said
	start := time.Now()
	err := command.Run()
	u := usage{wall: time.Since(start)}
	if err != nil {
		return u, nil, fmt.Errorf("%s: %w\n%s", args[0], err, said.Bytes())
	}
	u.cpu = command.ProcessState.UserTime() + command.ProcessState.SystemTime()
	if u.cpu == 0 {
		u.cpu = u.wall // the system does not say
	}
	u.memory = peak(command.ProcessState)
	return u, out.Bytes(), nil
}
