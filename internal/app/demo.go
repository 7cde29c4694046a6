package app

import (
	"net/http"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// Demo lets visitors of a demonstration look from several seats without signing
// in. A real instance has none.
type Demo struct{ Roles []Role }

// Role is one of the persons whom a visitor can be.
type Role struct {
	Key    string // stable, for scripts: "grid_worker"
	Text   string // who it is: "网格员 老陈"
	Home   string // the face they work in: "/field"
	Person int64
}

func (d *Demo) banner(r *web.Request) *ui.Demo {
	out := &ui.Demo{Action: "/demo/role"}
	for _, role := range d.Roles {
		out.Roles = append(out.Roles, ui.Option{Value: role.Key, Text: r.T(role.Text)})
		if role.Person == r.By.Person {
			out.Current = role.Key
		}
	}
	return out
}

// routes is the one address that exists only in a demonstration.
func (d *Demo) routes(secure bool) []web.Route {
	return []web.Route{{At: "POST /demo/role", Can: web.Public, Do: func(r *web.Request) error {
		for _, role := range d.Roles {
			if role.Key != r.Form().Text("role") {
				continue
			}
			var in auth.SignedIn
			err := r.Do(func(a *act.Act) (err error) {
				in, err = auth.Visit(a, role.Person)
				return err
			})
			if err != nil {
				return err
			}
			setSession(r.W, secure, in.Token)
			return r.Redirect(role.Home)
		}
		return r.Redirect("/")
	}}}
}

// setSession hands the browser the token of its session; "" takes it away.
func setSession(w http.ResponseWriter, secure bool, token string) {
	web.SetCookie(w, secure, web.SessionCookie(secure), token, 180*24*time.Hour)
}
