package matterweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// listed says where the lines of a list lead, and whether they are the reader's.
type listed struct {
	under string // /desk/matters
	query string // kept in the address
	mine  bool
}

func (l listed) href(id matter.ID) string {
	if l.query == "" {
		return l.under + "/" + id.String()
	}
	return l.under + "/" + id.String() + "?" + l.query
}

// briefs are lines as a page lists them.
func (p *pages) briefs(ctx context.Context, v *act.View, lines []matter.Line, as listed) ([]Brief, error) {
	places, seats := make([]place.ID, len(lines)), make([]org.SeatID, len(lines))
	for i, l := range lines {
		places[i], seats[i] = l.Place, l.Seat
	}
	n, err := p.name(v, places, seats)
	if err != nil {
		return nil, err
	}
	out := make([]Brief, len(lines))
	for i, l := range lines {
		s := standingOf(l, v.At)
		s.mine = as.mine
		holder := n.seats[l.Seat]
		out[i] = Brief{
			ID: l.ID.String(), Href: as.href(l.ID), Number: l.Number.String(), What: title(l.Words), Where: n.places[l.Place],
			Category: n.categories[l.Category], Channel: words.T(ctx, l.Channel.Label()), Holder: holder, At: l.CreatedAt,
			Status: s.status(ctx), Line: s.line(ctx, holder), Clock: s.clock(), Version: l.Version,
			Waits: l.Stage == matter.StageWaiting || l.Stage == matter.StageReviewed || l.Stage == matter.StageAnswered,
		}
	}
	return out, nil
}
