package app

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopleweb"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/auth/authweb"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// doorPages are what the pages of signing in need of the house.
func (a *App) doorPages() authweb.Deps {
	d := authweb.Deps{
		Door: a.door, Address: a.address, Start: start,
		Holds: func(s auth.Session, by access.Actor, at time.Time) bool { return a.still(s, by.Seats, at) },
		Names: names, Holder: holder, Seats: seatLabels, Search: search,
		Issuer: func(r *web.Request) string {
			s, _ := r.Context().Value(aroundKey{}).(around)
			return strings.TrimSpace(r.T("近邻") + " " + s.place)
		},
	}
	if a.Config.Development {
		d.Peek = a.peek
	}
	return d
}

// peek is the last code sent to a phone, on a development server.
func (a *App) peek(phone string) string {
	number, err := codes.ParseMobile(phone)
	if err != nil {
		return ""
	}
	code, _ := a.codes.Load(number)
	text, _ := code.(string)
	return text
}

// start is where a person begins: the face that most of their seats work in.
func start(v *act.View, person int64) (string, error) {
	held, err := org.HeldBy(v, people.ID(person))
	if err != nil {
		return "", err
	}
	switch {
	case holdsAny(held, atDesks):
		return "/desk", nil
	case holdsAny(held, handlers):
		return "/field", nil
	}
	if needs, err := peopleweb.NeedsWelcome(v, people.ID(person)); err != nil || needs {
		return "/welcome", err
	}
	return "/", nil
}

// names are persons as the reader may see them.
func names(v *act.View, persons ...int64) (map[int64]string, error) {
	return byNumber(v, people.Names, persons)
}

// seatLabels is what seats are called and who holds them.
func seatLabels(v *act.View, seats ...int64) (map[int64]string, error) {
	return byNumber(v, org.SeatLabel, seats)
}

// placeLabels is what places are called within their community.
func placeLabels(v *act.View, places ...int64) (map[int64]string, error) {
	return byNumber(v, place.Labels, places)
}

// byNumber asks for the labels of ids by those who know them as numbers only.
func byNumber[T any](v *act.View, ask func(*act.View, ...id.Of[T]) (map[id.Of[T]]string, error), numbers []int64) (map[int64]string, error) {
	ids := make([]id.Of[T], 0, len(numbers))
	for _, n := range numbers {
		if n != 0 {
			ids = append(ids, id.Of[T](n))
		}
	}
	found, err := ask(v, ids...)
	out := make(map[int64]string, len(found))
	for k, label := range found {
		out[int64(k)] = label
	}
	return out, err
}

func search(v *act.View, text string) ([]int64, error) {
	found, err := people.Search(v, text)
	out := make([]int64, len(found))
	for i, p := range found {
		out[i] = int64(p.ID)
	}
	return out, err
}

// holder is a person as the permission to manage their account looks at them.
// Their account opens all their seats, so whoever manages it must stand above
// every one of them: it lies at the nearest place that holds all. The account of
// someone without a seat lies where they live and are registered.
func holder(v *act.View, person int64) (authweb.Holder, error) {
	h := authweb.Holder{Thing: access.Thing{Kind: "person", ID: person}}
	held, err := org.HeldBy(v, people.ID(person))
	if err != nil {
		return h, err
	}
	var paths []access.Path
	for _, s := range held {
		h.Seats = append(h.Seats, s.Seat)
		paths = append(paths, s.Path)
	}
	if len(held) == 0 {
		things, err := people.Things(v, people.ID(person))
		if err != nil {
			return h, err
		}
		for _, t := range things {
			paths = append(paths, t.Path)
		}
	}
	h.Thing.Path = shared(paths)
	return h, nil
}

// shared is the path of the nearest place that holds all of the paths; "" when
// there is none.
func shared(paths []access.Path) access.Path {
	if len(paths) == 0 {
		return ""
	}
	out := paths[0]
	for _, p := range paths[1:] {
		for !p.Within(out) {
			cut := strings.LastIndexByte(strings.TrimSuffix(string(out), "/"), '/')
			if cut <= 0 {
				return ""
			}
			out = out[:cut+1]
		}
	}
	return out
}

// address is the network address of a request: of the connection, or, when that
// is a proxy of the configuration, the last address before the proxies.
func (a *App) address(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	believed := a.Config.proxies()
	if !within(host, believed) {
		return host
	}
	chain := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(chain) {
		hop = strings.TrimSpace(hop)
		if _, err := netip.ParseAddr(hop); err != nil {
			return host
		}
		host = hop
		if !within(hop, believed) {
			return host
		}
	}
	return host
}

func within(host string, ranges []netip.Prefix) bool {
	ip, err := netip.ParseAddr(host)
	return err == nil && slices.ContainsFunc(ranges, func(p netip.Prefix) bool { return p.Contains(ip.Unmap()) })
}

// proxies are the ranges whose X-Forwarded-For is believed; Check has refused
// what does not parse.
func (c Config) proxies() (out []netip.Prefix) {
	for _, s := range strings.Split(c.Proxies, ",") {
		if p, err := proxy(s); err == nil {
			out = append(out, p)
		}
	}
	return out
}

// proxy reads an address or a range of addresses.
func proxy(s string) (netip.Prefix, error) {
	s = strings.TrimSpace(s)
	if ip, err := netip.ParseAddr(s); err == nil {
		return netip.PrefixFrom(ip, ip.BitLen()), nil
	}
	return netip.ParsePrefix(s)
}
