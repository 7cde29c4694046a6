package calendar

// moving holds the statutory days that move with the moon and the sun, by year:
// first day of the Spring Festival month, Qingming, Dragon Boat, Mid-Autumn, as
// month*100+day. Computed once from the Chinese calendar (GB/T 33661-2017).
var moving = map[int][4]int{
	2024: {210, 404, 610, 917}, 2025: {129, 404, 531, 1006}, 2026: {217, 405, 619, 925},
	2027: {206, 405, 609, 915}, 2028: {126, 404, 528, 1003}, 2029: {213, 404, 616, 922},
	2030: {203, 405, 605, 912}, 2031: {123, 405, 624, 1001}, 2032: {211, 404, 612, 919},
	2033: {131, 404, 601, 908}, 2034: {219, 405, 620, 927}, 2035: {208, 405, 610, 916},
	2036: {128, 404, 530, 1004}, 2037: {215, 404, 618, 924}, 2038: {204, 405, 607, 913},
	2039: {124, 405, 527, 1002}, 2040: {212, 404, 614, 920},
}

// statutory says whether the day is one of the thirteen public holidays of the
// year (Regulation on Public Holidays 2024, art. 2): New Year's Day, Spring
// Festival (the eve and three days), Qingming, Labour Day (two days), Dragon
// Boat, Mid-Autumn, National Day (three days). After 2040 only those with a
// fixed date are known.
func statutory(d Day) bool {
	switch int(d) % 10000 {
	case 101, 501, 502, 1001, 1002, 1003:
		return true
	}
	feasts, ok := moving[d.Year()]
	if !ok {
		return false
	}
	for i, f := range feasts {
		feast := Day(d.Year()*10000 + f)
		if d == feast || i == 0 && d >= feast.Add(-1) && d <= feast.Add(2) {
			return true
		}
	}
	return false
}
