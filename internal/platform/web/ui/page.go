package ui

import (
	"strings"

	"github.com/a-h/templ"
)

// Page is what a face needs to draw its frame. Texts are already in the
// reader's language.
type Page struct {
	Title string // of this page, without the product's name
	Look  Look
	Path  string // address of this page with its query; the switches come back to it
	// Again makes the switches post these, name and value, to Path instead of
	// leading there: the page is the answer to a form and has no address of its own.
	Again [][2]string
	// Once hides the switches: what the page shows cannot be shown a second time.
	Once bool

	Place Place
	Phone Phone
	Nav   []NavItem // only what leads somewhere
	Name  string    // who is signed in, as the page may show it; "" for nobody
	Seat  string    // what they are here as: "网格员 · 第三网格"
	// Reader names who is signed in to their own browser, so that what waits on
	// the phone is only handed in for the same person. Opaque, never shown.
	Reader string

	Flashes []Flash
	Demo    *Demo
	Version string // shown small at the foot

	// LookAction takes the switches (POST elder, scheme, lang, back); "" means "/look".
	LookAction string
	// SignOut is where the sign-out form is posted; "" shows none.
	SignOut string
	// Scripts are further islands of this page, by file name in static.
	Scripts []string
}

// Place is where the reader is: "滨海花园 3 号楼" in "鹭江社区".
type Place struct{ Name, Within, Href string }

// Phone is the community's telephone, one tap away on every page.
type Phone struct {
	Label  string // "社区电话"
	Number string // as dialled; "" shows none
}

// NavItem is one entry of a face's navigation.
type NavItem struct {
	Text    string
	Href    string
	Icon    Icon
	Current bool
	Count   int    // waiting there; 0 shows none
	Group   string // desk only: a small heading before the first item of a group
}

// Flash is said once, after an act: what was done and what happens next.
type Flash struct {
	Tone Tone
	Text string // "已交给小洪"
	Next string // "明天下午 4 点前会联系您"
	Undo *Undo
}

// Undo takes back the act a flash speaks of while the law and the clock allow.
type Undo struct {
	Action  string // POST
	Key     string // idempotency key
	Seconds int    // left, by the server's clock
}

// Demo is the banner of a demonstration with its role switcher.
type Demo struct {
	Action  string // POST role
	Roles   []Option
	Current string
}

func (p Page) lookAction() string {
	if p.LookAction == "" {
		return "/look"
	}
	return p.LookAction
}

// back is where a switch returns to.
func (p Page) back() string {
	if p.Path == "" {
		return "/"
	}
	return p.Path
}

// home is where the place and the mark lead.
func (p Page) home() string {
	if p.Place.Href == "" {
		return "/"
	}
	return p.Place.Href
}

// current is aria-current="page" for the item of this page.
func (n NavItem) current() templ.Attributes { return ariaCurrent(n.Current, "page") }

func ariaCurrent(is bool, kind string) templ.Attributes {
	if !is {
		return nil
	}
	return templ.Attributes{"aria-current": kind}
}

// opens says whether item i begins a new group of the rail.
func opens(nav []NavItem, i int) bool {
	return nav[i].Group != "" && (i == 0 || nav[i-1].Group != nav[i].Group)
}

// list is the address of the list that the opened record is of, narrowed as it
// was.
func (p Page) list() string {
	_, query, _ := strings.Cut(p.Path, "?")
	for _, n := range p.Nav {
		if n.Current && query != "" {
			return n.Href + "?" + query
		}
		if n.Current {
			return n.Href
		}
	}
	return p.home()
}
