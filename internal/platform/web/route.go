package web

import (
	"net/http"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
)

// Who may come as far as a handler, where no single capability says it.
const (
	Anywhere access.Capability = "anywhere"  // anyone, also where no realm is founded yet
	Public   access.Capability = "public"    // anyone, signed in or not
	SignedIn access.Capability = "signed-in" // any known person
	Staff    access.Capability = "staff"     // anyone who holds a seat
)

// Route is one page or one act of the faces.
type Route struct {
	At  string            // method and pattern: "GET /desk/matters/{id}"
	Can access.Capability // what the asker must be able to do somewhere
	Do  func(*Request) error
}

// Method is the HTTP method of the route.
func (r Route) Method() string {
	m, _, _ := strings.Cut(r.At, " ")
	return m
}

// Path is the pattern without its method.
func (r Route) Path() string {
	_, p, _ := strings.Cut(r.At, " ")
	return p
}

// Admits says whether someone may come as far as a handler that asks for can.
func (s *Server) Admits(by access.Actor, can access.Capability) bool {
	switch can {
	case Anywhere, Public:
		return true
	case SignedIn:
		return by.SignedIn()
	case Staff:
		return by.Staff()
	}
	return s.Stage.Policy.Has(by, can)
}

// Face is which of the faces a path belongs to.
type Face string

// The faces.
const (
	Resident Face = "resident"
	Field    Face = "field"
	Desk     Face = "desk"
	Register Face = "open"
)

// FaceOf tells the face of a request by its path.
func FaceOf(r *http.Request) Face {
	for prefix, f := range map[string]Face{"/field": Field, "/desk": Desk, "/open": Register} {
		if r.URL.Path == prefix || strings.HasPrefix(r.URL.Path, prefix+"/") {
			return f
		}
	}
	return Resident
}
