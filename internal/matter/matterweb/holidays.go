package matterweb

import (
	"encoding/json"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

func (p *pages) holidays(r *web.Request) error { return p.holidaysWith(r, 200, r.Form()) }

func (p *pages) holidaysWith(r *web.Request, status int, f *web.Form) error {
	v := holidaysView{Form: f.Draw(r.Context(), "/desk/holidays")}
	err := r.See(func(view *act.View) error {
		root, err := placeRoot(view)
		if err != nil {
			return err
		}
		v.Fixed = p.KeepYears == nil || !view.May(place.CanKeepYears, root.Thing())
		c, err := p.Calendar(view)
		if err != nil {
			return err
		}
		v.Missing = missingYears(c, calendar.DayOf(view.At))
		years := c.Years()
		for i := len(years) - 1; i >= 0; i-- {
			y := years[i]
			v.Years = append(v.Years, holidayYear{Number: y.Number, Off: runs(y.Off), Work: runs(y.Work), Paper: strings.Join(y.Paper, "；")})
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Page(status, holidaysPage(r.Frame(r.T("节假日")), v))
}

// ahead is how far limits reach: a year must be known by then.
const ahead = 60

// missingYears are the years that limits set today may reach into and that the
// calendar does not hold.
func missingYears(c calendar.Calendar, today calendar.Day) []int {
	var out []int
	for _, year := range []int{today.Year(), today.Add(ahead).Year()} {
		if !c.Knows(year) && (len(out) == 0 || out[0] != year) {
			out = append(out, year)
		}
	}
	return out
}

// runs are days as people read them, one after another joined: 10-01 至 10-07.
func runs(days []calendar.Day) string {
	var out []string
	for i := 0; i < len(days); {
		j := i
		for j+1 < len(days) && days[j+1] == days[j].Add(1) {
			j++
		}
		text := days[i].String()
		if j > i {
			text += " – " + days[j].String()
		}
		out, i = append(out, text), j+1
	}
	return strings.Join(out, "，")
}

// keepHolidays writes down the arrangement of a year, all of it or nothing.
func (p *pages) keepHolidays(r *web.Request) error {
	if p.KeepYears == nil {
		return errs.Missing()
	}
	f := r.Form()
	off, work := daysOf(f, "off"), daysOf(f, "work")
	var err error
	if len(f.Errors) == 0 {
		var text []byte
		text, err = json.Marshal(map[string]any{"years": map[string]any{
			f.Text("year"): map[string]any{"paper": []string{f.Text("paper")}, "off": off, "work": work},
		}})
		if err != nil {
			return err
		}
		err = r.Do(func(a *act.Act) error { return p.KeepYears(a, text) })
	}
	if f.Refused(err) {
		atYear(f)
		return p.holidaysWith(r, 422, f)
	}
	if err != nil {
		return err
	}
	return r.Done("/desk/holidays", words.T(r.Context(), "%s 年的安排写进去了，以后登记的照它算。", f.Text("year")))
}

// daysOf reads lines of "2027-02-06" and "2027-02-06 到 2027-02-12".
func daysOf(f *web.Form, name string) []string {
	out := []string{}
	for line := range strings.Lines(f.Value(name)) {
		from, to, ranged := cutRange(line)
		if from == "" {
			continue
		}
		a, err := calendar.ParseDay(from)
		b := a
		if err == nil && ranged {
			b, err = calendar.ParseDay(to)
		}
		if err != nil || b < a || b.Sub(a) > 31 {
			f.Bad(name, "day", "有一行读不懂，请写成 2027-02-06，或者 2027-02-06 到 2027-02-12")
			return nil
		}
		for d := a; d <= b; d = d.Add(1) {
			out = append(out, d.String())
		}
	}
	return out
}

func cutRange(line string) (from, to string, ranged bool) {
	for _, mark := range []string{"到", "至", "—", "~", " - "} {
		if a, b, ok := strings.Cut(line, mark); ok {
			return strings.TrimSpace(a), strings.TrimSpace(b), true
		}
	}
	return strings.TrimSpace(line), "", false
}

// atYear moves what the reading says of a row ("2027.off[3]") to its field.
func atYear(f *web.Form) {
	for i, e := range f.Errors {
		switch {
		case strings.Contains(e.Name, ".off"):
			f.Errors[i].Name = "off"
		case strings.Contains(e.Name, ".work"):
			f.Errors[i].Name = "work"
		case e.Name == f.Text("year"):
			f.Errors[i].Name = "year"
		}
	}
}
