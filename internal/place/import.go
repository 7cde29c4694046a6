package place

import (
	"fmt"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
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
	Beyond  int // rows of places outside the tree: left alone
	Bad     []sheet.Fault
	Doubts  []sheet.Fault // names that do not fit their codes: a warning
	steps   []importStep
}

// Changes says whether importing would change anything.
func (m Import) Changes() bool { return m.New+m.Renamed+m.Coded+m.Moved > 0 }

type importStep struct {
	row   Division
	known *Place // nil: new
	move  bool
}

// PreviewDivisions says what ImportDivisions would do with the rows. Rows of
// places that lie outside the tree are counted and left alone.
func PreviewDivisions(v *act.View, rows []Division) (Import, error) {
	known, err := divisionsHeld(v)
	if err != nil {
		return Import{}, err
	}
	b := importBuilder{
		v: v, empty: len(known) == 0, byCode: map[string]*Place{}, byName: map[siblings]*Place{}, kinds: map[string]Kind{}, names: map[tableName]bool{},
	}
	for i := range known {
		p := &known[i]
		if p.Code != "" {
			b.byCode[p.Code] = p
		}
		b.byName[siblings{p.Parent, p.Kind, p.Name}] = p
	}
	rows, b.Beyond = ours(v, known, slices.Clone(rows))
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
	return importDivisions(a, rows)
}

// importDivisions is ImportDivisions once the actor may.
func importDivisions(a *act.Act, rows []Division) (Import, error) {
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
