package matterweb

import (
	"context"
	"encoding/hex"
	"net"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
	"time"
)

func (p *pages) doorForm(r *web.Request) error { return p.doorWith(r, 200, r.Form()) }

func (p *pages) doorWith(r *web.Request, status int, f *web.Form) error {
	code := r.PathValue("code")
	v := doorView{Form: f.Draw(r.Context(), "/q/"+code)}
	v.Form.Files, v.Form.Draft = true, true
	err := r.See(func(view *act.View) error {
		d, err := matter.DoorOf(view, code)
		if err != nil {
			return err
		}
		labels, err := place.Labels(view, d.Place)
		if err != nil {
			return err
		}
		v.Where = labels[d.Place]
		v.Kept, err = p.keptOf(view, f.All("kept"))
		return err
	})
	if err != nil {
		return err
	}
	return r.Page(status, doorPage(r.Frame(r.T("告诉社区")), v))
}

// door takes in what somebody found at a door, without asking who they are, and
// hands them a receipt.
func (p *pages) door(r *web.Request) error {
	if !r.By.SignedIn() {
		r.By = access.Actor{Realm: r.By.Realm, Light: true}
	}
	f := r.Form()
	if err := p.visit(r); err != nil {
		return err
	}
	sent, err := p.take(r, f, raised[:1]...)
	if err != nil {
		return err
	}
	var made matter.ID
	var receipt string
	if len(f.Errors) == 0 {
		err = r.Do(func(a *act.Act) (err error) {
			visit := matter.Visit{Code: r.PathValue("code"), Visitor: p.visitor(r), Phone: f.Text("phone"), New: newMatter(f, sent)}
			made, receipt, err = matter.RaiseAtDoor(a, visit)
			return err
		})
	}
	if f.Refused(err) {
		atField(f, "photos")
		return p.doorWith(r, 422, f)
	}
	if err != nil {
		return err
	}
	return p.doorDone(r, made, receipt)
}

// visits is how many posts of one visitor a door answers in an hour, photos that
// were no good included.
const visits = 30

// visit counts a post before anything is done for it.
func (p *pages) visit(r *web.Request) error {
	l := auth.Limit{Key: "visit:" + p.visitor(r), N: visits, Per: time.Hour}
	ok := true
	err := r.Server.Stage.Do(r.Context(), access.Actor{Realm: r.By.Realm, System: "visits"}, func(a *act.Act) (err error) {
		ok, err = auth.Allow(a.Tx, a.At, l)
		return err
	})
	if err == nil && !ok {
		err = auth.TooOften(l)
	}
	return err
}

// visitor tells one visitor from another for counting: the address of their
// network and the day under a key of the house, which nobody can turn back and
// which is another tomorrow.
func (p *pages) visitor(r *web.Request) string {
	host := r.RemoteAddr
	if p.Caller != nil {
		host = p.Caller(r.Request)
	} else if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	return hex.EncodeToString(r.Server.Stage.Keys.Index("matter.visit", r.Now().Format(time.DateOnly)+"|"+host)[:12])
}

func (p *pages) doorDone(r *web.Request, made matter.ID, receipt string) error {
	v := doorDoneView{Receipt: spaced(receipt), Href: "/r/" + receipt, Address: p.address(r, "/r/"+receipt)}
	err := r.See(func(view *act.View) error {
		card, _, err := matter.ByReceipt(view, receipt)
		v.When = before(r.Context(), view.At, standingOfCard(card).due)
		return err
	})
	if err != nil {
		return err
	}
	page := r.Frame(r.T("收到了"))
	page.Path, page.Again = v.Href, nil // the switches lead to what was raised
	return r.Page(200, doorDonePage(page, v))
}

// spaced breaks a code in two for the eye: 7KQ2M-8XA4C.
func spaced(code string) string {
	half := len(code) / 2
	return code[:half] + "-" + code[half:]
}

// address is a path with the host people type: as configured, else the one that
// was asked.
func (p *pages) address(r *web.Request, path string) string {
	host := strings.TrimSuffix(p.URL, "/")
	if host == "" {
		host = "http://" + r.Host
		if r.TLS != nil || r.Server.Secure {
			host = "https://" + r.Host
		}
	}
	return host + path
}

func (p *pages) receiptSearch(r *web.Request) error {
	return r.Page(200, receiptSearchPage(r.Frame(r.T("凭回执号查")), r.Form().Draw(r.Context(), "/r")))
}

func (p *pages) receiptFind(r *web.Request) error {
	f := r.Form()
	code := strings.NewReplacer(" ", "", "-", "").Replace(f.Text("receipt"))
	if code == "" {
		f.Bad("receipt", "receipt.empty", "请写上回执号")
	} else if _, _, err := p.byReceipt(r, code); err == nil {
		return r.Redirect("/r/" + code)
	} else if e := errs.As(err); e == nil || e.Kind != errs.NotFound {
		return err
	} else {
		f.Bad("receipt", e.Code, e.Text)
	}
	return r.Page(422, receiptSearchPage(r.Frame(r.T("凭回执号查")), f.Draw(r.Context(), "/r")))
}

// byReceipt finds the card of a receipt; trying codes is counted.
func (p *pages) byReceipt(r *web.Request, code string) (v receiptView, card matter.Card, err error) {
	if err := p.visit(r); err != nil {
		return v, card, err
	}
	ctx := r.Context()
	err = r.See(func(view *act.View) error {
		var traces []matter.Trace
		if card, traces, err = matter.ByReceipt(view, code); err != nil {
			return err
		}
		v, err = p.receiptOf(ctx, view, card, traces)
		return err
	})
	return v, card, err
}

func (p *pages) receiptOf(ctx context.Context, view *act.View, card matter.Card, traces []matter.Trace) (receiptView, error) {
	all, err := p.cardBriefs(ctx, view, []matter.Card{card})
	if err != nil {
		return receiptView{}, err
	}
	all[0].What = words.T(ctx, "编号 %s", card.Number)
	return receiptView{Now: view.At, Brief: all[0], Moments: traceMoments(ctx, traces)}, nil
}

func (p *pages) receiptShow(r *web.Request) error {
	code := strings.ToUpper(r.PathValue("code"))
	v, _, err := p.byReceipt(r, code)
	if err != nil {
		return err
	}
	v.Receipt = spaced(code)
	return r.Page(200, receiptPage(r.Frame(r.T("回执")), v))
}
