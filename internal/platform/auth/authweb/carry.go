package authweb

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// carriedView is a form that came through signing in.
type carriedView struct {
	Page   ui.Page
	Path   string
	Fields [][2]string // name and value, as they were posted
	Words  string      // the longest thing that was written, to know it again
	Lost   bool        // photos have to be chosen again
	Back   string      // the page the form stands on
}

func carried(r *web.Request, c web.Carried, w way) carriedView {
	v := carriedView{Page: r.Frame(r.T("您刚才填的还在")), Path: c.Path, Lost: c.Lost, Back: web.LocalPath(w.Next, "/"), Words: longest(c.Values)}
	v.Page.Path, v.Page.Again = "/sign-in", [][2]string{{"next", w.Next}, {web.CarryField, w.Carry}}
	names := make([]string, 0, len(c.Values))
	for name := range c.Values {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		for _, value := range c.Values[name] {
			v.Fields = append(v.Fields, [2]string{name, value})
		}
	}
	return v
}

// longest is the longest value that reads like words of a person.
func longest(values url.Values) (words string) {
	for name, all := range values {
		if strings.HasPrefix(name, "_") || strings.Contains(name, "password") || name == "old" {
			continue
		}
		for _, s := range all {
			written := strings.ContainsFunc(s, func(c rune) bool { return unicode.Is(unicode.Han, c) || unicode.IsSpace(c) })
			if written && utf8.RuneCountInString(s) > utf8.RuneCountInString(words) {
				words = s
			}
		}
	}
	const most = 120 // characters
	if r := []rune(words); len(r) > most {
		words = string(r[:most]) + "…"
	}
	return words
}
