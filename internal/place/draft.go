package place

import (
	"fmt"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
)

// DraftID names a draft.
type DraftID = id.Of[Draft]

// Draft is a table of divisions that was read and waits to be looked at before
// it is imported.
type Draft struct {
	ID      DraftID       `db:"id"`
	Name    string        `db:"name"` // of the file
	Rows    []Division    `db:"rows,json"`
	Faults  []sheet.Fault `db:"faults,json"` // rows that could not be read
	MadeBy  int64         `db:"made_by"`     // person
	MadeAt  time.Time     `db:"made_at"`
	Applied time.Time     `db:"applied_at"` // zero: not yet
}

// keepDrafts is how long a draft that nobody imported waits (the house's choice).
const keepDrafts = 30 * 24 * time.Hour

const maxFileName = 255

// Keep keeps a table that was read as a draft. Older drafts that nobody imported
// go.
func Keep(a *act.Act, name string, rows []Division, faults []sheet.Fault) (DraftID, error) {
	root, err := rootThing(a.View)
	if err != nil {
		return 0, err
	}
	if err := a.Require(CanImport, root); err != nil {
		return 0, err
	}
	if len(rows)+len(faults) == 0 {
		return 0, errs.Invalidf("file", "draft.empty", "这张表里没有数据，请换一个文件")
	}
	if _, err := a.Tx.Exec(sqlDropDrafts, a.At.Add(-keepDrafts)); err != nil {
		return 0, err
	}
	name, err = clean.Line(name, maxFileName)
	if err != nil {
		name = "" // known by its day alone
	}
	d := Draft{ID: act.NewID[Draft](a), Name: name, Rows: rows, Faults: faults, MadeBy: a.By.Person, MadeAt: a.At}
	if d.Rows == nil {
		d.Rows = []Division{}
	}
	if d.Faults == nil {
		d.Faults = []sheet.Fault{}
	}
	return d.ID, db.Insert(a.Tx, "place_draft", d)
}

// rootThing is the root of the tree as permission looks at it.
func rootThing(v *act.View) (access.Thing, error) {
	roots, err := Roots(v)
	if err != nil || len(roots) == 0 {
		return access.Thing{Kind: "place"}, err
	}
	return roots[0].Thing(), nil
}

// GetDraft gives a draft with what importing it would do. Rows that could not be
// read stand among the bad ones.
func GetDraft(v *act.View, draft DraftID) (Draft, Import, error) {
	root, err := rootThing(v)
	if err != nil {
		return Draft{}, Import{}, err
	}
	if err := v.Require(CanImport, root); err != nil {
		return Draft{}, Import{}, err
	}
	d, err := loadDraft(v, draft)
	if err != nil {
		return d, Import{}, err
	}
	plan, err := PreviewDivisions(v, d.Rows)
	plan.Bad = append(plan.Bad, d.Faults...)
	byRow(plan.Bad)
	return d, plan, err
}

// Apply imports a draft, once. Whoever may import may.
func Apply(a *act.Act, draft DraftID) (Import, error) {
	root, err := rootThing(a.View)
	if err != nil {
		return Import{}, err
	}
	if err := a.Require(CanImport, root); err != nil {
		return Import{}, err
	}
	d, err := loadDraft(a.View, draft)
	if err != nil {
		return Import{}, fmt.Errorf("apply draft %s: %w", draft, err)
	}
	if !d.Applied.IsZero() {
		return Import{}, errs.New(errs.Conflict, "draft.applied", "这张表已经导入过了")
	}
	if n := len(d.Faults); n > 0 {
		return Import{}, errs.New(errs.Invalid, "draft.faults", "有 %d 行读不出来，请改好表格再上传", n)
	}
	done, err := importDivisions(a, d.Rows)
	if err != nil {
		return done, err
	}
	_, err = a.Tx.Exec(sqlApplied, a.At, draft)
	return done, err
}
