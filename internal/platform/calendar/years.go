package calendar

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

//go:embed holidays.json
var shipped []byte

// Official is the calendar of the years shipped with the program.
var Official = sync.OnceValue(func() Calendar {
	years, err := ParseYears(shipped)
	if err != nil {
		panic(fmt.Sprintf("calendar: shipped years: %v", err))
	}
	return Calendar{}.With(years...)
})

// maxYearsFile bounds what ParseYears will read, in bytes.
const maxYearsFile = 1 << 20

// yearsFile accepts our own layout (years by number) and that of the public
// holiday-cn project (one year a file, days with a flag).
type yearsFile struct {
	Years map[string]struct {
		Paper []string `json:"paper"`
		Off   []string `json:"off"`
		Work  []string `json:"work"`
	} `json:"years"`

	Year   int      `json:"year"`
	Papers []string `json:"papers"`
	Days   []struct {
		Date  string `json:"date"`
		IsOff bool   `json:"isOffDay"`
	} `json:"days"`
}

// ParseYears reads the official arrangement of one or more years from JSON and
// checks every day of it. On a fault the error names each bad row as a field
// ("2027.off[3]"), and no year is returned: all or nothing.
func ParseYears(text []byte) ([]Year, error) {
	if len(text) > maxYearsFile {
		return nil, errs.New(errs.Invalid, "calendar.size", "文件太大了，一年的放假安排不会超过 1 MB")
	}
	var file yearsFile
	if err := json.Unmarshal(text, &file); err != nil {
		return nil, errs.New(errs.Invalid, "calendar.json", "这个文件读不懂，请上传放假安排的 JSON 文件").Because(err)
	}
	var check errs.Check
	var years []Year
	for _, key := range slices.Sorted(maps.Keys(file.Years)) {
		y, r := file.Years[key], reader{check: &check, year: key}
		years = append(years, r.read(y.Paper, y.Off, y.Work))
	}
	if file.Year != 0 {
		var offs, works []string
		for _, d := range file.Days {
			if d.IsOff {
				offs = append(offs, d.Date)
			} else {
				works = append(works, d.Date)
			}
		}
		r := reader{check: &check, year: strconv.Itoa(file.Year)}
		years = append(years, r.read(file.Papers, offs, works))
	}
	if err := check.Err(); err != nil {
		return nil, err
	}
	if len(years) == 0 {
		return nil, errs.New(errs.Invalid, "calendar.empty", "文件里没有任何一年的放假安排")
	}
	return years, nil
}

// reader checks the rows of one year.
type reader struct {
	check *errs.Check
	year  string
	seen  map[Day]bool
}

func (r *reader) read(paper, offs, works []string) Year {
	number, err := strconv.Atoi(r.year)
	if err != nil || number < 2000 || number > 2199 {
		r.bad(r.year, "calendar.year", "“%s”不是年份", r.year)
		return Year{}
	}
	r.seen = map[Day]bool{}
	y := Year{Number: number, Paper: paper, Off: r.days(number, "off", offs), Work: r.days(number, "work", works)}
	for _, must := range []int{101, 501, 1001} {
		if d := Day(number*10000 + must); !slices.Contains(y.Off, d) {
			r.bad(r.year+".off", "calendar.missing", "缺少 %s：这一天依法放假，安排可能不全", d)
		}
	}
	return y
}

// days reads one list of a year. Days of the December before may stand in it,
// since the announcement of a year sometimes starts there.
func (r *reader) days(number int, list string, rows []string) []Day {
	var out []Day
	for i, row := range rows {
		name := fmt.Sprintf("%s.%s[%d]", r.year, list, i)
		d, err := ParseDay(row)
		weekend := d != 0 && (d.Weekday() == time.Saturday || d.Weekday() == time.Sunday)
		switch {
		case err != nil:
			r.check.Note(name, err)
		case d < Day((number-1)*10000+1201) || d.Year() > number:
			r.bad(name, "calendar.other_year", "%s 不在 %d 年", d, number)
		case r.seen[d]:
			r.bad(name, "calendar.twice", "%s 出现了两次", d)
		case list == "work" && !weekend:
			r.bad(name, "calendar.not_weekend", "%s 本来就要上班，不用列为调休", d)
		default:
			r.seen[d] = true
			out = append(out, d)
		}
	}
	return out
}

func (r *reader) bad(name, code, text string, args ...any) {
	r.check.Note(name, errs.New(errs.Invalid, code, text, args...))
}
