package app

import (
	"context"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// setting is what a place calls itself and things. It holds nothing of a person
// and changes seldom, so a process remembers it for a moment.
type setting struct {
	place, within string
	words         map[string]place.Word
	terms         map[string]words.Pair
}

// settingLife is how long a setting may be out of date in another process. A
// desk that acts makes this one look again.
const settingLife = 20 * time.Second

const settingsMax = 4096

// settings are those that the process remembers, by realm and path.
type settings struct {
	mu    sync.Mutex
	since time.Time
	known map[standingAt]setting
}

type standingAt struct {
	realm int64
	path  access.Path
}

func (s *settings) recall(at standingAt, now time.Time) (setting, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now.Sub(s.since).Abs() > settingLife || len(s.known) >= settingsMax {
		s.known, s.since = nil, now
	}
	out, ok := s.known[at]
	return out, ok
}

func (s *settings) keep(at standingAt, found setting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil {
		s.known = map[standingAt]setting{}
	}
	s.known[at] = found
}

func (s *settings) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known = nil
}

// settingOf is the setting of the asker's standpoint: two queries when it is not
// remembered.
func (a *App) settingOf(ctx context.Context, by access.Actor) (out setting, err error) {
	if by.Realm == 0 {
		return out, nil
	}
	at := standingAt{by.Realm, standpoint(by)}
	r := web.From(ctx)
	acts := r != nil && r.Method == http.MethodPost && r.Face() == web.Desk // and may change what things are called
	if acts {
		a.settings.forget()
	} else if out, ok := a.settings.recall(at, a.Stage.Now()); ok {
		return out, nil
	}
	err = a.Stage.See(ctx, by, func(v *act.View) error {
		out, err = readSetting(v, at.path)
		return err
	})
	if err == nil && !acts {
		a.settings.keep(at, out)
	}
	return out, err
}

func readSetting(v *act.View, path access.Path) (s setting, err error) {
	if s.words, err = place.Vocabulary(v, path); err != nil {
		return s, err
	}
	s.terms = make(map[string]words.Pair, len(s.words))
	for k, w := range s.words {
		s.terms[k] = words.Pair{Zh: w.Zh, En: w.En}
	}
	above := place.Ancestors(path)
	if len(above) == 0 {
		return s, nil
	}
	near := above[max(0, len(above)-2):]
	names, err := place.Names(v, near...)
	if err != nil {
		return s, err
	}
	s.place, s.within = names[near[len(near)-1]], names[near[0]]
	if s.within == s.place {
		s.within = ""
	}
	return s, nil
}

// standpoint is the path from which the asker looks: the place of their first
// seat, else the compound they live in.
func standpoint(by access.Actor) access.Path {
	if len(by.Seats) > 0 {
		return by.Seats[0].Path
	}
	if len(by.Homes) == 0 {
		return ""
	}
	parts := strings.SplitAfter(string(by.Homes[0]), "/")
	return access.Path(strings.Join(parts[:max(2, len(parts)-3)], "")) // without entrance and home
}
