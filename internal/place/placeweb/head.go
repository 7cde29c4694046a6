package placeweb

import (
	"context"
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// head is what stands on top of every page of one place.
type head struct {
	Page  ui.Page
	Now   time.Time
	Chain []place.Place // from the root down, the place last
	Place place.Place
	Tab   string // "", "grids", "policy" or "words"
	May   may
}

// may is what the reader can do with the place.
type may struct{ Add, Rename, Move, Close, SetPolicy, Import bool }

// path is the address of a place's page.
func path(id place.ID) string { return "/desk/places/" + id.String() }

// headOf loads the place of the address for someone who may see it.
func headOf(r *web.Request, v *act.View, tab string) (head, error) {
	at, err := web.PathID[place.Place](r, "id")
	if err != nil {
		return head{}, err
	}
	chain, err := place.Chain(v, at)
	if err != nil {
		return head{}, err
	}
	p := chain[len(chain)-1]
	t := p.Thing()
	if err := v.Require(place.CanSee, t); err != nil {
		return head{}, err
	}
	return head{
		Page: r.Frame(p.Name), Now: r.Now(), Chain: chain, Place: p, Tab: tab,
		May: may{
			Add: v.May(place.CanAdd, t), Rename: v.May(place.CanRename, t), Move: v.May(place.CanMove, t),
			Close: v.May(place.CanClose, t), SetPolicy: v.May(place.CanSetPolicy, t),
			Import: p.Parent.IsZero() && v.May(place.CanImport, t),
		},
	}, nil
}

// term is what a kind of place is called here.
func term(ctx context.Context, k place.Kind) string { return words.Term(ctx, string(k)) }

func (h head) tabs(ctx context.Context) []ui.Tab {
	at := path(h.Place.ID)
	all := []ui.Tab{
		{Text: words.T(ctx, "里面有什么"), Href: at, Current: h.Tab == ""},
		{Text: words.T(ctx, "网格检查"), Href: at + "/grids", Current: h.Tab == "grids"},
		{Text: words.T(ctx, "期限与规定"), Href: at + "/policy", Current: h.Tab == "policy"},
		{Text: words.T(ctx, "叫法"), Href: at + "/words", Current: h.Tab == "words"},
	}
	if h.Place.Kind == place.Building || h.Place.Kind == place.Entrance || h.Place.Kind == place.Home {
		return all[:1]
	}
	return all
}

// lead is the sentence under the name of the place.
func (h head) lead(ctx context.Context) string {
	s := term(ctx, h.Place.Kind)
	if h.Place.Code != "" {
		s += " · " + h.Place.Code
	}
	return s
}

// options lists the kinds that may stand in the place.
func options(ctx context.Context, k place.Kind) []ui.Option {
	var out []ui.Option
	for _, child := range k.Children() {
		out = append(out, ui.Option{Value: string(child), Text: term(ctx, child)})
	}
	return out
}
