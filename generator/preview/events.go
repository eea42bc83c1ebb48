package preview

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// An event tells a page that there was a build. What changed the page finds out by itself.
type event struct {
	Number int    `json:"number"`
	Error  string `json:"error"` // why the latest build failed; empty if it did not
	counts
}

func (st *state) event() event {
	e := event{Number: st.number, counts: st.site.counts()}
	if st.err != nil {
		e.Error = st.err.Error()
	}
	return e
}

// heartbeat is how often a silent stream says that it is alive, which shows us the readers that are gone.
const heartbeat = 20 * time.Second

// events is the stream of builds: the present one first, and then each that follows. A reader who is slow gets
// the newest next, not all.
func (s *server) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	if r.Method == http.MethodHead {
		return
	}
	stream := http.NewResponseController(w)
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	fmt.Fprint(w, "retry: 1000\n")
	for sent := -1; ; {
		st := s.current()
		message := ":\n\n"
		if st.number != sent {
			data, err := json.Marshal(st.event())
			if err != nil {
				return
			}
			message = fmt.Sprintf("event: build\ndata: %s\n\n", data)
			sent = st.number
		}
		if _, err := fmt.Fprint(w, message); err != nil {
			return
		}
		if err := stream.Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-st.over:
		case <-beat.C:
		}
	}
}
