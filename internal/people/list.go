package people

import (
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// HomesOf lists the homes where the person is proved to live or own.
func HomesOf(v *act.View, person ID) ([]place.ID, error) {
	return db.Select[place.ID](v.Tx, sqlHomes, person)
}

// PathsOf lists the paths of those homes, for access.Actor.Homes.
func PathsOf(v *act.View, person ID) ([]access.Path, error) {
	return db.Select[access.Path](v.Tx, sqlPaths, person)
}

// Standings lists the present standings of a person, proved or said.
func Standings(v *act.View, person ID) ([]Standing, error) {
	var c db.Cond
	c.And("person_id = ? AND until IS NULL", person)
	return db.Select[Standing](v.Tx, sqlStandings.Where(c))
}

// StandingsFor gives the present standings of persons, by person. One query for a
// page.
func StandingsFor(v *act.View, persons ...ID) (map[ID][]Standing, error) {
	out := map[ID][]Standing{}
	err := batchesOf("person_id", persons, func(c db.Cond) error {
		c.And("until IS NULL")
		return db.Each(v.Tx, func(s Standing) error {
			out[s.Person] = append(out[s.Person], s)
			return nil
		}, sqlStandings.Where(c))
	})
	return out, err
}

// StandingsIn gives the present standings in homes, by home.
func StandingsIn(v *act.View, homes ...place.ID) (map[place.ID][]Standing, error) {
	out := map[place.ID][]Standing{}
	ids := make([]ID, len(homes))
	for i, h := range homes {
		ids[i] = ID(h)
	}
	err := batchesOf("home_id", ids, func(c db.Cond) error {
		c.And("until IS NULL")
		return db.Each(v.Tx, func(s Standing) error {
			out[s.Home] = append(out[s.Home], s)
			return nil
		}, sqlStandings.Where(c))
	})
	return out, err
}
