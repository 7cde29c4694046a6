package people

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
)

// CanImport is the capability to import a register of homes and their people,
// asked of the place below which it lies. Adding places is asked besides.
const CanImport access.Capability = "people.import"

// Roster is a register on its way in: read, checked, applied.
type Roster struct {
	ID        id.Of[Roster] `db:"id"`
	Place     place.ID      `db:"place_id"` // below which its homes lie
	Path      access.Path   `db:"path"`
	Name      string        `db:"name"` // of the file
	State     RosterState   `db:"state"`
	Digest    Digest        `db:"digest,json"`
	At        time.Time     `db:"at"`
	Person    ID            `db:"person_id"` // who brought it
	AppliedAt time.Time     `db:"applied_at"`
}

// RosterState is how far a roster has come.
type RosterState string

// The states.
const (
	RosterReading RosterState = "reading"
	RosterRead    RosterState = "read"
	RosterChecked RosterState = "checked"
	RosterApplied RosterState = "applied"
)

// Digest is what a roster would do, or did.
type Digest struct {
	Rows     int // with content
	Bad      int // rows with a problem: with one the roster is not applied
	Warnings int // rows to look at
	Homes    int // different homes named
	NewHomes int
	Places   int // compounds, buildings, entrances and homes added, when applied
	Measured int // homes whose area was corrected, when applied

	Persons    int // different persons named
	NewPersons int
	NewPhones  int
	Owners     int // new ownerships
	Residents  int // new residences
	Ended      int // ownerships that the roster no longer names, when it replaces

	Failure *Sentence `json:",omitempty"` // why the last work on it was not done; nil: it was
	Begun   *Begun    `json:",omitempty"` // the work that was begun and of which no end is noted
}

// Changes says whether applying would change anything.
func (d Digest) Changes() bool {
	return d.NewHomes+d.NewPersons+d.NewPhones+d.Owners+d.Residents+d.Ended+d.Measured+d.Places > 0
}

// Imported says that a register is in.
type Imported struct {
	Roster id.Of[Roster]
	Place  place.ID
}

// RosterColumns are the columns of a register, as compounds and property
// companies title them.
var RosterColumns = []sheet.Column{
	{Name: "compound", Title: "小区", Aliases: []string{"小区名称", "楼盘", "项目", "项目名称", "compound"}},
	{Name: "building", Title: "楼栋", Aliases: []string{"楼幢", "幢", "栋", "幢号", "楼号", "栋号", "楼栋号", "楼栋名称", "building"}},
	{Name: "entrance", Title: "单元", Aliases: []string{"单元号", "梯", "单元名称", "entrance"}},
	{Name: "home", Title: "房号", Aliases: []string{"室", "室号", "房间", "房间号", "门牌", "房屋", "户号", "房屋号", "home"}, Required: true},
	{Name: "area", Title: "专有面积", Aliases: []string{"面积", "建筑面积", "产权面积", "专有部分面积", "房屋面积", "area"}},
	{Name: "owners", Title: "业主", Aliases: []string{"业主姓名", "产权人", "权利人", "业主名称", "所有权人", "owner", "owners"}},
	{Name: "phones", Title: "业主电话", Aliases: []string{"电话", "手机", "手机号", "联系电话", "联系方式", "手机号码", "业主手机", "phone", "phones"}},
	{Name: "numbers", Title: "证件号", Aliases: []string{"身份证", "身份证号", "证件号码", "身份证号码", "idnumber"}},
	{Name: "shares", Title: "份额", Aliases: []string{"产权份额", "共有份额", "比例", "share"}},
	{Name: "residents", Title: "住户", Aliases: []string{"住户姓名", "居住人", "家庭成员", "常住人员", "租户", "承租人", "户主", "residents", "household"}},
	{Name: "residentphones", Title: "住户电话", Aliases: []string{"租户电话", "户主电话", "居住人电话"}},
}

// GetRoster gives a roster to whoever may import there.
func GetRoster(v *act.View, roster id.Of[Roster]) (Roster, error) {
	r, ok, err := db.Find[Roster](v.Tx, sqlRoster, roster)
	if err != nil || !ok {
		return r, errOr(err, missing())
	}
	return r, v.Require(CanImport, r.thing())
}

func (r Roster) thing() access.Thing {
	return access.Thing{Kind: "roster", ID: int64(r.ID), Place: int64(r.Place), Path: r.Path}
}

// Rosters lists the rosters the actor may import, the latest first.
func Rosters(v *act.View, limit int) ([]Roster, error) {
	return db.Select[Roster](v.Tx, sqlRosters.Where(v.Where(CanImport, access.Columns{Path: "path"})), limit)
}

// Remark is what is to be said of a row of a roster.
type Remark struct {
	Line     int // as the spreadsheet shows it
	Problems Sentences
	Warnings Sentences
}

// remarkRow is a remark as it is stored.
type remarkRow struct {
	Line    int    `db:"line"`
	Problem string `db:"problem"`
	Warning string `db:"warning"`
}

// Remarks lists the rows of a roster with something wrong or to look at, from
// after a line on.
func Remarks(v *act.View, roster id.Of[Roster], after, limit int) ([]Remark, error) {
	if _, err := GetRoster(v, roster); err != nil {
		return nil, err
	}
	rows, err := db.Select[remarkRow](v.Tx, sqlRemarks, roster, after, limit)
	out := make([]Remark, len(rows))
	for i, r := range rows {
		out[i] = Remark{r.Line, storedSentences(r.Problem), storedSentences(r.Warning)}
	}
	return out, err
}

// DropRoster throws a roster away that is not applied.
func DropRoster(a *act.Act, roster id.Of[Roster]) error {
	r, err := GetRoster(a.View, roster)
	if err != nil {
		return err
	}
	if err := a.Require(CanImport, r.thing()); err != nil {
		return err
	}
	a.Note("dropped")
	if _, err := a.Tx.Exec(sqlDropRows, roster); err != nil {
		return err
	}
	if r.State == RosterApplied {
		return nil
	}
	_, err = a.Tx.Exec(sqlDropRoster, roster)
	return err
}
