package portal

import (
	"fmt"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

// CanAudit is the capability to search the trail of the whole realm.
const CanAudit access.Capability = "trail.audit"

// TrailLine is a row of the trail in words.
type TrailLine struct {
	trail.Row
	Who   string // masked name, the name of a job, or ""
	For   string // masked name of the person acted for
	Seat  string
	Place string
}

// SearchTrail lists what was done, newest first, with masked names. Only an
// auditor may; that someone searched is itself left in the trail by Audited.
func SearchTrail(v *act.View, f trail.Filter, limit int) ([]TrailLine, error) {
	if err := v.Require(CanAudit, access.Thing{Kind: "trail"}); err != nil {
		return nil, err
	}
	rows, err := trail.Search(v.Tx, f, limit)
	if err != nil {
		return nil, fmt.Errorf("search trail: %w", err)
	}
	return inWords(v, rows)
}

func inWords(v *act.View, rows []trail.Row) ([]TrailLine, error) {
	var persons []people.ID
	var seats []org.SeatID
	var places []place.ID
	for _, r := range rows {
		persons = append(persons, people.ID(r.Actor), people.ID(r.OnBehalf))
		seats = append(seats, org.SeatID(r.Seat))
		places = append(places, place.ID(r.Place))
	}
	names, err := people.Names(v, persons...)
	if err != nil {
		return nil, err
	}
	seatNames, err := org.SeatLabel(v, seats...)
	if err != nil {
		return nil, err
	}
	placeNames, err := place.Labels(v, places...)
	if err != nil {
		return nil, err
	}
	out := make([]TrailLine, len(rows))
	for i, r := range rows {
		out[i] = TrailLine{Row: r, Who: names[people.ID(r.Actor)], For: names[people.ID(r.OnBehalf)],
			Seat: seatNames[org.SeatID(r.Seat)], Place: placeNames[place.ID(r.Place)]}
		if r.System != "" {
			out[i].Who = r.System
		}
	}
	return out, nil
}

// TrailHeads are the present ends of the trail, for printing and keeping
// elsewhere: whoever holds them can later prove that nothing before was changed.
func TrailHeads(v *act.View) ([]trail.Head, time.Time, error) {
	if err := v.Require(CanAudit, access.Thing{Kind: "trail"}); err != nil {
		return nil, time.Time{}, err
	}
	heads, err := trail.Heads(v.Tx)
	return heads, v.At, err
}
