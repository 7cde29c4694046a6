package ui

import (
	"context"
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// chinese is how Chinese calls itself in every language; the switch shows its
// first character and speaks both.
const chinese = "中文"

// LookField names the address to which the switches of a page take what was typed
// there, to be shown again and not acted on. It is the first of Page.Again, and
// what was typed follows.
const LookField = "_look"

// typed says whether the switches carry what was typed.
func (p Page) typed() bool { return len(p.Again) > 0 && p.Again[0][0] == LookField }

func (p Page) title(ctx context.Context) string {
	name := words.T(ctx, "近邻")
	if p.Title == "" {
		return name
	}
	return p.Title + " · " + name
}

func (p Page) placeName(ctx context.Context) string {
	if p.Place.Name == "" {
		return words.T(ctx, "近邻")
	}
	return p.Place.Name
}

func (p Page) who() string {
	if p.Seat == "" {
		return p.Name
	}
	return p.Name + " · " + p.Seat
}

func (p Page) reader() string {
	if p.Reader == "" {
		return p.who()
	}
	return p.Reader
}

// docked leaves room for the bottom bar when there is one.
func (p Page) docked() string {
	if len(p.Nav) == 0 {
		return ""
	}
	return "has-dock"
}

// scripts are the islands of the face and of the page.
func (p Page) scripts(f frame) []string {
	names := p.Scripts
	if f.desk {
		names = append([]string{"desk.js"}, names...)
	}
	if f.field {
		names = append([]string{"field.js"}, names...)
	}
	return names
}

func (f Flash) tone() Tone {
	if f.Tone == "" {
		return Leaf
	}
	return f.Tone
}

// short keeps a count to three characters.
func short(n int) string {
	if n > 99 {
		return "99+"
	}
	return strconv.Itoa(n)
}
