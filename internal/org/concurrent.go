package org

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Post is a seat held by someone, with the organisation it belongs to.
type Post struct {
	Appointment  AppointmentID   `db:"appointment_id"`
	Person       people.ID       `db:"person_id"`
	From         time.Time       `db:"from_at"`
	Until        time.Time       `db:"until_at"`
	Seat         SeatID          `db:"seat_id"`
	Kind         access.SeatKind `db:"kind"`
	Title        string          `db:"title"`
	Head         bool            `db:"head"`
	Place        place.ID        `db:"place_id"`
	Organization ID              `db:"organization_id"`
	Name         string          `db:"name"` // of the organisation
	Family       Family          `db:"family"`
}

// Posts lists who held which seat at or below a place at a moment, in the
// organisations of the families.
func Posts(v *act.View, in place.ID, at time.Time, families ...Family) ([]Post, error) {
	root, err := place.Get(v, in)
	if err != nil {
		return nil, err
	}
	if err := v.Require(CanSee, access.Thing{Kind: "posts", Place: int64(in), Path: root.Path}); err != nil {
		return nil, err
	}
	var c db.Cond
	inside(&c, "s.path", root.Path)
	db.In(&c, "o.family", families)
	c.And("a.from_at <= ? AND (a.until_at IS NULL OR a.until_at > ?)", at, at)
	c.And("(s.closed_at IS NULL OR s.closed_at > ?)", at)
	return db.Select[Post](v.Tx, sqlPosts.Where(c))
}

// Concurrent is a person who holds posts in several bodies at once.
type Concurrent struct {
	Person people.ID
	Posts  []Post
}

// bodies are those between which members are exchanged.
var bodies = []Family{Party, Residents, Owners, Property}

// ConcurrentOffices is 一肩挑 (figure F2): whoever at a moment heads a Party
// organisation and a residents' or owners' committee at or below a place, with
// those posts.
func ConcurrentOffices(v *act.View, in place.ID, at time.Time) ([]Concurrent, error) {
	posts, err := Posts(v, in, at, Party, Residents, Owners)
	if err != nil {
		return nil, err
	}
	posts = slices.DeleteFunc(posts, func(p Post) bool { return !p.Head })
	return group(posts, func(f map[Family]bool) bool { return f[Party] && (f[Residents] || f[Owners]) }), nil
}

// CrossAppointments is 交叉任职: whoever at a moment holds posts in two or more
// bodies of different families (Party, residents, owners, property) at or below
// a place.
func CrossAppointments(v *act.View, in place.ID, at time.Time) ([]Concurrent, error) {
	posts, err := Posts(v, in, at, bodies...)
	if err != nil {
		return nil, err
	}
	return group(posts, func(f map[Family]bool) bool { return len(f) > 1 }), nil
}

// group gathers the posts by person and keeps whom the families satisfy.
func group(posts []Post, keep func(map[Family]bool) bool) []Concurrent {
	by := map[people.ID][]Post{}
	for _, p := range posts {
		by[p.Person] = append(by[p.Person], p)
	}
	var out []Concurrent
	for _, person := range slices.SortedFunc(maps.Keys(by), cmp.Compare[people.ID]) {
		families := map[Family]bool{}
		for _, p := range by[person] {
			families[p.Family] = true
		}
		if keep(families) {
			out = append(out, Concurrent{person, by[person]})
		}
	}
	return out
}

// Composition is who sits on one committee at a moment, and how many of them are
// Party members: figures F2 and M7.
type Composition struct {
	Organization Organization
	Posts        []Post
	Membership   people.Membership
}

// Majority says whether more than half of those who sit are Party members. known
// is false where the membership of too many is not recorded to tell.
func (c Composition) Majority() (majority, known bool) {
	m := c.Membership
	sure, possible := 2*m.Members > m.All, 2*(m.Members+m.All-m.Recorded) > m.All
	return sure, sure == possible
}

// CanSeeComposition is the capability to see how many members of committees are
// Party members: counts of a few people are sensitive.
const CanSeeComposition access.Capability = "org.see_composition"

// Compositions lists the owners' committees at or below a place with who sits on
// them at a moment.
func Compositions(v *act.View, in place.ID, at time.Time) ([]Composition, error) {
	root, err := place.Get(v, in)
	if err != nil {
		return nil, err
	}
	if err := v.Require(CanSeeComposition, access.Thing{Kind: "posts", Place: int64(in), Path: root.Path}); err != nil {
		return nil, err
	}
	committees, err := List(v, Filter{In: root.Path, Family: Owners, All: true})
	if err != nil {
		return nil, err
	}
	posts, err := Posts(v, in, at, Owners)
	if err != nil {
		return nil, err
	}
	seated, persons := map[ID][]Post{}, map[ID][]people.ID{}
	for _, p := range posts {
		seated[p.Organization] = append(seated[p.Organization], p)
		persons[p.Organization] = append(persons[p.Organization], p.Person)
	}
	members, err := people.Memberships(v, persons)
	if err != nil {
		return nil, err
	}
	var out []Composition
	for _, o := range committees {
		if o.Exists(at) {
			out = append(out, Composition{o, seated[o.ID], members[o.ID]})
		}
	}
	return out, nil
}
