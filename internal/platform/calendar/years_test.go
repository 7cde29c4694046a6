package calendar

import (
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

const year2027 = `{"years":{"2027":{"paper":["notice"],
 "off":["2027-01-01","2027-02-05","2027-02-06","2027-02-07","2027-02-08","2027-02-09","2027-05-01","2027-10-01"],
 "work":["2027-02-20"]}}}`

func TestLaterYearIsAdded(t *testing.T) {
	t.Parallel()
	years, err := ParseYears([]byte(year2027))
	if err != nil {
		t.Fatal(err)
	}
	c := Official().With(years...)
	due, known := c.Due(Day(20270204).Start(), Limit{1, WorkingDays})
	if DayOf(due) != 20270210 || !known {
		t.Errorf("due %v, known %v", due, known)
	}
	if Official().Knows(2027) {
		t.Error("the shipped calendar must not change")
	}
	years[0].Off = append(years[0].Off, 20270210)
	if due, _ := c.With(years...).Due(Day(20270204).Start(), Limit{1, WorkingDays}); DayOf(due) != 20270211 {
		t.Errorf("a corrected year must replace the old one: due %v", due)
	}
}

func TestPublicLayoutIsRead(t *testing.T) {
	t.Parallel()
	years, err := ParseYears([]byte(`{"year":2027,"papers":["notice"],"days":[
		{"name":"元旦","date":"2026-12-31","isOffDay":true},{"name":"元旦","date":"2027-01-01","isOffDay":true},
		{"name":"元旦","date":"2027-01-03","isOffDay":false},
		{"name":"劳动节","date":"2027-05-01","isOffDay":true},{"name":"国庆节","date":"2027-10-01","isOffDay":true}]}`))
	if err != nil {
		t.Fatal(err)
	}
	c := Official().With(years...).With(Official().Years()...)
	for d, want := range map[Day]bool{20261231: false, 20270101: false, 20270103: true, 20270104: true} {
		if got, _ := c.IsWorkday(d); got != want {
			t.Errorf("%s: workday %v, want %v", d, got, want)
		}
	}
}

func TestBadYearsAreNamedRowByRow(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		text, old, new string
		field          string
	}{
		{year2027, `"2027-02-05"`, `"2027-02-30"`, "2027.off[1]"},
		{year2027, `"2027-02-05"`, `"2028-02-05"`, "2027.off[1]"},
		{year2027, `"2027-02-05"`, `"2026-11-30"`, "2027.off[1]"},
		{year2027, `"2027-02-05"`, `"2027-02-06"`, "2027.off[2]"},
		{year2027, `"2027-02-20"`, `"2027-02-19"`, "2027.work[0]"},
		{year2027, `"2027-05-01",`, ``, "2027.off"},
		{year2027, `"2027":`, `"二〇二七":`, "二〇二七"},
	} {
		_, err := ParseYears([]byte(strings.Replace(c.text, c.old, c.new, 1)))
		e := errs.As(err)
		if e == nil || e.Kind != errs.Invalid || len(e.Fields) == 0 || e.Fields[0].Name != c.field {
			t.Errorf("%s → %s: %v", c.old, c.new, err)
		}
	}
	for _, text := range []string{"", "{}", "[]", "<html>", `{"year":2027,"days":[]}`, strings.Repeat(" ", maxYearsFile+1)} {
		if _, err := ParseYears([]byte(text)); errs.KindOf(err) != errs.Invalid {
			t.Errorf("%.20q: %v", text, err)
		}
	}
}

func FuzzParseYears(f *testing.F) {
	f.Add([]byte(year2027))
	f.Add([]byte(`{"year":2027,"days":[{"date":"2027-01-01","isOffDay":true}]}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		years, err := ParseYears(text)
		if err != nil {
			return
		}
		if _, known := (Calendar{}).With(years...).Due(time.Unix(0, 0), Limit{5, WorkingDays}); known {
			t.Errorf("1970 is never held")
		}
	})
}
