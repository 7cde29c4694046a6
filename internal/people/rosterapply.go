package people

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Apply brings a checked roster in, all or nothing. With replace, owners of its
// homes whom an earlier roster named and this one does not own them no more. A
// roster applied again changes nothing. Why it could not be applied stays noted
// at the roster.
func (im Importer) Apply(ctx context.Context, roster id.Of[Roster], replace bool) (Roster, error) {
	var r Roster
	err := im.do(ctx, func(a *act.Act) (err error) {
		w := writer{Act: a, im: im, replace: replace}
		r, err = w.apply(roster)
		return err
	})
	if err = im.failed(ctx, roster, err); err != nil {
		return r, fmt.Errorf("apply roster %s: %w", roster, err)
	}
	return r, nil
}

// writer applies a roster in one act.
type writer struct {
	*act.Act
	im      Importer
	replace bool
	roster  Roster
	ground  ground
	digest  Digest
	done    int
}

func (w *writer) apply(roster id.Of[Roster]) (Roster, error) {
	if _, err := w.Tx.Exec(sqlHoldRoster, roster); err != nil {
		return Roster{}, err
	}
	var err error
	if w.roster, err = GetRoster(w.View, roster); err != nil {
		return w.roster, err
	}
	if err := w.Require(CanImport, w.roster.thing()); err != nil {
		return w.roster, err
	}
	w.Note("applied")
	switch {
	case w.roster.State != RosterChecked:
		return w.roster, errRosterMoved
	case w.roster.Digest.Bad > 0:
		return w.roster, errs.New(errs.Conflict, "roster.bad", "还有 %d 行有问题，请在表格里改好后重新上传；现在什么都没有导入", w.roster.Digest.Bad)
	}
	parts, err := db.Select[partOf](w.Tx, sqlParts, roster)
	if err != nil {
		return w.roster, err
	}
	if err := w.buildings(parts); err != nil {
		return w.roster, err
	}
	if w.ground, err = newGround(w.View, w.roster.Place); err != nil {
		return w.roster, err
	}
	for _, part := range parts {
		if err := w.Err(); err != nil { // somebody stopped it
			return w.roster, err
		}
		if err := w.part(part); err != nil {
			return w.roster, err
		}
		w.done += part.Rows
		w.im.tell(w.done, w.roster.Digest.Rows)
	}
	return w.roster, w.finish()
}

// buildings makes the compounds and buildings that are missing, so that each
// part has its own small tree to grow in.
func (w *writer) buildings(parts []partOf) error {
	var all []place.Address
	for _, part := range parts {
		compound, building := cutPart(part.Part)
		all = append(all, place.Address{Compound: compound, Building: building})
	}
	grown, err := place.EnsureHomes(w.Act, w.roster.Place, all)
	w.digest.Places += grown.Added
	return err
}

func (w *writer) part(part partOf) error {
	lines, err := openPart(w.View, w.roster.ID, part.Part)
	if err != nil {
		return err
	}
	at, err := w.ground.anchor(w.View, lines[0].Address)
	if err != nil {
		return err
	}
	before, err := place.MatchHomes(w.View, at.ID, addresses(lines, at))
	if err != nil {
		return err
	}
	grown, err := place.EnsureHomes(w.Act, at.ID, addresses(lines, at))
	if err != nil {
		return err
	}
	w.digest.Places += grown.Added
	w.digest.Measured += grown.Measured
	p, err := planPart(w.View, lines, grown.Homes)
	if err != nil {
		return err
	}
	for _, r := range p.remarks {
		if len(r.Problems) > 0 {
			return errs.New(errs.Conflict, "roster.stale", "第 %d 行：%s。核对以后有人改过登记，请重新核对；现在什么都没有导入", r.Line, r.Problems.String())
		}
	}
	w.digest.Homes += len(p.homes)
	for _, i := range p.homes {
		if before[i].IsZero() {
			w.digest.NewHomes++
		}
	}
	return w.people(p, grown.Homes)
}

// people writes the persons of a part and how they stand to its homes.
func (w *writer) people(p *plan, homes []place.ID) error {
	places, err := place.GetAll(w.View, homes...)
	if err != nil {
		return err
	}
	if err := w.newcomers(p, places, homes); err != nil {
		return err
	}
	if err := w.enrich(p); err != nil {
		return err
	}
	if err := w.tie(p, places, homes); err != nil {
		return err
	}
	if w.replace {
		w.digest.Ended += len(p.ended)
		for _, s := range p.ended {
			if _, err := w.Tx.Exec(sqlEndStanding, w.At, s.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *writer) newcomers(p *plan, places map[place.ID]place.Place, homes []place.ID) error {
	first := map[*newcomer]place.Place{}
	for _, t := range p.ties {
		if _, ok := first[t.fresh]; !ok {
			first[t.fresh] = places[homes[t.line]]
		}
	}
	var rows []personRow
	var phones []phoneRow
	var found []tokenRow
	for _, n := range p.newcomer {
		person := New{
			Name: n.Name, Body: isBody(n.Name), Phones: n.Phones, Document: n.Document, Number: n.Number, Born: n.Born,
			Told: "小区名册：" + w.roster.Name,
		}
		row, numbers, tokens, err := person.rows(w.Act, first[n], OriginRoster)
		if err != nil {
			return err
		}
		n.id = row.ID
		rows, phones, found = append(rows, row), append(phones, numbers...), append(found, tokens...)
	}
	w.digest.NewPersons += len(rows)
	w.digest.NewPhones += len(phones)
	if err := db.Insert(w.Tx, "people_person", rows...); err != nil {
		return err
	}
	if err := db.Insert(w.Tx, "people_phone", phones...); err != nil {
		return err
	}
	return db.Insert(w.Tx, "people_token", found...)
}

// enrich adds phones and numbers to people who were known already.
func (w *writer) enrich(p *plan) error {
	var phones []phoneRow
	for _, x := range p.phones {
		row, err := newPhone(w.Act, x.person, x.number)
		if err != nil {
			return err
		}
		phones = append(phones, row)
	}
	w.digest.NewPhones += len(phones)
	if err := db.Insert(w.Tx, "people_phone", phones...); err != nil {
		return err
	}
	for _, x := range p.numbers {
		s := vault{keys: w.Stage.Keys, id: int64(x.person)}
		number, born := s.seal("people_person.number", x.Number), s.seal("people_person.born", birth(x.Born))
		if s.err != nil {
			return s.err
		}
		if _, err := w.Tx.Exec(sqlSetNumber, x.Document, number, numberKey(w.View, x.Document, x.Number), born, x.Born.Year(), w.At, x.person); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) tie(p *plan, places map[place.ID]place.Place, homes []place.ID) error {
	var rows []Standing
	houses := map[place.ID]HouseholdID{}
	for _, t := range p.ties {
		person := t.person
		if t.fresh != nil {
			person = t.fresh.id
		}
		if t.old.ID != 0 {
			if _, err := w.Tx.Exec(sqlShare, t.share.Num, t.share.Den, t.old.ID); err != nil {
				return err
			}
			continue
		}
		home := places[homes[t.line]]
		s := Standing{
			ID: act.NewID[Standing](w.Act), Person: person, Home: home.ID, Path: home.Path, Kind: t.kind, Share: t.share,
			Since: w.At, Proof: ProofRoster, ProvedAt: w.At,
		}
		if t.kind == Resident {
			s.Share = Share{}
			if houses[home.ID].IsZero() {
				h, err := household(w.Act, home, false)
				if err != nil {
					return err
				}
				houses[home.ID] = h
			}
			s.Household = houses[home.ID]
			w.digest.Residents++
		} else {
			w.digest.Owners++
		}
		rows = append(rows, s)
	}
	return db.Insert(w.Tx, "people_standing", rows...)
}

// finish notes what was done and lets the rows go: they have served.
func (w *writer) finish() error {
	w.digest.Rows, w.digest.Persons, w.digest.Warnings = w.roster.Digest.Rows, w.roster.Digest.Persons, w.roster.Digest.Warnings
	w.roster.Digest, w.roster.State, w.roster.AppliedAt = w.digest, RosterApplied, w.At
	text, err := json.Marshal(w.digest)
	if err != nil {
		return err
	}
	if _, err := w.Tx.Exec(sqlApplied, string(text), w.At, w.roster.ID); err != nil {
		return err
	}
	if _, err := w.Tx.Exec(sqlDropRows, w.roster.ID); err != nil {
		return err
	}
	return w.Publish(Imported{Roster: w.roster.ID, Place: w.roster.Place})
}
