package matter

import (
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
)

const settleJob = "matter.settle"

const settleBatch = 200

// settling is a job: the matters of a moved place from an id on belong to another
// community or subdistrict.
type settling struct {
	Move  place.Moved
	After ID
}

// FollowMove keeps the matters of a place right when the place goes under
// another parent: at once who may see them, and in jobs what another community
// now numbers and counts.
func FollowMove(a *act.Act, m place.Moved) error {
	from, before := m.From.Range()
	after := len(m.From) + 1
	args := []any{m.To, after}
	for _, level := range [][2]place.ID{
		{m.Old.Subdistrict, m.New.Subdistrict}, {m.Old.Community, m.New.Community}, {m.Old.Grid, m.New.Grid},
	} {
		args = append(args, int64(level[0]), level[1])
	}
	if _, err := a.Tx.Exec(sqlFollowMove, append(args, from, before)...); err != nil {
		return err
	}
	if _, err := a.Tx.Exec(sqlFollowMoveRoutes, m.To, after, from, before); err != nil {
		return err
	}
	if m.Old.Community == m.New.Community && m.Old.Subdistrict == m.New.Subdistrict {
		return nil
	}
	return job.Add(a, settleJob, settling{Move: m})
}

// settle gives the next matters of a moved place to where they are now.
func settle(a *act.Act, s settling) error {
	from, before := s.Move.To.Range()
	ids, err := db.Select[ID](a.Tx, sqlInPath, from, before, int64(s.After), settleBatch)
	if err != nil {
		return err
	}
	if len(ids) == 0 {
		return sumMonths(a, s.Move.Old.Subdistrict, s.Move.New.Subdistrict)
	}
	for _, matter := range ids {
		if err := settleOne(a, matter, s.Move); err != nil {
			return err
		}
	}
	s.After = ids[len(ids)-1]
	return job.Add(a, settleJob, s)
}

// settleOne moves what is counted of a matter, and gives it a number of the
// community it is in now.
func settleOne(a *act.Act, matter ID, move place.Moved) error {
	m, err := load(a.View, matter)
	if err != nil {
		return err
	}
	t := &turn{Act: a, was: m, m: m}
	past, err := t.past()
	if err != nil {
		return err
	}
	if m.Subdistrict == move.New.Subdistrict {
		t.was.Subdistrict = move.Old.Subdistrict
	}
	if m.Community == move.New.Community {
		t.was.Community = move.Old.Community
	}
	t.counts.history(&t.was, past, -1)
	if !m.Community.IsZero() && m.Community != m.Unit {
		t.m.Unit = m.Community
		if err := nextNumber(a, &t.m, calendar.DayOf(m.CreatedAt).Year()); err != nil {
			return err
		}
	}
	t.counts.history(&t.m, past, 1)
	if _, err := a.Tx.Exec(sqlJudgementsUnit, t.m.Unit, t.m.Path, m.ID); err != nil {
		return err
	}
	if err := save(a, &t.m, m.Version); err != nil {
		return err
	}
	return t.counts.add(a, t.m.fact())
}

// sumMonths adds up the months of two subdistricts from the days of what lies in
// them: what was done to a matter between the move and its turn in the job was
// counted by month where it is and by day where it was.
func sumMonths(a *act.Act, from, to place.ID) error {
	if from == to {
		return nil
	}
	for _, subdistrict := range []place.ID{from, to} {
		if subdistrict.IsZero() {
			continue
		}
		at, err := place.Get(a.View, subdistrict)
		if err != nil {
			return err
		}
		if _, err := a.Tx.Exec(sqlMonthsClear, at.ID); err != nil {
			return err
		}
		low, high := at.Path.Range()
		if _, err := a.Tx.Exec(sqlMonthsSum, at.ID, at.ID, low, high); err != nil {
			return err
		}
	}
	return a.Publish(Counted{Anew: true})
}
