package ui

import (
	"context"
	"fmt"
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// Figure is a number with what it is of. With Of it is a share: the percentage
// is worked out here and the two counts stand beside it.
type Figure struct {
	Label    string
	Count    int64
	Of       int64  // 0: a plain count
	Unit     string // "件", "户"
	Period   string // "2026年6月"
	Excluded string // "不含转到别处的 12 件"
	Href     string // the list behind it
	Small    bool   // a public count under five: shown as "少于 5"
	None     bool   // there is nothing to work it out from: shown as "无数据", never as 0
}

// value is the large number.
func (f Figure) value(ctx context.Context) string {
	switch {
	case f.None:
		return words.T(ctx, "无数据")
	case f.Small:
		return words.T(ctx, "少于 5")
	case f.Of > 0:
		return percent(f.Count, f.Of)
	}
	return grouped(f.Count)
}

func (f Figure) unit() string {
	switch {
	case f.None:
		return ""
	case f.Small || f.Of == 0:
		return f.Unit
	}
	return "%"
}

// percent is count of of in percent with one decimal, rounded half up; ".0" is
// left away. 12 of 13 is 92.3.
func percent(count, of int64) string {
	tenths := (count*2000 + of) / (2 * of)
	if tenths%10 == 0 {
		return strconv.FormatInt(tenths/10, 10)
	}
	return fmt.Sprintf("%d.%d", tenths/10, tenths%10)
}

// grouped writes 12345 as 12,345.
func grouped(n int64) string {
	if n < 0 {
		return "-" + grouped(-n)
	}
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// Bar is one bar: its name, its count, what it is of, and the same place's last.
type Bar struct {
	Label string
	Count int64
	Last  int64  // the last period; counts only when the BarChart says HasLast
	Href  string // the list behind it
	Small bool   // a public count under five
}

// BarChart is bars from zero with their counts written on them and a table behind.
type BarChart struct {
	Title   string
	Unit    string
	Period  string // "6月"
	Before  string // "5月"
	HasLast bool
	Bars    []Bar
}

func (c BarChart) most() int64 {
	most := int64(1)
	for _, b := range c.Bars {
		most = max(most, b.Count)
		if c.HasLast {
			most = max(most, b.Last)
		}
	}
	return most
}

// width is a count on the common scale, in percent of the column; whatever is
// not nothing can be seen.
func (c BarChart) width(n int64) string {
	if n <= 0 {
		return "0"
	}
	tenths := max(5, n*990/c.most())
	return fmt.Sprintf("%d.%d%%", tenths/10, tenths%10)
}

func (b Bar) say(ctx context.Context, unit string) string {
	if b.Small {
		return words.T(ctx, "少于 5")
	}
	return grouped(b.Count) + " " + unit
}

// legend says which bar is which without a key to decode.
func (c BarChart) legend(ctx context.Context) string {
	if !c.HasLast {
		return c.Period
	}
	return words.T(ctx, "实心 %s，空心 %s", c.Period, c.Before)
}
