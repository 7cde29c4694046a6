package app

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth/authweb"
	"github.com/jinlin-oss/jinlin/internal/platform/codes"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// doorPages are what the pages of signing in need of the house.
func (a *App) doorPages() authweb.Deps {
	d := authweb.Deps{
		Door: a.door, Address: a.address, Start: start,
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
	at := func(kinds []access.SeatKind) bool {
		return slices.ContainsFunc(held, func(h access.Held) bool { return slices.Contains(kinds, h.Kind) })
	}
	switch {
	case at(join(running, system, auditors, security)):
		return "/desk", nil
	case at(handlers):
		return "/field", nil
	}
	return "/", nil
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
