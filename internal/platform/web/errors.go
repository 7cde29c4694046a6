package web

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// Problem is an error as a page shows it.
type Problem struct {
	Status    int
	Text      string
	Fields    []errs.Field
	Reference string // what to tell the administrator; only for faults of ours
	Back      string // where the person came from
}

// fail renders and logs an error, once.
func (s *Server) fail(r *Request, err error) {
	e := errs.As(err)
	if e != nil && e.Kind == errs.Unauthenticated {
		s.signIn(r)
		return
	}
	p := Problem{Status: http.StatusInternalServerError, Back: LocalPath(r.backTo(), "/")}
	if e != nil {
		p.Status, p.Text, p.Fields = e.Kind.Status(), r.T(e.Text, e.Args...), e.Fields
	}
	if p.Status >= 500 {
		p.Reference = id.Any(s.Stage.IDs.Next()).String()
		s.Log.Error("request", "ref", p.Reference, "method", r.Method, "path", r.URL.Path, "err", err)
		if e == nil {
			p.Text = r.T("系统出了点问题，这次没有办成。请再试一次；还不行，就把下面的编号告诉社区。")
		}
	}
	if e := r.Page(p.Status, s.ErrorPage(r, p)); e != nil {
		s.Log.Debug("error page", "err", e)
	}
}

func (r *Request) backTo() string {
	u, err := url.Parse(r.Referer())
	if err != nil || u.Host != r.Host {
		return "/"
	}
	return u.RequestURI()
}

// Carried is a form that was posted without a session: it travels through
// sign-in in the page, never on the server, and is offered again afterwards.
type Carried struct {
	Path   string     `json:"p"`
	Values url.Values `json:"v"`
	Lost   bool       `json:"f"` // photos have to be chosen again
}

// CarryField is the hidden field in which a Carried form travels.
const CarryField = "_carry"

// String packs the form for the hidden field.
func (c Carried) String() string {
	b, err := json.Marshal(c)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

// ReadCarried unpacks the hidden field; false when there is none.
func ReadCarried(s string) (c Carried, ok bool) {
	b, err := base64.RawURLEncoding.DecodeString(s)
	if err != nil || json.Unmarshal(b, &c) != nil || LocalPath(c.Path, "") == "" {
		return Carried{}, false
	}
	return c, true
}

// secrets are the fields that have to be typed again: they never stand in a page.
var secrets = map[string]bool{"password": true, "again": true, "old": true, "secret": true, "pin": true, "token": true, CarryField: true}

// secret says whether a field is one of them. A code is one where it proves who
// somebody is; elsewhere it names a division or an organisation.
func (c Carried) secret(name string) bool {
	return secrets[name] || name == "code" && (strings.HasPrefix(c.Path, "/me/") || strings.HasPrefix(c.Path, "/sign-in"))
}

// open leaves the secrets out, and says whether anything typed is left.
func (c *Carried) open() (left bool) {
	values := url.Values{}
	for name, v := range c.Values {
		if !c.secret(name) {
			values[name] = v
			left = left || !strings.HasPrefix(name, "_")
		}
	}
	c.Values = values
	return left
}

// signIn leads someone without a session to the sign-in page, with what they
// were about to send.
func (s *Server) signIn(r *Request) {
	next := r.Local()
	carry := ""
	if r.Method == http.MethodPost {
		c := Carried{Path: next, Values: r.PostForm, Lost: r.MultipartForm != nil && len(r.MultipartForm.File) > 0}
		if r.MultipartForm != nil {
			c.Values = r.MultipartForm.Value
		}
		if c.open() {
			carry = c.String()
		}
		next = LocalPath(r.backTo(), "/")
	}
	if r.Method == http.MethodGet && r.Header.Get("HX-Request") == "" {
		http.Redirect(r.W, r.Request, "/sign-in?next="+url.QueryEscape(next), http.StatusSeeOther)
		return
	}
	if err := r.Page(http.StatusUnauthorized, s.SignInPage(r, next, carry)); err != nil {
		s.Log.Debug("sign-in page", "err", err)
	}
}
