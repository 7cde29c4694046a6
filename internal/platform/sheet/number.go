package sheet

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

// appendNumber appends a stored number as a person would write it: 89.37 for
// 89.370000000000005, 13800001234 for 1.3800001234E10. Spreadsheets keep 15
// digits; a whole number beyond them is lossy.
func appendNumber(dst, raw []byte) ([]byte, kind) {
	if simple(raw) {
		return append(dst, raw...), figure
	}
	value, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || math.IsInf(value, 0) || math.IsNaN(value) {
		return append(dst, raw...), words
	}
	value, _ = strconv.ParseFloat(strconv.FormatFloat(value, 'g', 15, 64), 64)
	if math.Abs(value) >= 1e15 {
		return strconv.AppendFloat(dst, value, 'f', -1, 64), lossy
	}
	return strconv.AppendFloat(dst, value, 'f', -1, 64), figure
}

// simple says whether raw is already in the form people write: at most 15
// digits, no exponent, no needless zeros.
func simple(raw []byte) bool {
	if len(raw) == 0 || len(raw) > 15 {
		return false
	}
	point := bytes.IndexByte(raw, '.')
	for i, b := range raw {
		if (b < '0' || b > '9') && i != point {
			return false
		}
	}
	return point < 0 && (raw[0] != '0' || len(raw) == 1) || point > 0 && raw[len(raw)-1] != '0' && point < len(raw)-1
}

// maxSerial is the last day a spreadsheet knows, 9999-12-31, counted from 1900.
const maxSerial = 2958465

// lastSerial is that day in either count: they lie four years and a day apart.
func lastSerial(from1904 bool) int {
	if from1904 {
		return maxSerial - 1462
	}
	return maxSerial
}

// appendDate appends the day, and the time where there is one, that a serial
// number means: 2026-11-22, 2026-11-22 15:20, or 15:20 alone.
func appendDate(dst, raw []byte, from1904 bool) ([]byte, kind) {
	value, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || value < 0 {
		return appendNumber(dst, raw)
	}
	minutes := int(math.Round(min(value, maxSerial+2) * 24 * 60))
	day, minute := minutes/(24*60), minutes%(24*60)
	if day > lastSerial(from1904) {
		return appendNumber(dst, raw)
	}
	if day > 0 || from1904 {
		dst = append(dst, serialDay(day, from1904).String()...)
		if minute == 0 {
			return dst, words
		}
		dst = append(dst, ' ')
	}
	return fmt.Appendf(dst, "%02d:%02d", minute/60, minute%60), words
}

// serialDay is the day of a serial number. The count from 1900 holds a 29
// February 1900 that never was.
func serialDay(serial int, from1904 bool) calendar.Day {
	switch {
	case from1904:
		return calendar.NewDay(1904, time.January, 1).Add(serial)
	case serial < 60:
		return calendar.NewDay(1899, time.December, 31).Add(serial)
	}
	return calendar.NewDay(1899, time.December, 30).Add(serial)
}
