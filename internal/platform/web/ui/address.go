package ui

import (
	"maps"
	"net/url"
	"slices"
)

// Address is the address of a list with all that narrows and orders it. It is
// a value: With and Without give a new one, so that every chip, head and pager
// is a plain link that can be sent to a colleague.
type Address struct {
	Path  string
	Query url.Values
}

// String is the address as it stands in a link.
func (a Address) String() string {
	if len(a.Query) == 0 {
		return a.Path
	}
	return a.Path + "?" + a.Query.Encode()
}

// With sets key to value and goes back to the first page.
func (a Address) With(key, value string) Address {
	b := a.Without(key)
	b.Query.Set(key, value)
	return b
}

// Without takes keys away and goes back to the first page.
func (a Address) Without(keys ...string) Address {
	q := maps.Clone(a.Query)
	if q == nil {
		q = url.Values{}
	}
	for _, k := range append(keys, "after", "before") {
		q.Del(k)
	}
	return Address{Path: a.Path, Query: q}
}

// Pairs are the keys and values in a fixed order, for hidden inputs.
func (a Address) Pairs() [][2]string {
	var pairs [][2]string
	for _, k := range slices.Sorted(maps.Keys(a.Query)) {
		for _, v := range a.Query[k] {
			pairs = append(pairs, [2]string{k, v})
		}
	}
	return pairs
}

// at goes to the page that a cursor names.
func (a Address) at(key, cursor string) string {
	b := a.Without()
	b.Query.Set(key, cursor)
	return b.String()
}

// Chip is one value a list may be narrowed to.
type Chip struct {
	Key, Value string // in the address; an empty Value means "all"
	Text       string
	Count      int // shown when Counted
	Counted    bool
}

func (c Chip) on(a Address) bool { return a.Query.Get(c.Key) == c.Value }

// href chooses the chip, or gives it up when it is chosen.
func (c Chip) href(a Address) string {
	if c.Value == "" || c.on(a) {
		return a.Without(c.Key).String()
	}
	return a.With(c.Key, c.Value).String()
}

// Column is the head of one column.
type Column struct {
	Text   string
	Sort   string // key in the address, from the list's own closed set; "" cannot be sorted by
	Number bool   // set to the right
	Hidden bool   // the head is for screen readers only
	Spare  bool   // gives way to an opened record; its cells are of class "spare" too
}

// TableHead is the head of a list and how it is ordered and chosen from.
type TableHead struct {
	Caption string
	Columns []Column
	Address Address
	Sort    string // the column it is ordered by now; "-due" is downwards
	Choose  string // name of the checkbox in every row; "" for none
}

// sorted is aria-sort of a column, "" when the table is not ordered by it.
func (t TableHead) sorted(c Column) string {
	switch {
	case c.Sort == "":
		return ""
	case t.Sort == c.Sort:
		return "ascending"
	case t.Sort == "-"+c.Sort:
		return "descending"
	}
	return ""
}

// sortHref orders by the column, or turns the order round.
func (t TableHead) sortHref(c Column) string {
	key := c.Sort
	if t.Sort == key {
		key = "-" + key
	}
	return t.Address.With("sort", key).String()
}

// Row is one row of a Table; its cells are its children.
type Row struct {
	ID      string
	Href    string // where enter and a press on the row lead; the first cell holds the link
	Current bool   // opened in the pane
	Label   string // what its checkbox chooses: "水管漏水，3 号楼"
	Choose  string // the table's Choose
	Chosen  bool
}

// Cursors is where a list goes on. Cursors come from the list; "" means no more.
type Cursors struct {
	Before, After string
	Shown         int
	Total         int // 0 when not counted
}

// Tab is one of a row of links over a page.
type Tab struct {
	Text, Href string
	Current    bool
	Count      int
}
