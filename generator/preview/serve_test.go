package preview

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"
)

func removeAndWrite(f *folder, remove, write, text string) error {
	f.t.Helper()
	if err := os.Remove(f.path(remove)); err != nil {
		return err
	}
	f.write(write, text)
	return nil
}

func TestPortInUse(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	f := newFolder(t, "a.md", "a")
	err = Serve(context.Background(), Options{Folder: f.dir, Addr: taken.Addr().String(), Build: f.build})
	if err == nil || !strings.Contains(err.Error(), "in use") || !strings.Contains(err.Error(), "--addr 127.0.0.1:") {
		t.Errorf("error %v", err)
	}
	if f.builds != 0 {
		t.Error("built before the port was known to be free")
	}
}

func TestAddresses(t *testing.T) {
	for addr, want := range map[string]string{
		"": "127.0.0.1 4000", ":0": "127.0.0.1 0", "8080": "127.0.0.1 8080", ":8080": "127.0.0.1 8080",
		"0.0.0.0:80": "0.0.0.0 80", "[::1]:4000": "::1 4000", "desk.example:4000": "desk.example 4000",
	} {
		host, port, err := splitAddr(addr)
		if got := host + " " + port; got != want || err != nil {
			t.Errorf("%q: %s, %v; want %s", addr, got, err, want)
		}
	}
	for _, addr := range []string{"desk.example", "::1", "a:b:c", "127.0.0.1:"} {
		if _, _, err := splitAddr(addr); err == nil {
			t.Errorf("%q is taken for an address", addr)
		}
	}
}

// TestStopEndsStreams has a page open when the preview ends.
func TestStopEndsStreams(t *testing.T) {
	f := newFolder(t, "a.md", "a")
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	ready, done := make(chan string, 1), make(chan error, 1)
	go func() {
		done <- Serve(ctx, Options{Folder: f.dir, Addr: ":0", Build: f.build, Ready: func(url string) { ready <- url }})
	}()
	answer, err := http.Get(<-ready + "_ismsite/events")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	cancel()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		t.Errorf("the stream breaks off: %v", err)
	}
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(deadline):
		t.Fatal("Serve does not stop")
	}
}

func TestStopDuringFirstBuild(t *testing.T) {
	f := newFolder(t, "a.md", "a")
	ctx, cancel := context.WithCancel(context.Background())
	err := Serve(ctx, Options{Folder: f.dir, Addr: ":0", Build: func(ctx context.Context) (*Build, error) {
		cancel()
		return nil, ctx.Err()
	}, Ready: func(string) { t.Error("ready") }})
	if err != nil {
		t.Error(err)
	}
}

// TestChangeDuringBuild checks that a change which a running build has not seen is built next.
func TestChangeDuringBuild(t *testing.T) {
	f := newFolder(t, "a.md", "one")
	first := true
	url := f.serve(func(o *Options) {
		o.Build = func(ctx context.Context) (*Build, error) {
			b, err := f.build(ctx)
			if first {
				first = false
				f.write("a.md", "two")
			}
			return b, err
		}
	})
	f.settled(url)
}

func TestFailedBuildKeepsTheSite(t *testing.T) {
	f := newFolder(t, "a.md", "first")
	url := f.serve(nil)
	answer, err := http.Get(url + "_ismsite/events")
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	stream := bufio.NewReader(answer.Body)
	next := func(fits func(e event) bool) {
		t.Helper()
		for {
			line, err := stream.ReadString('\n')
			if err != nil {
				t.Fatal(err)
			}
			if data, ok := strings.CutPrefix(line, "data: "); ok {
				var e event
				if err := json.Unmarshal([]byte(data), &e); err != nil {
					t.Fatal(err)
				}
				if fits(e) {
					return
				}
			}
		}
	}
	next(func(e event) bool { return e.Number == 1 && e.Error == "" })
	f.write("broken", "word")
	next(func(e event) bool { return strings.Contains(e.Error, "<word> is not a word") })
	if status, page := get(t, url+"a.html"); status != 200 || !strings.Contains(page, "first") {
		t.Errorf("status %d, page %s", status, page)
	}
	if _, list := get(t, url+"_ismsite/problems.json"); !strings.Contains(list, "is not a word") {
		t.Errorf("problems: %s", list)
	}
	f.must(removeAndWrite(f, "broken", "a.md", "second\nerror: bad"))
	next(func(e event) bool { return e.Error == "" && e.Errors == 1 })
	f.settled(url)
}

func TestFirstBuildMayFail(t *testing.T) {
	f := newFolder(t, "broken", "word")
	url := f.serve(nil)
	status, page := get(t, url+"a.html")
	if status != http.StatusServiceUnavailable || !strings.Contains(page, "&lt;word&gt; is not a word") || !strings.Contains(page, scriptPath) {
		t.Errorf("status %d, page %s", status, page)
	}
	f.must(removeAndWrite(f, "broken", "a.md", "here"))
	f.settled(url)
}

func TestBuildThatPanicsIsAnError(t *testing.T) {
	f := newFolder(t, "a.md", "a")
	s := newServer(func(context.Context) (*Build, error) { panic("a bug") }, f.log, "")
	s.rebuild(context.Background())
	if st := s.current(); st.err == nil || st.number != 1 || !strings.Contains(f.logs(), "a bug") {
		t.Errorf("error %v, log %s", st.err, f.logs())
	}
}
