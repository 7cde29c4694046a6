package place

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// ours keeps the rows of a table that the tree reaches: its roots and what lies
// in them. A table of the whole country thus serves one subdistrict; the number
// is of the rows left out. The system takes every row, and so does an empty tree.
func ours(v *act.View, known []Place, rows []Division) ([]Division, int) {
	if len(known) == 0 || v.By.System != "" {
		return rows, 0
	}
	s := newScope(known, rows)
	kept := make([]Division, 0, len(rows))
	for _, d := range rows {
		if s.roots[d.Code] && !s.known[d.Parent] {
			d.Parent = ""
		}
		if s.reaches(d) {
			kept = append(kept, d)
		}
	}
	return kept, len(rows) - len(kept)
}

// scope is what of a table the tree reaches.
type scope struct {
	known map[string]bool // codes in the tree
	roots map[string]bool // codes of its roots, those found by their name too
	table map[string]Division
	top   int // rank of the highest kind in the table
}

func newScope(known []Place, rows []Division) scope {
	s := scope{known: map[string]bool{}, roots: map[string]bool{}, table: map[string]Division{}, top: Home.rank()}
	named := map[tableName][]string{}
	for _, d := range rows {
		s.table[d.Code] = d
		s.top = min(s.top, d.Kind.rank())
		named[tableName{kind: d.Kind, name: d.Name}] = append(named[tableName{kind: d.Kind, name: d.Name}], d.Code)
	}
	for _, p := range known {
		if p.Code != "" {
			s.known[p.Code] = true
		}
		if !p.Parent.IsZero() {
			continue
		}
		if codes := named[tableName{kind: p.Kind, name: p.Name}]; p.Code != "" {
			s.roots[p.Code] = true
		} else if len(codes) == 1 {
			s.roots[codes[0]] = true
		}
	}
	return s
}

// reaches says whether a row belongs to the tree. A row that leads nowhere is
// kept, so that its mistake is told.
func (s scope) reaches(d Division) bool {
	for range len(kinds) {
		if s.known[d.Code] || s.roots[d.Code] {
			return true
		}
		if d.Parent == "" {
			return d.Kind.rank() > s.top || !slices.Contains(Kinds(), d.Kind)
		}
		over, inTable := s.table[d.Parent]
		if s.known[d.Parent] || !inTable {
			return true
		}
		d = over
	}
	return true
}
