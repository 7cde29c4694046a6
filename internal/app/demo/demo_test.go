package demo

import (
	"net/http"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

const (
	sqlByStage db.SQL = `SELECT stage AS word, count(*) AS n FROM matter_matter WHERE realm_id = :realm GROUP BY stage`
	sqlUnheard db.SQL = `SELECT count(*) FROM notify_message WHERE realm_id = :realm AND state = 'undelivered' AND told_at IS NULL`
	sqlHomes   db.SQL = `SELECT count(*) FROM people_household WHERE realm_id = :realm`
)

type tally struct {
	Word string `db:"word"`
	N    int    `db:"n"`
}

// The story has the size that is promised, shows every stage a visitor may want
// to see, and its trail holds.
func TestTheStory(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("invents a whole neighbourhood")
	}
	c := app.Config{Addr: "127.0.0.1:0", Dir: t.TempDir(), Workers: 2, Development: true}
	roles, err := invent(t.Context(), c, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if len(roles) != 10 {
		t.Errorf("%d roles, want 10", len(roles))
	}
	for _, r := range roles {
		if !words.Translated(r.Text) {
			t.Errorf("%s has no English", r.Text)
		}
	}
	house, err := app.Open(t.Context(), c, app.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer house.Close()
	realms, err := house.Realms(t.Context())
	if err != nil || len(realms) != 1 {
		t.Fatal(realms, err)
	}
	err = house.Stage.See(t.Context(), access.Actor{Realm: realms[0]}, func(v *act.View) error {
		stages, err := db.Select[tally](v.Tx, sqlByStage)
		if err != nil {
			return err
		}
		all, by := 0, map[string]int{}
		for _, s := range stages {
			all += s.N
			by[s.Word] = s.N
		}
		if all < 550 || all > 650 { // it depends a little on the hour
			t.Errorf("%d matters, want about 600", all)
		}
		for _, s := range []matter.Stage{
			matter.StageRegistered, matter.StageDiverted, matter.StageDispatched, matter.StageAccepted, matter.StageHandling,
			matter.StageReported, matter.StageReviewed, matter.StageClosed, matter.StageWithdrawn, matter.StageParked,
		} {
			if by[string(s)] == 0 {
				t.Errorf("no matter is %s: %v", s, by)
			}
		}
		homes, err := db.Get[int](v.Tx, sqlHomes)
		if homes < 2000 {
			t.Errorf("%d households, want 2,000", homes)
		}
		if err != nil {
			return err
		}
		unheard, err := db.Get[int](v.Tx, sqlUnheard)
		if unheard == 0 || unheard > 25 {
			t.Errorf("%d messages could not be delivered, want a handful", unheard)
		}
		if err == nil {
			_, err = trail.Verify(v.Tx, nil)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range roles {
		walk(t, house, role)
	}
}

// walk opens what the navigation offers to a role.
func walk(t *testing.T, house *app.App, role app.Role) {
	t.Helper()
	var in auth.SignedIn
	realms, err := house.Realms(t.Context())
	if err == nil {
		err = house.Stage.Do(t.Context(), access.Actor{Realm: realms[0], System: "test"}, func(a *act.Act) (err error) {
			in, err = auth.Visit(a, role.Person)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	session := &http.Cookie{Name: web.SessionCookie(false), Value: in.Token}
	if n := apptest.Walk(t, house.Server.Handler(), session, role.Key); n < 5 {
		t.Errorf("%s is offered %d pages", role.Key, n)
	}
}
