package org

import (
	"strings"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// SeatLabel says for people which seat it is and who holds it, the name masked
// as for anyone: "深田社区 网格员 · 陈*". A seat that nobody holds says 空缺. A few
// queries, however many seats.
func SeatLabel(v *act.View, seats ...SeatID) (map[SeatID]string, error) {
	list, err := seatsByID(v, seats)
	if err != nil {
		return nil, err
	}
	holders, err := Holders(v, seats...)
	if err != nil {
		return nil, err
	}
	var at []place.ID
	var persons []people.ID
	for _, s := range list {
		at = append(at, s.Place)
		persons = append(persons, holders[s.ID]...)
	}
	places, err := place.Names(v, at...)
	if err != nil {
		return nil, err
	}
	names, err := people.Names(v, persons...)
	if err != nil {
		return nil, err
	}
	words, err := seatWords(v, list)
	if err != nil {
		return nil, err
	}
	out := make(map[SeatID]string, len(list))
	for _, s := range list {
		out[s.ID] = places[s.Place] + " " + s.called(words[s.ID]) + " · " + heldBy(holders[s.ID], names)
	}
	return out, nil
}

// shownHolders is how many names a label shows of a seat with many holders.
const shownHolders = 2

func heldBy(persons []people.ID, names map[people.ID]string) string {
	if len(persons) == 0 {
		return "空缺"
	}
	var shown []string
	for _, p := range persons[:min(len(persons), shownHolders)] {
		shown = append(shown, names[p])
	}
	label := strings.Join(shown, "、")
	if len(persons) > shownHolders {
		label += "等"
	}
	return label
}

// called is the seat's own title, or the word for its kind.
func (s Seat) called(word string) string {
	if s.Title != "" {
		return s.Title
	}
	return word
}

// seatWords is what the kind of each seat is called where it stands.
func seatWords(v *act.View, seats []Seat) (map[SeatID]string, error) {
	var paths []access.Path
	for _, s := range seats {
		paths = append(paths, s.Path)
	}
	g, err := place.GlossaryOf(v, paths...)
	out := make(map[SeatID]string, len(seats))
	for _, s := range seats {
		out[s.ID] = g.Word(s.Path, string(s.Kind)).Zh
	}
	return out, err
}

func seatsByID(v *act.View, seats []SeatID) ([]Seat, error) {
	var c db.Cond
	db.In(&c, "id", seats)
	return db.Select[Seat](v.Tx, sqlSeats.Where(c))
}
