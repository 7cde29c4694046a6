package people_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopletest"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

func (h *house) letters(in place.ID) (letters []people.Letter) {
	h.t.Helper()
	h.must(h.worker(), func(a *act.Act) (err error) {
		letters, err = people.IssueLetters(a, in)
		return err
	})
	return letters
}

func (h *house) prove(person people.ID, code string) (p people.Proved, err error) {
	h.t.Helper()
	err = h.do(peopletest.Resident(person), func(a *act.Act) (err error) {
		p, err = people.ProveByCode(a, code)
		return err
	})
	return p, err
}

func (h *house) homes(person people.ID) (homes []place.ID) {
	h.see(access.Actor{Realm: 7}, func(v *act.View) (err error) {
		homes, err = people.HomesOf(v, person)
		return err
	})
	return homes
}

func TestCodeOfALetterProvesTheHomeOnceForEach(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang, wang := h.register("张秀英"), h.register("王建国")
		letters := h.letters(h.town.Buildings[0].ID)
		if len(letters) != 8 || len(letters[0].Code) != 14 || strings.Count(letters[0].Code, "-") != 2 {
			t.Fatalf("letters %+v", letters)
		}
		typed := strings.ToUpper(strings.ReplaceAll(letters[2].Code, "-", " "))
		p, err := h.prove(zhang, strings.ReplaceAll(typed, "0", "O"))
		if err != nil || !p.OK || p.Home != letters[2].Home {
			t.Fatalf("proved %+v, %v", p, err)
		}
		if homes := h.homes(zhang); len(homes) != 1 || homes[0] != letters[2].Home {
			t.Errorf("homes %v", homes)
		}
		_, err = h.prove(zhang, typed)
		refused(t, err, "letter.used")
		if p, err := h.prove(wang, typed); err != nil || !p.OK {
			t.Errorf("her husband: %+v, %v", p, err)
		}
		h.see(access.Actor{Realm: 7}, func(v *act.View) error {
			houses, err := people.Households(v, letters[2].Home)
			if len(houses) != 1 {
				t.Errorf("%d households", len(houses))
			}
			return err
		})
	})
}

func TestCodeOfALetterEnds(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英")
		old := h.letters(h.town.Homes[0].ID)[0]
		fresh := h.letters(h.town.Entrances[0].ID)[0]
		if p, err := h.prove(zhang, old.Code); err != nil || p.OK {
			t.Errorf("a letter that was reissued: %+v, %v", p, err)
		}
		h.later(people.LetterLife)
		if p, err := h.prove(zhang, fresh.Code); err != nil || p.OK {
			t.Errorf("an old letter: %+v, %v", p, err)
		}
	})
}

func TestT14CodesOfLettersCannotBeGuessed(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英")
		right := h.letters(h.town.Homes[0].ID)[0].Code
		for _, wrong := range []string{"", "abc", "0000-0000-0000", "1111-1111-1111", "漏水了怎么办啊啊啊啊啊啊", right[:13], "2", "3", "4", "5"} {
			if p, err := h.prove(zhang, wrong); err != nil || p.OK {
				t.Errorf("%q: %+v, %v", wrong, p, err)
			}
		}
		_, err := h.prove(zhang, right)
		refused(t, err, "limit")
		h.later(time.Hour)
		if p, err := h.prove(zhang, right); err != nil || !p.OK {
			t.Errorf("an hour later: %+v, %v", p, err)
		}
	})
}

func TestStandingAtTheCounterAndByTheLead(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英")
		home := h.town.Homes[0].ID
		lead := peopletest.Seat(902, peopletest.Lead, h.town.Buildings[0])
		settle := func(by access.Actor, n people.NewStanding) error {
			n.Person = zhang
			return h.do(by, func(a *act.Act) error { _, err := people.Settle(a, n); return err })
		}
		refused(t, settle(lead, people.NewStanding{Home: home, Kind: people.Owner, Proof: people.ProofLead}), "standing.owner")
		refused(t, settle(lead, people.NewStanding{Home: home, Kind: people.Resident, Proof: people.ProofCounter}), "forbidden")
		refused(t, settle(lead, people.NewStanding{Home: h.town.Homes[8].ID, Kind: people.Resident, Proof: people.ProofLead}), "not_found")
		refused(t, settle(h.worker(), people.NewStanding{Home: h.town.Buildings[0].ID, Kind: people.Owner, Proof: people.ProofCounter}), "standing.home")
		refused(t, settle(h.worker(), people.NewStanding{Home: home, Kind: people.Owner, Proof: people.ProofCounter, Share: people.Share{Num: 3, Den: 2}}), "standing.share")
		refused(t, settle(h.worker(), people.NewStanding{Home: home, Kind: people.Owner, Proof: people.ProofLetter}), "not_found")
		for range 2 { // the second time changes nothing
			if err := settle(lead, people.NewStanding{Home: home, Kind: people.Resident, Relation: "户主", Proof: people.ProofLead}); err != nil {
				t.Fatal(err)
			}
			if err := settle(h.worker(), people.NewStanding{Home: home, Kind: people.Owner, Share: people.Share{Num: 1, Den: 2}, Proof: people.ProofCounter}); err != nil {
				t.Fatal(err)
			}
		}
		var standings []people.Standing
		h.see(h.worker(), func(v *act.View) (err error) {
			standings, err = people.Standings(v, zhang)
			return err
		})
		if len(standings) != 2 || standings[0].ProvedBy != 902 || standings[1].Share != (people.Share{Num: 1, Den: 2}) {
			t.Fatalf("standings %+v", standings)
		}
		refused(t, h.do(peopletest.Resident(zhang), func(a *act.Act) error { return people.EndStanding(a, standings[1].ID) }), "forbidden")
		h.must(peopletest.Resident(zhang), func(a *act.Act) error { return people.EndStanding(a, standings[0].ID) })
		h.must(h.worker(), func(a *act.Act) error { return people.EndStanding(a, standings[1].ID) })
		if homes := h.homes(zhang); len(homes) != 0 {
			t.Errorf("moved out and still at %v", homes)
		}
		h.see(access.Actor{Realm: 7}, func(v *act.View) error {
			houses, err := people.Households(v, home)
			if len(houses) != 0 {
				t.Errorf("an empty household is left: %+v", houses)
			}
			return err
		})
	})
}
