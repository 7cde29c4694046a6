package place

import (
	"regexp"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/width"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// ID names a place.
type ID = id.Of[Place]

// Place is one place of the tree.
type Place struct {
	ID     ID          `db:"id"`
	Kind   Kind        `db:"kind"`
	Name   string      `db:"name"` // within its parent: "3幢"
	Code   string      `db:"code"` // 12-digit division code down to the community; below, the place's own; may be ""
	Parent ID          `db:"parent_id"`
	Path   access.Path `db:"path"` // ids of the ancestors and its own: "/<id>/<id>/"
	Levels
	Lon        int64     `db:"lon"` // WGS-84, 1e-7 degrees; both 0: not known
	Lat        int64     `db:"lat"`
	Households int       `db:"households"` // as counted by the community; 0: not known
	People     int       `db:"people"`     // as counted by the community; 0: not known
	Area       int64     `db:"area"`       // exclusive area of a home in 0.001 m² (Civil Code art. 283); 0: not known
	CreatedAt  time.Time `db:"created_at"`
	ClosedAt   time.Time `db:"closed_at"` // zero: in use
}

// Levels are the places of the hot levels in which a place lies, itself
// included; zero where there is none.
type Levels struct {
	Subdistrict ID `db:"subdistrict_id"`
	Community   ID `db:"community_id"`
	Grid        ID `db:"grid_id"`
	Compound    ID `db:"compound_id"`
}

// Thing is the place as permission looks at it.
func (p Place) Thing() access.Thing {
	return access.Thing{Kind: "place", ID: int64(p.ID), Place: int64(p.ID), Path: p.Path}
}

// Open says whether the place is in use.
func (p Place) Open() bool { return p.ClosedAt.IsZero() }

// Above lists the ids on the path of the place, from the root to itself.
func (p Place) Above() []ID { return Ancestors(p.Path) }

// Ancestors lists the ids of a path, from the root down.
func Ancestors(path access.Path) []ID {
	var out []ID
	for part := range strings.SplitSeq(strings.Trim(string(path), "/"), "/") {
		if v, err := id.Parse[Place](part); err == nil {
			out = append(out, v)
		}
	}
	return out
}

// stand gives the place its path and levels under parent; the zero parent makes
// it a root.
func (p *Place) stand(parent Place) {
	p.Parent, p.Levels = parent.ID, parent.Levels
	p.Path = "/" + access.Path(p.ID.String()) + "/"
	if !parent.ID.IsZero() {
		p.Path = parent.Path + access.Path(p.ID.String()) + "/"
	}
	switch p.Kind {
	case Subdistrict:
		p.Subdistrict = p.ID
	case Community:
		p.Community = p.ID
	case Grid:
		p.Grid = p.ID
	case Compound:
		p.Compound = p.ID
	}
}

// limits of what people may write
const (
	maxName       = 40
	maxCode       = 32
	maxHouseholds = 10_000_000
	maxArea       = 100_000_000 // 100,000 m²; a roster is refused row by row from there on (sheet.Row.Area)
	maxDegree     = 10_000_000
)

var codeText = regexp.MustCompile(`^[0-9A-Za-z-]*$`)

// CleanName is a name as it is kept: full-width letters and digits made plain,
// no space at the ends or doubled inside.
func CleanName(s string) string {
	line, err := clean.Line(width.Fold.String(s), len(s)+1)
	if err != nil {
		return "" // broken bytes are no name
	}
	return line
}

// check collects what is wrong with the place's own fields.
func (p Place) check() error {
	var c errs.Check
	c.If(!p.Kind.Valid(), "kind", "place.kind", "请选择这是哪一级")
	checkName(&c, p.Name)
	switch {
	case p.Code == "":
	case utf8.RuneCountInString(p.Code) > maxCode || !codeText.MatchString(p.Code):
		c.Bad("code", "place.code", "代码只能用数字、字母和短横线，最多 32 位")
	case p.Kind.Valid() && p.Kind.rank() <= Community.rank():
		if d, err := codes.ParseDivision(p.Code); err != nil || string(d) != p.Code {
			c.Bad("code", "place.division", "区划代码应该是 12 位数字，请照统计局公布的填写")
		}
	}
	c.If(p.Lon < -180*maxDegree || p.Lon > 180*maxDegree, "lon", "place.lon", "经度应在 -180 到 180 之间")
	c.If(p.Lat < -90*maxDegree || p.Lat > 90*maxDegree, "lat", "place.lat", "纬度应在 -90 到 90 之间")
	c.If(p.Households < 0 || p.Households > maxHouseholds, "households", "place.households", "户数应是 0 或更大的整数")
	c.If(p.People < 0 || p.People > maxHouseholds, "people", "place.people", "人数应是 0 或更大的整数")
	c.If(p.Area < 0 || p.Area > maxArea, "area", "place.area", "面积应在 0 到 100000 平方米之间")
	return c.Err()
}

func checkName(c *errs.Check, name string) {
	switch n := utf8.RuneCountInString(name); {
	case n == 0:
		c.Bad("name", "place.name", "请写上名称")
	case n > maxName:
		c.Bad("name", "place.name_long", "名称最多 40 个字")
	}
}
