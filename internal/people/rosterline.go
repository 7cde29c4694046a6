package people

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
)

// rosterLine is a row of a roster, understood.
type rosterLine struct {
	Line      int `json:"-"`
	Address   place.Address
	Owners    []rosterPerson
	Residents []rosterPerson
}

// rosterPerson is someone a row names.
type rosterPerson struct {
	Name     string
	Phones   []string       `json:",omitempty"`
	Document codes.Document `json:",omitempty"`
	Number   string         `json:",omitempty"`
	Born     calendar.Day   `json:",omitempty"`
	Share    Share
}

// part is what of the roster is handled together: a building, or what stands in
// a compound without one.
func (l rosterLine) part() string { return l.Address.Compound + "\x1f" + l.Address.Building }

func (l rosterLine) text() (string, error) {
	b, err := json.Marshal(l)
	return string(b), err
}

// readLine understands a row. Every fault is noted at its cell.
func readLine(r *sheet.Row, today calendar.Day) rosterLine {
	l := rosterLine{Line: r.Number}
	l.Address = place.Address{
		Compound: place.CleanName(r.Text("compound", 40)), Building: place.CleanName(r.Text("building", 40)),
		Entrance: place.CleanName(r.Text("entrance", 40)), Home: place.CleanName(r.Need("home", 40)), Area: r.Area("area"),
	}
	if l.Address.Area < 0 {
		r.Fault("area", "面积不能是负数")
	}
	l.Owners = readPersons(r, [3]string{"owners", "phones", "numbers"}, today)
	l.Residents = readPersons(r, [3]string{"residents", "residentphones", ""}, today)
	readShares(r, l.Owners)
	return l
}

// readPersons reads names with the phones and numbers that belong to them: one
// each in the same order, or all to the only name there is.
func readPersons(r *sheet.Row, columns [3]string, today calendar.Day) []rosterPerson {
	names := splitNames(r.Text(columns[0], 400))
	persons := make([]rosterPerson, len(names))
	for i, name := range names {
		persons[i].Name = name
		if utf8.RuneCountInString(name) > maxName {
			r.Fault(columns[0], "姓名最多 40 个字；几个人请用顿号隔开")
		}
	}
	deal(r, columns[1], len(persons), func(i int, text string) error {
		p, err := codes.ParsePhone(text)
		if err == nil {
			persons[i].Phones = append(persons[i].Phones, p.Number)
		}
		return err
	})
	if columns[2] == "" {
		return persons
	}
	deal(r, columns[2], len(persons), func(i int, text string) error {
		identity, err := codes.ParseOldIdentity(text, today)
		if err == nil {
			persons[i].Document, persons[i].Number, persons[i].Born = codes.ResidentCard, identity.Number, identity.Birth
			return nil
		}
		if !isBody(persons[i].Name) {
			return err
		}
		return nil // a company's registration number is not kept here
	})
	return persons
}

// deal gives each part of a cell to its person.
func deal(r *sheet.Row, column string, persons int, give func(i int, text string) error) {
	parts := split(r.Text(column, 400))
	switch {
	case len(parts) == 0:
		return
	case persons == 0:
		r.Fault(column, "有号码却没有姓名，请补上姓名")
		return
	case persons > 1 && len(parts) > persons:
		r.Note(column, errs.New(errs.Invalid, "roster.numbers", "有 %d 个人、%d 个号码，对不上；请按姓名的顺序用顿号隔开", persons, len(parts)))
		return
	}
	for i, part := range parts {
		if part == "-" || part == "无" {
			continue
		}
		if err := give(min(i, persons-1), part); err != nil {
			r.Note(column, err)
		}
	}
}

// readShares reads the owners' shares: 1/2、1/2 or 50%、50%.
func readShares(r *sheet.Row, owners []rosterPerson) {
	deal(r, "shares", len(owners), func(i int, text string) error {
		s, ok := ParseShare(text)
		if !ok {
			return errs.New(errs.Invalid, "share", "份额请写成 1/2 或 50%")
		}
		owners[i].Share = s
		return nil
	})
}

// ParseShare reads a share as people write it: 1/2, 50%.
func ParseShare(text string) (Share, bool) {
	if n, ok := strings.CutSuffix(text, "%"); ok {
		whole, part, _ := strings.Cut(n, ".")
		num, err := strconv.ParseInt(whole+(part + "00")[:2], 10, 64)
		if err != nil || len(part) > 2 {
			return Share{}, false
		}
		return Share{num, 10_000}.reduced()
	}
	a, b, ok := strings.Cut(text, "/")
	num, err1 := strconv.ParseInt(strings.TrimSpace(a), 10, 64)
	den, err2 := strconv.ParseInt(strings.TrimSpace(b), 10, 64)
	if !ok {
		den, err2 = 1, nil
	}
	if err1 != nil || err2 != nil {
		return Share{}, false
	}
	return Share{num, den}.reduced()
}

// reduced is the share in lowest terms, if it is one.
func (s Share) reduced() (Share, bool) {
	if s.Num <= 0 || !s.valid() {
		return Share{}, false
	}
	a, b := s.Num, s.Den
	for b != 0 {
		a, b = b, a%b
	}
	return Share{s.Num / a, s.Den / a}, true
}

// split takes a cell apart at the marks people put between names and numbers.
func split(text string) (parts []string) {
	for _, p := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;；|｜\n／", r) }) {
		if p = strings.TrimSpace(p); p != "" {
			parts = append(parts, p)
		}
	}
	return parts
}

// splitNames is split for names: blanks part names of two characters and more
// (张三 李四), and are mere padding in 张　三.
func splitNames(text string) (names []string) {
	for _, part := range split(text) {
		words := strings.Fields(part)
		apart := len(words) > 1 && !isBody(part)
		for _, w := range words {
			apart = apart && utf8.RuneCountInString(w) >= 2 && !latin(w)
		}
		switch {
		case apart:
			names = append(names, words...)
		case len(words) > 1 && !latin(part):
			names = append(names, strings.Join(words, ""))
		default:
			names = append(names, strings.Join(words, " "))
		}
	}
	return names
}

func latin(s string) bool {
	for _, r := range s {
		if r > 0x24f {
			return false
		}
	}
	return true
}

// isBody says whether a name is that of a company or an office.
func isBody(name string) bool {
	for _, end := range []string{"公司", "银行", "委员会", "合作社", "中心", "学校", "医院", "局", "厂", "所", "院", "部", "店", "会"} {
		if strings.HasSuffix(name, end) && utf8.RuneCountInString(name) >= 5 {
			return true
		}
	}
	return false
}

func cutPart(part string) (compound, building string) {
	compound, building, _ = strings.Cut(part, "\x1f")
	return compound, building
}
