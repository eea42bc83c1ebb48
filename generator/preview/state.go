package preview

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"ismsite/generator/source"
)

// A server holds the present state and answers requests from it.
type server struct {
	build func(ctx context.Context) (*Build, error)
	log   func(format string, args ...any)
	host  string // listened at

	mu  sync.Mutex
	now *state
}

// A state is what the preview shows at one time. It is not changed but replaced.
type state struct {
	number int           // counts the builds, from 1; 0 before the first
	site   *site         // of the last good build; nil while there was none
	err    error         // of the latest build
	over   chan struct{} // closed when the next state is in place
}

func newServer(build func(ctx context.Context) (*Build, error), log func(string, ...any), host string) *server {
	return &server{build: build, log: log, host: host, now: &state{over: make(chan struct{})}}
}

// current returns the present state.
func (s *server) current() *state {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now
}

// follow builds after each change, until ctx ends. A change that comes during a build waits in the watcher's
// channel, so there is always one more build after it.
func (s *server) follow(ctx context.Context, w *watcher) {
	for {
		select {
		case <-ctx.Done():
			return
		case <-w.changed:
		}
		s.rebuild(ctx)
		w.recheck()
	}
}

// rebuild builds and puts the result in place. Only one goroutine calls it.
func (s *server) rebuild(ctx context.Context) {
	start := time.Now()
	b, err := s.try(ctx)
	if ctx.Err() != nil {
		return
	}
	old := s.current()
	next := &state{number: old.number + 1, site: old.site, err: err, over: make(chan struct{})}
	if err == nil {
		next.site = &site{Build: b}
	}
	s.mu.Lock()
	s.now = next
	s.mu.Unlock()
	close(old.over)
	s.narrate(next, time.Since(start))
}

// try builds. A bug in the program is an error here: who is writing keeps the preview.
func (s *server) try(ctx context.Context) (b *Build, err error) {
	defer func() {
		if bug := recover(); bug != nil {
			s.log("internal error: %v\n%s", bug, debug.Stack())
			err = fmt.Errorf("internal error: %v", bug)
		}
	}()
	b, err = s.build(ctx)
	if err == nil && (b == nil || b.File == nil) {
		err = errors.New("internal error: the build gave no site")
	}
	return b, err
}

func (s *server) narrate(st *state, took time.Duration) {
	took = took.Round(time.Millisecond)
	switch {
	case st.err != nil && st.site != nil:
		s.log("not built, the last good site stays: %v", st.err)
	case st.err != nil:
		s.log("not built: %v", st.err)
	default:
		s.log("built in %v, %s", took, st.site.counts())
	}
}

// counts are the numbers of problems by severity.
type counts struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
}

func (s *site) counts() counts {
	var c counts
	if s == nil {
		return c
	}
	for _, p := range s.Problems {
		switch p.Severity {
		case source.Error:
			c.Errors++
		case source.Warning:
			c.Warnings++
		case source.Info:
			c.Notes++
		}
	}
	return c
}

func (c counts) String() string {
	var parts []string
	for _, n := range []struct {
		n    int
		word string
	}{{c.Errors, "error"}, {c.Warnings, "warning"}, {c.Notes, "note"}} {
		switch {
		case n.n == 1:
			parts = append(parts, "1 "+n.word)
		case n.n > 1:
			parts = append(parts, fmt.Sprintf("%d %ss", n.n, n.word))
		}
	}
	if len(parts) == 0 {
		return "no problems"
	}
	return strings.Join(parts, ", ")
}
