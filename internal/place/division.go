package place

import (
	"bytes"
	_ "embed"
	"io"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
)

// Division is one row of a table of administrative divisions.
type Division struct {
	Row    int // as the table shows it
	Code   string
	Name   string
	Kind   Kind
	Parent string // code; "": a root
}

var divisionColumns = []sheet.Column{
	{Name: "code", Title: "代码", Aliases: []string{"code", "区划代码", "统计用区划代码", "编码"}, Required: true},
	{Name: "name", Title: "名称", Aliases: []string{"name", "区划名称"}, Required: true},
	{Name: "kind", Title: "级别", Aliases: []string{"kind", "类型", "层级"}, Required: true},
	{Name: "parent", Title: "上级代码", Aliases: []string{"parent", "上级", "上级区划代码"}},
}

// divisionKinds are the words by which a table names the kinds.
var divisionKinds = map[string]Kind{
	"city": City, "市": City, "地级市": City, "district": District, "区": District, "县": District, "区县": District, "县级市": District,
	"subdistrict": Subdistrict, "街道": Subdistrict, "镇": Subdistrict, "乡": Subdistrict, "乡镇": Subdistrict, "街道镇": Subdistrict,
	"community": Community, "社区": Community, "村": Community, "居委会": Community, "村委会": Community,
}

// divisionLevels is the level of the codes of each kind.
var divisionLevels = map[Kind]codes.Level{
	City: codes.City, District: codes.County, Subdistrict: codes.Town, Community: codes.Committee,
}

// maxDivisions is how many rows one import takes: a district has some hundreds.
const maxDivisions = 20_000

// ReadDivisions reads a table (CSV or XLSX) of divisions with the columns code,
// name, kind and parent (代码, 名称, 级别, 上级代码). Rows that cannot be read are
// faults, all of them listed; the error is for a file that is no such table.
func ReadDivisions(r io.ReaderAt, size int64) ([]Division, []sheet.Fault, error) {
	t, err := sheet.Open(r, size, sheet.Limits{Rows: maxDivisions})
	if err != nil {
		return nil, nil, err
	}
	m, err := t.Match(divisionColumns...)
	if err != nil {
		return nil, nil, err
	}
	var out []Division
	for row, err := range m.Rows() {
		if err != nil {
			return nil, nil, err
		}
		d := Division{Row: row.Number, Name: CleanName(row.Need("name", maxName))}
		code, ok := sheet.Parse(row, "code", codes.ParseDivision)
		if !ok && row.OK() {
			row.Fault("code", "这一格不能空着")
		}
		parent, _ := sheet.Parse(row, "parent", codes.ParseDivision)
		d.Kind, _ = sheet.Parse(row, "kind", parseDivisionKind)
		if d.Kind == "" && row.OK() {
			row.Fault("kind", "这一格不能空着")
		}
		if d.Code, d.Parent = string(code), string(parent); row.OK() {
			out = append(out, d)
		}
	}
	faults, _ := m.Faults()
	return out, faults, nil
}

func parseDivisionKind(s string) (Kind, error) {
	if k, ok := divisionKinds[s]; ok {
		return k, nil
	}
	return "", errs.New(errs.Invalid, "division.kind", "级别请写“市”“区”“街道”或“社区”")
}

//go:embed data/divisions.csv
var divisionsFile []byte

// Divisions are the divisions that come with the house, for the first run to
// choose from: three cities of Fujian by the statistics of 2023-06-30.
func Divisions() ([]Division, error) {
	rows, faults, err := ReadDivisions(bytes.NewReader(divisionsFile), int64(len(divisionsFile)))
	if err == nil && len(faults) > 0 {
		err = errs.New(errs.Internal, "place.divisions", "%s", faults[0].String())
	}
	return rows, err
}

// OnlyUnder keeps the division with a code and what lies in it; it becomes a
// root.
func OnlyUnder(rows []Division, code string) []Division {
	kept := map[string]bool{code: true}
	var out []Division
	byRank := slices.Clone(rows)
	slices.SortStableFunc(byRank, func(a, b Division) int { return a.Kind.rank() - b.Kind.rank() })
	for _, d := range byRank {
		switch {
		case d.Code == code:
			d.Parent = ""
		case kept[d.Parent]:
			kept[d.Code] = true
		default:
			continue
		}
		out = append(out, d)
	}
	return out
}
