package people_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopletest"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// house is a town with a clock that the test turns.
type house struct {
	*act.Stage
	t    *testing.T
	town placetest.Town
}

func both(t *testing.T, f func(t *testing.T, h *house)) {
	t.Parallel()
	dbtest.Both(t, peopletest.Schema, func(t *testing.T, d *db.DB) {
		s := peopletest.Stage(t, d, nil, peopletest.Grants...)
		f(t, &house{Stage: s, t: t, town: placetest.Plant(t, s)})
	})
}

func (h *house) later(d time.Duration) {
	now := h.Now().Add(d)
	h.Now = func() time.Time { return now }
}

func (h *house) register(name string, phones ...string) people.ID {
	h.t.Helper()
	return peopletest.Register(h.t, h.Stage, people.New{Name: name, Phones: phones, Place: h.town.Community.ID})
}

func (h *house) do(by access.Actor, f func(*act.Act) error) error {
	h.t.Helper()
	return h.Do(context.Background(), by, f)
}

func (h *house) must(by access.Actor, f func(*act.Act) error) {
	h.t.Helper()
	if err := h.do(by, f); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) see(by access.Actor, f func(*act.View) error) {
	h.t.Helper()
	if err := h.See(context.Background(), by, f); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) name(by access.Actor, person people.ID) (name string) {
	h.see(by, func(v *act.View) error {
		names, err := people.Names(v, person)
		name = names[person]
		return err
	})
	return name
}

func (h *house) worker() access.Actor {
	return peopletest.Seat(900, peopletest.Worker, h.town.Community)
}

func refused(t *testing.T, err error, code string) {
	t.Helper()
	e := errs.As(err)
	if e == nil || (e.Code != code && (len(e.Fields) == 0 || e.Fields[0].Code != code)) {
		t.Errorf("got %v, want the refusal %s", err, code)
	}
}

func TestNamesAreMaskedToEveryoneElse(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang, ouyang := h.register("张秀英"), h.register("欧阳明")
		for by, want := range map[int64]string{0: "张*", int64(ouyang): "张*", int64(zhang): "张秀英"} {
			if got := h.name(access.Actor{Realm: placetest.Realm, Person: by}, zhang); got != want {
				t.Errorf("%d reads %s, want %s", by, got, want)
			}
		}
		if got := h.name(h.worker(), ouyang); got != "欧阳*" {
			t.Errorf("a worker reads %s", got)
		}
		body := peopletest.Register(t, h.Stage, people.New{Name: "阳光物业服务有限公司", Body: true, Place: h.town.Community.ID})
		if got := h.name(peopletest.Resident(zhang), body); got != "阳光物业服务有限公司" {
			t.Errorf("a company reads %s", got)
		}
	})
}

func TestRegisterRefusesWhatDoesNotFit(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.register("张秀英", "13800001234")
		ok := people.New{Name: "林一", Place: h.town.Community.ID, Told: "当面说明"}
		for code, change := range map[string]func(*people.New){
			"name.empty":      func(n *people.New) { n.Name = " " },
			"phone.format":    func(n *people.New) { n.Phones = []string{"138"} },
			"told.empty":      func(n *people.New) { n.Told = "" },
			"identity.check":  func(n *people.New) { n.Document, n.Number = codes.ResidentCard, "350203189901010015" },
			"agreed.identity": func(n *people.New) { n.Document, n.Number = codes.ResidentCard, "350203189901010014" },
			"guardian.needed": func(n *people.New) { n.Born = 20200101 },
			"people.known":    func(n *people.New) { n.Name, n.Phones = "张秀英", []string{"138 0000 1234"} },
		} {
			n := ok
			change(&n)
			refused(t, h.do(h.worker(), func(a *act.Act) error { _, err := people.Register(a, n); return err }), code)
		}
		other := peopletest.Seat(901, peopletest.Worker, h.town.Other)
		refused(t, h.do(other, func(a *act.Act) error { _, err := people.Register(a, ok); return err }), "not_found")
		lead := peopletest.Seat(902, peopletest.Lead, h.town.Community)
		refused(t, h.do(lead, func(a *act.Act) error { _, err := people.Register(a, ok); return err }), "forbidden")
		h.must(h.worker(), func(a *act.Act) error { _, err := people.Register(a, ok); return err }) // no phone: L3
	})
}

func TestJoinFindsTheOneWhoHoldsThePhone(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		join := func(phone string) (person people.ID) {
			h.must(access.Actor{Realm: placetest.Realm}, func(a *act.Act) (err error) {
				person, err = people.Join(a, phone)
				return err
			})
			return person
		}
		if got := join("13800001234"); got != zhang {
			t.Errorf("joined as %s, want %s", got, zhang)
		}
		stranger := join("13800009999")
		if stranger == zhang || join("13800009999") != stranger {
			t.Error("a stranger is not one person")
		}
		if got := h.name(h.worker(), stranger); got != people.Unnamed {
			t.Errorf("a stranger is called %q", got)
		}
		h.register("父亲", "13800005555")
		h.register("母亲", "13800005555")
		if family := join("13800005555"); h.name(h.worker(), family) != people.Unnamed || join("13800005555") != family {
			t.Error("a shared phone should be nobody's until someone proves it")
		}
		me := peopletest.Resident(stranger)
		text := "王小明"
		h.must(me, func(a *act.Act) error { return people.Correct(a, stranger, people.Correction{Name: &text}) })
		if got := h.name(me, stranger); got != text {
			t.Errorf("told the name, reads %q", got)
		}
		refused(t, h.do(me, func(a *act.Act) error { return people.Correct(a, stranger, people.Correction{Name: &text}) }), "people.own")
		refused(t, h.do(me, func(a *act.Act) error { return people.AddPhone(a, stranger, "13800001111") }), "people.own")
	})
}

func TestPersonIsKnownOnlyWhereTheyBelong(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		get := func(by access.Actor) (p people.Person, err error) {
			err = h.See(context.Background(), by, func(v *act.View) error { p, err = people.Get(v, zhang); return err })
			return p, err
		}
		p, err := get(h.worker())
		if err != nil || p.Name != "张*" || p.Phones[0].Number != "138****1234" || len(p.Shown) != 0 {
			t.Errorf("the worker reads %+v, %v", p, err)
		}
		if p, err = get(peopletest.Resident(zhang)); err != nil || p.Name != "张秀英" || p.Phones[0].Number != "13800001234" {
			t.Errorf("the person reads %+v, %v", p, err)
		}
		second := peopletest.Seat(903, peopletest.Grid, h.town.Second)
		for _, by := range []access.Actor{second, peopletest.Resident(55), {Realm: placetest.Realm}} {
			_, err = get(by)
			refused(t, err, "not_found")
		}
		peopletest.Settle(t, h.Stage, zhang, h.town.Homes[0].ID, people.Owner)
		if _, err := get(peopletest.Seat(904, peopletest.Grid, h.town.Grid)); err != nil {
			t.Errorf("the grid worker of her home: %v", err)
		}
		_, err = get(second)
		refused(t, err, "not_found")
	})
}

func TestSearchFindsByNamePhoneAndNumberWithinScope(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		numbered := peopletest.Register(t, h.Stage, people.New{
			Name: "林建国", Document: codes.ResidentCard, Number: "350203189901010014", Agreed: []string{people.PurposeIdentity}, Place: h.town.Community.ID,
		})
		for text, want := range map[string]people.ID{
			"张秀英": zhang, "秀英": zhang, "张秀": zhang, "13800001234": zhang, "+86 138-0000-1234": zhang,
			"350203189901010014": numbered, "建国": numbered, "王五": 0, "13800001235": 0, "350302188811304566": 0,
		} {
			for by, sees := range map[string]bool{"worker": true, "other": false} {
				actor := h.worker()
				if by == "other" {
					actor = peopletest.Seat(901, peopletest.Worker, h.town.Other)
				}
				h.see(actor, func(v *act.View) error {
					found, err := people.Search(v, text)
					if n := len(found); (n == 1 && found[0].ID == want) != (sees && want != 0) || n > 1 {
						t.Errorf("%s finds %d by %s", by, n, text)
					}
					for _, p := range found {
						if !strings.HasSuffix(p.Name, "*") {
							t.Errorf("%s is shown as %s", text, p.Name)
						}
					}
					return err
				})
			}
		}
		err := h.See(context.Background(), h.worker(), func(v *act.View) error { _, err := people.Search(v, "张"); return err })
		refused(t, err, "search.short")
	})
}

func TestS10NothingPersonalIsReadableInTheDatabaseFile(t *testing.T) {
	t.Parallel()
	c := dbtest.Config(t, peopletest.Schema, db.SQLite)
	d, err := db.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	s := peopletest.Stage(t, d, nil, peopletest.Grants...)
	h := &house{Stage: s, t: t, town: placetest.Plant(t, s)}
	zhang := peopletest.Register(t, s, people.New{
		Name: "张金丝雀", Phones: []string{"13812345678"}, Document: codes.ResidentCard, Number: "350203189901010014",
		Agreed: []string{people.PurposeIdentity, people.PurposeCare}, Place: h.town.Community.ID,
	})
	care := "听力不好，要敲门"
	h.must(h.worker(), func(a *act.Act) error { return people.Correct(a, zhang, people.Correction{Care: &care}) })
	h.must(peopletest.Resident(zhang), func(a *act.Act) error {
		_, err := people.Ask(a, zhang, people.AskExplain, "我的电话13812345678给了谁")
		return err
	})
	absent := func(when string) {
		t.Helper()
		files, err := filepath.Glob(filepath.Join(c.Dir, "jinlin.db*"))
		if err != nil || len(files) < 1 {
			t.Fatal(files, err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			for _, canary := range []string{"张金丝雀", "金丝", "13812345678", "350203189901010014", "18990101", "1899-01-01", "听力"} {
				if bytes.Contains(raw, []byte(canary)) {
					t.Errorf("%s: %s holds %s", when, filepath.Base(file), canary)
				}
			}
		}
	}
	absent("with the log beside")
	h.must(h.worker(), func(a *act.Act) error { return people.Erase(a, zhang) })
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	absent("closed")
}

func TestCareNeedsConsentAndGoesWithIt(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英")
		care := "独居，腿脚不便"
		write := func() error {
			return h.do(h.worker(), func(a *act.Act) error { return people.Correct(a, zhang, people.Correction{Care: &care}) })
		}
		refused(t, write(), "consent.needed")
		me := peopletest.Resident(zhang)
		h.must(me, func(a *act.Act) error { return people.Agree(a, zhang, people.PurposeCare, people.OnPage) })
		if err := write(); err != nil {
			t.Fatal(err)
		}
		h.see(me, func(v *act.View) error {
			p, err := people.Get(v, zhang)
			if p.Care != care {
				t.Errorf("care is %q", p.Care)
			}
			list, err2 := people.Consents(v, zhang)
			if len(list) != 1 || list[0].Version == "" || list[0].Channel != people.OnPage {
				t.Errorf("consents %+v, %v", list, err2)
			}
			return err
		})
		h.must(me, func(a *act.Act) error { return people.Withdraw(a, zhang, people.PurposeCare) })
		h.see(me, func(v *act.View) error {
			p, err := people.Get(v, zhang)
			if p.Care != "" {
				t.Errorf("care outlived its consent: %q", p.Care)
			}
			return err
		})
		refused(t, write(), "consent.needed")
		refused(t, h.do(peopletest.Resident(77), func(a *act.Act) error { return people.Agree(a, zhang, people.PurposeCare, people.OnPage) }), "not_found")
	})
}

func TestChildUnderFourteenNeedsAGuardian(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		mother := peopletest.Register(t, h.Stage, people.New{Name: "张秀英", Born: 19900101, Place: h.town.Community.ID})
		child := peopletest.Register(t, h.Stage, people.New{
			Name: "张小宝", Born: calendar.Day(20200101), Place: h.town.Community.ID, Guardian: mother, Relation: "母亲", Evidence: "户口簿",
		})
		refused(t, h.do(peopletest.Resident(child), func(a *act.Act) error { return people.Agree(a, child, people.PurposeCare, people.OnPage) }), "not_found")
		h.must(peopletest.Resident(mother), func(a *act.Act) error { return people.Agree(a, child, people.PurposeCare, people.OnPage) })
		h.see(h.worker(), func(v *act.View) error {
			list, err := people.Consents(v, child)
			if len(list) != 1 || list[0].GivenBy != mother {
				t.Errorf("consents %+v", list)
			}
			if ok, err := people.ActsFor(v, mother, child); !ok || err != nil {
				t.Errorf("the mother cannot act for her child: %v", err)
			}
			return err
		})
		h.later(15 * 365 * 24 * time.Hour)
		h.see(h.worker(), func(v *act.View) error {
			ok, err := people.ActsFor(v, mother, child)
			if ok {
				t.Error("the mother acts for a grown child")
			}
			return err
		})
	})
}

func TestStandingFollowsAMove(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英")
		peopletest.Settle(t, h.Stage, zhang, h.town.Homes[0].ID, people.Owner)
		placetest.Do(t, h.Stage, func(a *act.Act) error {
			return people.Follow(a, place.Moved{From: h.town.Grid.Path, To: h.town.Second.Path})
		})
		h.see(placetest.System, func(v *act.View) error {
			paths, err := people.PathsOf(v, zhang)
			if len(paths) != 1 || !paths[0].Within(h.town.Second.Path) {
				t.Errorf("paths %v", paths)
			}
			return err
		})
	})
}
