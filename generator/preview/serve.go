package preview

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net"
	"net/http"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"ismsite/generator/publish"
	"ismsite/generator/source"
)

// DefaultAddr is where the preview listens when Options.Addr is empty.
const DefaultAddr = "127.0.0.1:4000"

// A Build is one finished build: what to serve and what to say. It is read from several goroutines.
type Build struct {
	File     func(path string) (publish.File, bool) // the output file at a path: "documents/POL-001.html"
	Problems []source.Problem                       // sorted, with their severities
	Pages    func(sourceFile string) string         // output path of the page that a source file makes, or ""; may be nil
}

// Options say what to build and where to serve it. Folder and Build are needed.
type Options struct {
	Folder string                                    // the site's folder, which is watched
	Ignore func(rel string) bool                     // slash-separated paths below Folder not to watch; called on any goroutine, after each build anew; may be nil
	Addr   string                                    // host:port; empty means DefaultAddr, an empty host this machine only, port 0 any free one
	Poll   time.Duration                             // zero: be told of changes by the system; more: look for them this often
	Build  func(ctx context.Context) (*Build, error) // called one at a time; an error keeps the last good build on show
	Log    func(format string, args ...any)          // told one line at a time; may be nil
	Ready  func(url string)                          // called once, when the first build is done and pages can be read; may be nil
}

// Serve builds the site, serves it and follows the folder's changes until ctx ends; it then returns nil. A first
// build that fails is shown in the browser like any other, since the next change may mend it.
func Serve(ctx context.Context, o Options) error {
	if o.Log == nil {
		o.Log = func(string, ...any) {}
	}
	folder, err := filepath.Abs(o.Folder)
	if err != nil {
		return fmt.Errorf("finding the folder: %w", err)
	}
	host, port, err := splitAddr(o.Addr)
	if err != nil {
		return err
	}
	listener, err := listen(host, port)
	if err != nil {
		return err
	}
	defer listener.Close()

	var work sync.WaitGroup
	defer work.Wait()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	w := newWatcher(folder, o)
	w.start() // before the first build, so that nothing slips in between
	s := newServer(o.Build, o.Log, host)
	s.rebuild(ctx)
	if ctx.Err() != nil {
		w.stop()
		return nil
	}
	work.Go(func() { w.run(ctx) })
	work.Go(func() { s.follow(ctx, w) })
	return s.serve(ctx, listener, o.Ready)
}

// serve answers requests until ctx ends.
func (s *server) serve(ctx context.Context, listener net.Listener, ready func(url string)) error {
	server := &http.Server{
		Handler:           s.handler(),
		BaseContext:       func(net.Listener) context.Context { return ctx }, // ends the event streams with it
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          log.New(lineWriter(s.log), "", 0),
	}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	if ready != nil {
		ready(s.url(listener.Addr()))
	}
	select {
	case err := <-failed:
		return fmt.Errorf("serving the preview: %w", err)
	case <-ctx.Done():
	}
	patience, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := server.Shutdown(patience); err != nil {
		server.Close()
	}
	<-failed
	return nil
}

// splitAddr reads "host:port", ":port" and "port". Without a host it is this machine only: to be seen from
// elsewhere, a user names an address.
func splitAddr(addr string) (host, port string, err error) {
	if addr == "" {
		addr = DefaultAddr
	}
	if _, err := strconv.ParseUint(addr, 10, 16); err == nil {
		addr = ":" + addr
	}
	host, port, err = net.SplitHostPort(addr)
	if err != nil || port == "" {
		return "", "", fmt.Errorf("%q is not an address to listen at; write host and port, such as %s", addr, DefaultAddr)
	}
	if host == "" {
		host = "127.0.0.1"
	}
	return host, port, nil
}

const windowsAddrInUse = syscall.Errno(10048)

func listen(host, port string) (net.Listener, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort(host, port))
	if errors.Is(err, syscall.EADDRINUSE) || errors.Is(err, windowsAddrInUse) {
		next := "0"
		if n, err := strconv.Atoi(port); err == nil && n < 65535 {
			next = strconv.Itoa(n + 1)
		}
		return nil, fmt.Errorf("port %s of %s is in use, perhaps by another preview; choose another with --addr %s", port, host, net.JoinHostPort(host, next))
	}
	if err != nil {
		return nil, fmt.Errorf("listening for the preview: %w", err)
	}
	return listener, nil
}

// url is where a browser on this machine finds the preview.
func (s *server) url(addr net.Addr) string {
	host := s.host
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	_, port, _ := net.SplitHostPort(addr.String())
	return "http://" + net.JoinHostPort(host, port) + "/"
}

// A lineWriter passes on what the HTTP server has to say.
type lineWriter func(format string, args ...any)

func (w lineWriter) Write(b []byte) (int, error) {
	w("%s", strings.TrimRight(string(b), "\n"))
	return len(b), nil
}
