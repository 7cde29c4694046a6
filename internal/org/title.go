package org

import (
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// SeatTitles says for people which seat it is, whoever holds it: "深田社区 网格员".
// Two queries, however many seats. A matter goes to a seat, so a list names the
// seat; who sits there is for the opened record ([SeatLabel]).
func SeatTitles(v *act.View, seats ...SeatID) (map[SeatID]string, error) {
	if len(seats) == 0 {
		return nil, nil
	}
	list, err := seatsByID(v, seats)
	if err != nil {
		return nil, err
	}
	at := make([]place.ID, len(list))
	for i, s := range list {
		at[i] = s.Place
	}
	places, err := place.Names(v, at...)
	if err != nil {
		return nil, err
	}
	words, err := seatWords(v, list)
	out := make(map[SeatID]string, len(list))
	for _, s := range list {
		out[s.ID] = places[s.Place] + " " + s.called(words[s.ID])
	}
	return out, err
}
