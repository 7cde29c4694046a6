package matterweb

import (
	"context"
	_ "embed"
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

//go:embed en.json
var english []byte

var _ = words.MustRegister("matterweb", english)

// Limits of what forms take; the acts hold to them, the pages only say them.
const (
	maxWords   = 4000
	maxSummary = 60
	maxPhotos  = 6
	shortList  = 5 // choices that stand open rather than in a list
)

// labelled is a word of package matter: its label is Chinese and the key of its
// English.
type labelled interface {
	~string
	Label() string
}

// options are words of package matter as the choices of a form; ask, when given,
// stands first and chooses nothing.
func options[W labelled](ctx context.Context, all []W, ask ...string) []ui.Option {
	out := asked(ask)
	for _, w := range all {
		out = append(out, ui.Option{Value: string(w), Text: words.T(ctx, w.Label())})
	}
	return out
}

// asked is the option that chooses nothing, if there is one.
func asked(ask []string) []ui.Option {
	var out []ui.Option
	for _, text := range ask {
		out = append(out, ui.Option{Text: text})
	}
	return out
}

func parkOptions(ctx context.Context) []ui.Option {
	return options(ctx, matter.ParkReasons(), words.T(ctx, "请选择"))
}

func outcomeOptions(ctx context.Context) []ui.Option { return options(ctx, matter.Outcomes()) }

func diversionOptions(ctx context.Context) []ui.Option {
	var out []ui.Option
	for _, d := range matter.Diversions() {
		out = append(out, ui.Option{Value: strconv.Itoa(int(d)), Text: words.T(ctx, d.Label())})
	}
	return out
}

func satisfactionOptions(ctx context.Context) []ui.Option {
	icons := map[matter.Satisfaction]ui.Icon{
		matter.Satisfied: ui.IconCircleCheck, matter.Basically: ui.IconHourglass, matter.Dissatisfied: ui.IconCircleSlash,
	}
	var out []ui.Option
	for _, s := range matter.Satisfactions() {
		out = append(out, ui.Option{Value: strconv.Itoa(int(s)), Text: words.T(ctx, s.Label()), Icon: icons[s]})
	}
	return out
}

// first is the value of the first choice that chooses something.
func first(all []ui.Option) string {
	for _, o := range all {
		if o.Value != "" {
			return o.Value
		}
	}
	return ""
}
