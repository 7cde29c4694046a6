package place

import (
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
)

// siblings names a place by what its siblings must not share.
type siblings struct {
	parent ID
	kind   Kind
	name   string
}

type importBuilder struct {
	Import
	v      *act.View
	byCode map[string]*Place
	byName map[siblings]*Place
	kinds  map[string]Kind // by code, of the rows so far
	empty  bool            // there is no tree yet
	top    int             // rank of the highest kind in the tree and the table: the roots
	names  map[tableName]bool
}

// tableName names a row by what no other row of the table may share.
type tableName struct {
	parent string
	kind   Kind
	name   string
}

func (b *importBuilder) bad(d Division, column, text string) {
	b.Bad = append(b.Bad, sheet.Fault{Row: d.Row, Column: column, Text: text})
}

// row decides what becomes of one row; parents come before children.
func (b *importBuilder) row(d Division) {
	if _, twice := b.kinds[d.Code]; twice {
		b.bad(d, "代码", "这个代码在表里出现了两次")
		return
	}
	code := codes.Division(d.Code)
	if level, ok := divisionLevels[d.Kind]; !ok || code.Level() != level {
		b.bad(d, "级别", "代码的位数和级别对不上")
		return
	}
	parent, ok := b.parent(d)
	if !ok {
		return
	}
	name := tableName{d.Parent, d.Kind, d.Name}
	if b.names[name] {
		b.bad(d, "名称", "同一个上级下面，表里有两个同名的地方")
		return
	}
	b.names[name] = true
	b.kinds[d.Code] = d.Kind
	if doubt := code.Doubt(d.Name); doubt != "" {
		b.Doubts = append(b.Doubts, sheet.Fault{Row: d.Row, Column: "名称", Text: doubt})
	}
	step := b.step(d, parent)
	if !b.within(step, parent) {
		b.bad(d, "代码", "这里不归您管，请让上一级来导入")
	}
	b.steps = append(b.steps, step)
}

// within says whether the step changes only what the reader may change: whoever
// imports may rename what is there and add below it, no more. A further root is
// planted by the system alone.
func (b *importBuilder) within(s importStep, parent *Place) bool {
	switch known := s.known; {
	case known != nil:
		same := known.Name == s.row.Name && known.Code == s.row.Code && !s.move
		return same || b.v.May(CanRename, known.Thing())
	case parent != nil:
		return b.v.May(CanAdd, parent.Thing())
	default: // below a row that is new itself, or the first root
		return s.row.Parent != "" || b.empty || b.v.By.System != ""
	}
}

// parent finds what the row stands under: in the tree, or new in the table.
func (b *importBuilder) parent(d Division) (*Place, bool) {
	if d.Parent == "" {
		if known := b.byCode[d.Code]; known != nil && !known.Parent.IsZero() {
			b.bad(d, "上级代码", "它已经在别的地方下面，请写上级代码")
			return nil, false
		}
		if !d.Kind.Root() || d.Kind.rank() > b.top {
			b.bad(d, "上级代码", "这一级要写上级代码")
			return nil, false
		}
		return nil, true
	}
	known := b.byCode[d.Parent]
	over, inTable := b.kinds[d.Parent]
	switch {
	case known != nil && !inTable:
		over = known.Kind
	case !inTable:
		b.bad(d, "上级代码", "表里和系统里都没有这个上级，或者它那一行有错")
		return nil, false
	}
	if !slices.Contains(d.Kind.Parents(), over) {
		b.bad(d, "上级代码", "这一级不能放在这个上级下面")
		return nil, false
	}
	return known, true
}

func (b *importBuilder) step(d Division, parent *Place) importStep {
	known := b.byCode[d.Code]
	var under ID
	if parent != nil {
		under = parent.ID
	}
	if known == nil && (d.Parent == "" || parent != nil) {
		known = b.byName[siblings{under, d.Kind, d.Name}]
		if known != nil && known.Code != "" {
			b.bad(d, "名称", "那里已有同名、代码不同的地方")
			return importStep{row: d}
		}
	}
	switch {
	case known == nil:
		b.New++
		return importStep{row: d}
	case known.Code == "":
		b.byCode[d.Code] = known
		b.Coded++
	case d.Parent != "" && (parent == nil || known.Parent != under):
		b.Moved++
		return importStep{row: d, known: known, move: true}
	case known.Name != d.Name:
		b.Renamed++
	default:
		b.Same++
	}
	return importStep{row: d, known: known}
}
