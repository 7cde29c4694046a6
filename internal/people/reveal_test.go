package people_test

import (
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopletest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

func (h *house) reveal(by access.Actor, person people.ID, purpose string, fields ...people.Field) (r people.Revealed, err error) {
	h.t.Helper()
	err = h.do(by, func(a *act.Act) (err error) {
		r, err = people.Reveal(a, person, fields, purpose)
		return err
	})
	return r, err
}

func TestRevealShowsStatedFieldsForSixtySeconds(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		r, err := h.reveal(h.worker(), zhang, "联系本人办理诉求", people.FieldPhone)
		if err != nil {
			t.Fatal(err)
		}
		if p := r.Person; p.Phones[0].Number != "13800001234" || p.Name != "张*" {
			t.Errorf("revealed %+v", p)
		}
		if h.name(h.worker(), zhang) != "张*" {
			t.Error("a look at the phone shows the name")
		}
		if _, err := h.reveal(h.worker(), zhang, "上门走访", people.FieldName); err != nil || h.name(h.worker(), zhang) != "张秀英" {
			t.Errorf("the name is not shown: %v", err)
		}
		if colleague := peopletest.Seat(905, peopletest.Worker, h.town.Community); h.name(colleague, zhang) != "张*" {
			t.Error("a colleague reads along")
		}
		h.later(people.RevealFor)
		if h.name(h.worker(), zhang) != "张*" {
			t.Error("a look outlives its minute")
		}
	})
}

func TestT19LookingNeedsAPurposeAndASeatAndIsShownToThePerson(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		_, err := h.reveal(h.worker(), zhang, "看", people.FieldPhone)
		refused(t, err, "reveal.purpose")
		_, err = h.reveal(h.worker(), zhang, "联系本人办理诉求")
		refused(t, err, "reveal.field")
		_, err = h.reveal(h.worker(), zhang, "联系本人办理诉求", "password")
		refused(t, err, "reveal.field")
		for _, by := range []access.Actor{
			peopletest.Seat(901, peopletest.Worker, h.town.Other), peopletest.Resident(55), peopletest.Seat(906, peopletest.Audit, h.town.Community),
		} {
			_, err = h.reveal(by, zhang, "联系本人办理诉求", people.FieldPhone)
			refused(t, err, "not_found")
		}
		_, err = h.reveal(peopletest.Seat(902, peopletest.Lead, h.town.Community), zhang, "联系本人办理诉求", people.FieldPhone)
		refused(t, err, "forbidden")
		_, err = h.reveal(peopletest.Seat(903, peopletest.Grid, h.town.Community), zhang, "核对身份", people.FieldIdentity)
		refused(t, err, "forbidden")
		if _, err = h.reveal(h.worker(), zhang, "核对身份", people.FieldIdentity, people.FieldName); err != nil {
			t.Error(err)
		}
		h.see(peopletest.Resident(zhang), func(v *act.View) error {
			looks, err := people.SeenBy(v, zhang, 10)
			if len(looks) != 1 || looks[0].Purpose != "核对身份" || looks[0].Reader != 900 || looks[0].Seat == 0 || len(looks[0].Named()) != 2 {
				t.Errorf("she reads %+v", looks)
			}
			return err
		})
		for by, ok := range map[access.SeatKind]bool{peopletest.Audit: true, peopletest.Worker: false} {
			err := peopletest.See(h.Stage, peopletest.Seat(906, by, h.town.Community), func(v *act.View) error {
				_, err := people.SeenBy(v, zhang, 10)
				return err
			})
			if (err == nil) != ok {
				t.Errorf("%s reads the list: %v", by, err)
			}
		}
		h.see(peopletest.Seat(906, peopletest.Audit, h.town.Community), func(v *act.View) error {
			looks, err := people.Looks(v, h.Now().Add(-time.Hour), h.Now().Add(time.Hour), 10)
			if len(looks) != 1 {
				t.Errorf("the auditor finds %d looks", len(looks))
			}
			return err
		})
	})
}

func TestT19ThirtyLooksAnHour(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		var ids []people.ID
		for i := range 40 {
			ids = append(ids, h.register(fmt.Sprintf("居民%c", '一'+i)))
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		seen := 0
		for _, i := range ids {
			wg.Go(func() {
				if _, err := h.reveal(h.worker(), i, "送达通知", people.FieldName); err == nil {
					mu.Lock()
					seen++
					mu.Unlock()
				} else {
					refused(t, err, "reveal.limit")
				}
			})
		}
		wg.Wait()
		if seen != people.RevealLimit {
			t.Errorf("%d looks in one hour", seen)
		}
		h.later(time.Hour)
		if _, err := h.reveal(h.worker(), ids[0], "送达通知", people.FieldName); err != nil {
			t.Errorf("an hour later: %v", err)
		}
	})
}

func TestHandlerOfAThingMayLookAtWhomItConcerns(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := peopletest.Register(t, h.Stage, people.New{Name: "张秀英", Phones: []string{"13800001234"}, Place: h.town.Other.ID})
		grid := peopletest.Seat(903, peopletest.Grid, h.town.Grid)
		look := func(path access.Path) error {
			return h.do(grid, func(a *act.Act) error {
				_, err := people.RevealOf(a, access.Thing{Kind: "matter", ID: 5, Path: path}, zhang, []people.Field{people.FieldPhone}, "联系本人办理诉求")
				return err
			})
		}
		if err := look(h.town.Grid.Path); err != nil {
			t.Error(err)
		}
		refused(t, look(h.town.Second.Path), "not_found")
	})
}
