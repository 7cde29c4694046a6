package app

import (
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// identify tells who asks: by the token of a program, by the cookie of a
// session, or nobody. Seats are read anew for every request, so that whoever was
// relieved or disabled is refused at the next one.
func (a *App) identify(req *http.Request) (access.Actor, error) {
	realm, err := a.realmOf(req.Context(), req.Host)
	if err != nil || realm == 0 {
		return access.Actor{}, err
	}
	by := access.Actor{Realm: realm}
	bearer, isToken := strings.CutPrefix(req.Header.Get("Authorization"), "Bearer ")
	cookie, _ := req.Cookie(web.SessionCookie(a.secure()))
	if !isToken && cookie == nil {
		return by, nil
	}
	stale := auth.SessionID(0)
	err = a.Stage.See(req.Context(), by, func(v *act.View) error {
		if isToken {
			by, err = tokenActor(v, bearer)
			return err
		}
		s, ok, err := auth.Resolve(v, cookie.Value)
		if err != nil || !ok {
			return err
		}
		if s.Stale(v.At) {
			stale = s.ID
		}
		by = s.Actor(realm)
		if err := furnishActor(v, &by); err != nil || a.still(s, by.Seats, v.At) {
			return err
		}
		by, stale = access.Actor{Realm: realm}, 0
		return nil
	})
	if err == nil && stale != 0 {
		a.touch(req.Context(), by, stale)
	}
	return by, err
}

// still says whether a session by a code to the phone holds for the seats that its
// person has by now. A resident stays signed in for a month; whoever is in other
// people's affairs signs in anew, at a desk after half an hour unused as with a
// password, outdoors after a working day (GB/T 22239-2019 8.1.4.1 b).
func (a *App) still(s auth.Session, held []access.Held, at time.Time) bool {
	if s.Method != auth.ByCode {
		return true
	}
	r := a.Config.rules()
	switch {
	case holdsAny(held, atDesks):
		return s.Holds(at, r.StaffIdle, r.StaffLife)
	case holdsAny(held, outdoors):
		return s.Holds(at, r.FieldIdle, r.StaffLife)
	}
	return true
}

func holdsAny(held []access.Held, kinds []access.SeatKind) bool {
	return slices.ContainsFunc(held, func(h access.Held) bool { return slices.Contains(kinds, h.Kind) })
}

// tokenActor is a program that acts from the one seat of its token, as long as
// the person holds that seat.
func tokenActor(v *act.View, text string) (access.Actor, error) {
	nobody := access.Actor{Realm: v.By.Realm}
	t, ok, err := auth.ResolveToken(v, text)
	if err != nil || !ok {
		return nobody, err
	}
	held, err := org.HeldBy(v, people.ID(t.Person))
	if err != nil {
		return nobody, err
	}
	for _, h := range held {
		if h.Seat == t.Seat {
			return access.Actor{Realm: v.By.Realm, Person: t.Person, Session: int64(t.ID), Seats: []access.Held{h}}, nil
		}
	}
	return nobody, nil
}

// furnishActor adds the seats that the person holds and where they live.
func furnishActor(v *act.View, by *access.Actor) (err error) {
	if !by.SignedIn() {
		return nil
	}
	if by.Seats, err = org.HeldBy(v, people.ID(by.Person)); err != nil {
		return err
	}
	if by.For != 0 {
		if by.For, err = stillFor(v, *by); err != nil {
			return err
		}
	}
	by.Homes, err = people.PathsOf(v, people.ID(by.Person))
	return err
}

// touch notes the use of a session, at most once a minute.
func (a *App) touch(ctx context.Context, by access.Actor, s auth.SessionID) {
	by.System = "session"
	if err := a.Stage.Do(context.WithoutCancel(ctx), by, func(t *act.Act) error { return auth.Touch(t, s) }); err != nil {
		a.log.Warn("session", "err", err)
	}
}

// realmOf is the realm that answers for a host: the one with that host, or the
// only one there is; 0 before the first.
func (a *App) realmOf(ctx context.Context, host string) (int64, error) {
	all := a.known.Load()
	if all == nil || len(*all) == 0 {
		if _, err := a.realms(ctx); err != nil {
			return 0, err
		}
		all = a.known.Load()
	}
	for _, r := range *all {
		if r.Host != "" && r.Host == host {
			return r.ID, nil
		}
	}
	if len(*all) == 1 {
		return (*all)[0].ID, nil
	}
	return 0, nil
}

// realms reads which realms there are and remembers them.
func (a *App) realms(ctx context.Context) ([]int64, error) {
	var all []place.Realm
	err := a.Stage.See(ctx, access.Actor{}, func(v *act.View) (err error) {
		all, err = place.Realms(v.Tx)
		return err
	})
	if err != nil {
		return nil, err
	}
	a.known.Store(&all)
	ids := make([]int64, len(all))
	for i, r := range all {
		ids[i] = r.ID
	}
	return ids, nil
}

// secure says whether people reach the instance over TLS.
func (a *App) secure() bool {
	return a.Config.TLSCert != "" || strings.HasPrefix(a.Config.URL, "https://")
}

// stillFor is the person whom the session acts for, or 0 once the delegation
// has ended.
func stillFor(v *act.View, by access.Actor) (int64, error) {
	ok, err := people.ActsFor(v, people.ID(by.Person), people.ID(by.For))
	if err != nil || !ok {
		return 0, err
	}
	return by.For, nil
}

// ActorOf is a person of the realm with their seats and homes, as they would be
// once signed in.
func (a *App) ActorOf(ctx context.Context, realm, person int64) (access.Actor, error) {
	by := access.Actor{Realm: realm, Person: person}
	err := a.Stage.See(ctx, by, func(v *act.View) error { return furnishActor(v, &by) })
	return by, err
}

// Realms are the ids of the realms of the instance.
func (a *App) Realms(ctx context.Context) ([]int64, error) { return a.realms(ctx) }
