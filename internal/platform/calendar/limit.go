package calendar

import (
	"regexp"
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Unit is what a limit counts.
type Unit uint8

// The units of a limit.
const (
	Hours       Unit = iota + 1 // by the clock, from the moment
	Days                        // calendar days
	WorkingDays                 // official working days
)

// Limit is the time allowed for something: 2 hours, 7 days, 5 working days.
// The zero Limit means "no limit".
type Limit struct {
	Amount int
	Unit   Unit
}

// maxAmount bounds a limit, so that nobody sets one beyond a lifetime.
const maxAmount = 9999

var limitText = regexp.MustCompile(`^\s*(\d{1,4})\s*个?\s*(小时|钟头|时|天|日|自然日|工作日|h|d|wd)\s*$`)

var units = map[string]Unit{
	"小时": Hours, "钟头": Hours, "时": Hours, "h": Hours,
	"天": Days, "日": Days, "自然日": Days, "d": Days,
	"工作日": WorkingDays, "wd": WorkingDays,
}

// ParseLimit reads "2小时", "7天", "5个工作日" or the codes "2h", "7d", "5wd".
func ParseLimit(s string) (Limit, error) {
	m := limitText.FindStringSubmatch(s)
	if m == nil {
		return Limit{}, errs.New(errs.Invalid, "limit.format", "时限请写成“2小时”“7天”或“5个工作日”，现在写的是“%s”", s)
	}
	l := Limit{Amount: atoi(m[1]), Unit: units[m[2]]}
	if l.Amount == 0 {
		return Limit{}, errs.New(errs.Invalid, "limit.zero", "时限至少是 1，现在写的是“%s”", s)
	}
	return l, nil
}

// Valid says whether the limit is one that ParseLimit could have given.
func (l Limit) Valid() bool {
	return l.Amount > 0 && l.Amount <= maxAmount && l.Unit >= Hours && l.Unit <= WorkingDays
}

// String is the limit for people: "2小时", "7天", "5个工作日"; none is "".
func (l Limit) String() string {
	switch l.Unit {
	case Hours:
		return strconv.Itoa(l.Amount) + "小时"
	case Days:
		return strconv.Itoa(l.Amount) + "天"
	case WorkingDays:
		return strconv.Itoa(l.Amount) + "个工作日"
	}
	return ""
}

// Code is the limit for programs and rows: "2h", "7d", "5wd"; none is "".
func (l Limit) Code() string {
	switch l.Unit {
	case Hours:
		return strconv.Itoa(l.Amount) + "h"
	case Days:
		return strconv.Itoa(l.Amount) + "d"
	case WorkingDays:
		return strconv.Itoa(l.Amount) + "wd"
	}
	return ""
}

// MarshalText writes the code.
func (l Limit) MarshalText() ([]byte, error) { return []byte(l.Code()), nil }

// UnmarshalText reads what ParseLimit reads; "" is no limit.
func (l *Limit) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*l = Limit{}
		return nil
	}
	parsed, err := ParseLimit(string(text))
	if err != nil {
		return err
	}
	*l = parsed
	return nil
}

// Due is the last moment of a period that starts at start. Hours run by the
// clock. A period of days leaves out the day of start, moves past a day off at
// its end and closes with the last microsecond of its last day (Civil Code art.
// 200 to 203). known is false where the answer leans on a year whose official
// arrangement is not held.
func (c Calendar) Due(start time.Time, l Limit) (due time.Time, known bool) {
	day := DayOf(start)
	switch l.Unit {
	case Hours:
		return start.In(Zone).Add(time.Duration(l.Amount) * time.Hour), true
	case WorkingDays:
		day, known = c.addWorkdays(day, l.Amount)
	default:
		day, known = c.nextWorkday(day.Add(l.Amount))
	}
	return day.Last(), known
}
