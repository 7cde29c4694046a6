package app

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// setting is what a place calls itself and things. It holds nothing of a person
// and changes seldom, so a process remembers it for a moment.
type setting struct {
	place, within string
	words         map[string]place.Word
	terms         map[string]words.Pair
}

// settingLife is how long a setting may be out of date after another process
// changed it; what this one changes shows at once.
const settingLife = 20 * time.Second

// settingTables are what a setting is read from.
var settingTables = []db.SQL{"place_place", "place_word"}

const settingsMax = 4096

// settings are those that the process remembers, by realm and path, as long as
// their tables are the same.
type settings struct {
	mu    sync.Mutex
	since time.Time
	stamp int64
	known map[standingAt]setting
}

type standingAt struct {
	realm int64
	path  access.Path
}

func (s *settings) recall(at standingAt, stamp int64, now time.Time) (setting, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.known == nil || stamp != s.stamp || now.Sub(s.since).Abs() > settingLife || len(s.known) >= settingsMax {
		s.known, s.stamp, s.since = map[standingAt]setting{}, stamp, now
	}
	out, ok := s.known[at]
	return out, ok
}

// keep remembers what was read after the stamp was taken.
func (s *settings) keep(at standingAt, stamp int64, found setting) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stamp == s.stamp {
		s.known[at] = found
	}
}

// settingOf is the setting of the asker's standpoint: two queries when it is not
// remembered.
func (a *App) settingOf(ctx context.Context, by access.Actor) (out setting, err error) {
	if by.Realm == 0 {
		return out, nil
	}
	at := standingAt{by.Realm, standpoint(by)}
	stamp := a.Stage.DB.Stamp(settingTables...)
	if out, ok := a.settings.recall(at, stamp, a.Stage.Now()); ok {
		return out, nil
	}
	err = a.Stage.See(ctx, by, func(v *act.View) error {
		out, err = readSetting(v, at.path)
		return err
	})
	if err == nil {
		a.settings.keep(at, stamp, out)
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
