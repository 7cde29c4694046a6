package matter

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Choice is to whom a matter can be handed.
type Choice struct {
	Seats    []org.Manned // that may answer for it, the nearest first
	Proposed org.SeatID   // whom the catalogue of duties names among them; zero: nobody
}

// Several gives those of the matters that the reader may see, the newest first,
// as they are: who raised them too. One query.
func Several(v *act.View, matters ...ID) ([]Matter, error) {
	if len(matters) == 0 {
		return nil, nil
	}
	var c db.Cond
	db.In(&c, "id", matters)
	c.AndAny(v.Where(CanSee, columns))
	return db.Select[Matter](v.Tx, sqlSeveral.Where(c))
}

// Choices gives the choices of whoever hands the matters out. Three queries,
// however many matters.
func Choices(v *act.View, matters ...Matter) (map[ID]Choice, error) {
	if len(matters) == 0 {
		return nil, nil
	}
	conf, err := configNow(v)
	if err != nil {
		return nil, err
	}
	paths := make([]access.Path, len(matters))
	var listed []access.Path // of the matters for which a list of duties says who may have them
	for i, m := range matters {
		paths[i] = m.Path
		if conf.categories[m.Category].Duty {
			listed = append(listed, m.Path)
		}
	}
	var duties map[access.Path][]string
	if len(listed) > 0 {
		if duties, err = dutiesAt(v, listed); err != nil {
			return nil, err
		}
	}
	all, err := org.MannedAbove(v, paths, answering...)
	out := make(map[ID]Choice, len(matters))
	for _, m := range matters {
		c := conf.categories[m.Category]
		duty := c.Duty && !slices.Contains(duties[m.Path], c.Code)
		seats := slices.DeleteFunc(slices.Clone(all), func(s org.Manned) bool { return m.suits(s.Seat, duty, "") != nil })
		out[m.ID] = Choice{seats, conf.proposed(&m, seats)}
	}
	return out, err
}

// proposed is the first of the seats that the catalogue names for a matter.
func (c *config) proposed(m *Matter, seats []org.Manned) org.SeatID {
	for _, r := range c.catalogue(m.Path) {
		if !r.Category.IsZero() && r.Category != m.Category {
			continue
		}
		if i := slices.IndexFunc(seats, func(s org.Manned) bool { return r.names(s.Seat) }); i >= 0 {
			return seats[i].ID
		}
	}
	return 0
}
