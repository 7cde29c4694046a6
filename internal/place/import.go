package place

import (
	"fmt"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
)

// CanImport is the capability to import divisions, asked of the root.
const CanImport access.Capability = "place.import"

// Import is what an import of divisions does, or would do.
type Import struct {
	New     int // places that are added
	Renamed int // known by their code, with another name
	Coded   int // known by their name, given their code
	Moved   int // known by their code, under another parent
	Same    int // there already
	Bad     []sheet.Fault
	Doubts  []sheet.Fault // names that do not fit their codes: a warning
	steps   []importStep
}

type importStep struct {
	row   Division
	known *Place // nil: new
	move  bool
}

// PreviewDivisions says what ImportDivisions would do with the rows.
func PreviewDivisions(v *act.View, rows []Division) (Import, error) {
	known, err := divisionsHeld(v)
	if err != nil {
		return Import{}, err
	}
	b := importBuilder{
		byCode: map[string]*Place{}, byName: map[siblings]*Place{}, kinds: map[string]Kind{}, names: map[tableName]bool{},
	}
	for i := range known {
		p := &known[i]
		if p.Code != "" {
			b.byCode[p.Code] = p
		}
		b.byName[siblings{p.Parent, p.Kind, p.Name}] = p
	}
	rows = slices.Clone(rows)
	slices.SortStableFunc(rows, func(a, c Division) int { return a.Kind.rank() - c.Kind.rank() })
	if len(rows) > 0 {
		b.top = rows[0].Kind.rank()
	}
	for _, p := range known {
		b.top = min(b.top, p.Kind.rank())
	}
	for _, d := range rows {
		b.row(d)
	}
	byRow(b.Bad)
	return b.Import, nil
}

func byRow(faults []sheet.Fault) {
	slices.SortStableFunc(faults, func(a, c sheet.Fault) int { return a.Row - c.Row })
}

// siblings names a place by what its siblings must not share.
type siblings struct {
	parent ID
	kind   Kind
	name   string
}

type importBuilder struct {
	Import
	byCode map[string]*Place
	byName map[siblings]*Place
	kinds  map[string]Kind // by code, of the rows so far
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
	b.steps = append(b.steps, b.step(d, parent))
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

// divisionsHeld lists the places in use of the kinds that have division codes.
func divisionsHeld(v *act.View) ([]Place, error) {
	var c db.Cond
	db.In(&c, "kind", []Kind{City, District, Subdistrict, Community})
	c.And("closed_at IS NULL")
	return db.Select[Place](v.Tx, sqlList.Where(c))
}

// ImportDivisions brings the tree to the rows: all of them or none. Places are
// known by their codes, so that the same table twice changes nothing. A table
// with a bad row is refused; PreviewDivisions lists them all.
func ImportDivisions(a *act.Act, rows []Division) (Import, error) {
	root, err := rootThing(a.View)
	if err != nil {
		return Import{}, err
	}
	if err := a.Require(CanImport, root); err != nil {
		return Import{}, err
	}
	plan, err := PreviewDivisions(a.View, rows)
	if err != nil {
		return plan, err
	}
	if n := len(plan.Bad); n > 0 {
		return plan, errs.New(errs.Invalid, "place.import", "有 %d 行不对，一行也没有导入。第一处：%s", n, plan.Bad[0].String())
	}
	a.Note(fmt.Sprintf("new %d renamed %d coded %d moved %d same %d", plan.New, plan.Renamed, plan.Coded, plan.Moved, plan.Same))
	return plan, plan.apply(a)
}

func (m Import) apply(a *act.Act) error {
	byCode := map[string]Place{}
	var added []Place
	for _, s := range m.steps {
		parent, err := s.parentPlace(a, byCode)
		if err != nil {
			return err
		}
		if s.known == nil {
			p := Place{ID: act.NewID[Place](a), Kind: s.row.Kind, Name: s.row.Name, Code: s.row.Code, CreatedAt: a.At}
			if err := p.check(); err != nil {
				return fmt.Errorf("row %d: %w", s.row.Row, err)
			}
			p.stand(parent)
			added = append(added, p)
			byCode[p.Code] = p
			continue
		}
		p := *s.known
		p.Name, p.Code = s.row.Name, s.row.Code
		if p != *s.known {
			if err := save(a, p); err != nil {
				return err
			}
		}
		byCode[p.Code] = p
	}
	if err := insert(a, added...); err != nil {
		return err
	}
	return m.moveAll(a, byCode)
}

// parentPlace is the place the row stands under, held while children are added.
func (s importStep) parentPlace(a *act.Act, byCode map[string]Place) (Place, error) {
	if s.row.Parent == "" {
		return Place{}, nil
	}
	if p, ok := byCode[s.row.Parent]; ok {
		return p, nil
	}
	p, err := Find(a.View, s.row.Parent)
	if err != nil {
		return Place{}, err
	}
	p, err = hold(a, p.ID)
	byCode[s.row.Parent] = p
	return p, err
}

// moveAll moves what stands under another parent now, once all are there.
func (m Import) moveAll(a *act.Act, byCode map[string]Place) error {
	for _, s := range m.steps {
		if s.known == nil || !s.move {
			continue
		}
		if err := Move(a, s.known.ID, byCode[s.row.Parent].ID); err != nil {
			return err
		}
	}
	return nil
}
