package authweb

import (
	"net/http"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// tokensView is the page of the tokens of one's seats.
type tokensView struct {
	Page   ui.Page
	Now    time.Time
	Form   ui.Form
	Tokens []auth.Token
	Seats  map[int64]string
	Mine   []ui.Option // seats that may have a token
	Made   string      // the text of the new token, shown once
}

func (h door) tokens(r *web.Request) error {
	return h.showTokens(r, http.StatusOK, new(web.Form), "")
}

func (h door) showTokens(r *web.Request, status int, f *web.Form, made string) error {
	v := tokensView{Page: r.Frame(r.T("程序用的令牌")), Now: r.Now(), Form: f.Draw(r.Context(), "/desk/tokens"), Made: made}
	err := r.See(func(view *act.View) (err error) {
		if v.Tokens, err = auth.Tokens(view, r.By.Person); err != nil {
			return err
		}
		var seats []int64
		for _, t := range v.Tokens {
			seats = append(seats, t.Seat)
		}
		for _, s := range r.By.Seats {
			seats = append(seats, s.Seat)
		}
		if v.Seats, err = h.labels(view, seats); err != nil {
			return err
		}
		for _, s := range r.By.Seats {
			if view.May(auth.CanToken, seatThing(s)) {
				v.Mine = append(v.Mine, ui.Option{Value: id.Any(s.Seat).String(), Text: v.Seats[s.Seat]})
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return r.Page(status, tokensPage(v))
}

// labels says what seats are called; by their number where nobody can say.
func (h door) labels(v *act.View, seats []int64) (map[int64]string, error) {
	out := map[int64]string{}
	for _, s := range seats {
		out[s] = id.Any(s).String()
	}
	if h.Seats == nil || len(seats) == 0 {
		return out, nil
	}
	known, err := h.Seats(v, seats...)
	for s, label := range known {
		out[s] = label
	}
	return out, err
}

func seatThing(h access.Held) access.Thing {
	return access.Thing{Kind: "seat", ID: h.Seat, Place: h.Place, Path: h.Path, Seat: h.Seat}
}

func (h door) makeToken(r *web.Request) error {
	f := r.Form()
	seat := web.FormID[struct{}](f, "seat")
	days := f.Int("days")
	made := ""
	err := r.Do(func(a *act.Act) error {
		made = ""
		_, err := act.Once(a, f.Key(), func() (id.Of[auth.Token], error) {
			for _, s := range r.By.Seats {
				if s.Seat != int64(seat) {
					continue
				}
				text, err := auth.MakeToken(a, seatThing(s), auth.Token{
					Person: r.By.Person, Seat: s.Seat, Label: f.Text("label"), Until: a.At.Add(time.Duration(days) * 24 * time.Hour),
				})
				made = text
				return id.Of[auth.Token](s.Seat), err
			}
			return 0, errs.Invalidf("seat", "token.seat", "请选择用哪个岗位")
		})
		return err
	})
	if f.Refused(err) {
		return h.showTokens(r, http.StatusUnprocessableEntity, f, "")
	}
	if err != nil {
		return err
	}
	if made == "" { // pressed twice: it was shown the first time
		return r.Done("/desk/tokens", "令牌已经做好了。它只显示一次，没有抄下就作废它，再做一个。")
	}
	return h.showTokens(r, http.StatusOK, new(web.Form), made)
}

func (h door) revokeToken(r *web.Request) error {
	token, err := web.PathID[auth.Token](r, "id")
	if err != nil {
		return err
	}
	if err := r.Do(func(a *act.Act) error { return auth.RevokeToken(a, token) }); err != nil {
		return err
	}
	return r.Done("/desk/tokens", "已作废。用它的程序从现在起进不来。")
}

// alive says whether a token still opens anything by itself.
func alive(t auth.Token, now time.Time) bool { return t.RevokedAt.IsZero() && t.Until.After(now) }
