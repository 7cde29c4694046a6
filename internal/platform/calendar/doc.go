// Package calendar knows the civil day, the official working days of China and
// how a period of hours, days or working days is counted.
//
// A [Calendar] is an immutable value: the State Council's arrangement of the
// years it holds. [Official] gives the years shipped with the program; a later
// year is read by [ParseYears] and added by [Calendar.With]. Where a year is
// not held, weekends and the statutory days stand in and the answer says so
// (known is false), so that a page can warn instead of pretending.
//
// Counting follows the Civil Code, art. 200 to 203: the day a period starts on
// is not counted, hours count from the moment, a period of days whose last day
// is a day off ends on the first working day after it, and the last day ends at
// 24:00. In a period of working days make-up working days count.
//
// Everything here is pure: no clock is read, one zone (UTC+8) is used. Business
// hours are deliberately absent: a day ends at 24:00.
package calendar
