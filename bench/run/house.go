package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strconv"
	"time"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/portal"
)

// communities is how many communities the filled district has.
const communities = 100

// filled is a house with a district in it and a token to ask with.
type filled struct {
	config    app.Config
	token     string
	session   string // of the same worker, as a cookie
	community string // the one that is asked about
	district  string
}

// fill builds a district with n matters in it.
func fill(ctx context.Context, c app.Config, n int) (*filled, error) {
	a, err := app.Open(ctx, c, app.Options{Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		return nil, err
	}
	defer a.Close()
	opened, err := portal.Establish(ctx, a.Stage, portal.Opening{
		Kind: place.DistrictRealm, Level: place.District, Name: "测区", Person: "测试", Login: "bench.lead"})
	if err != nil {
		return nil, err
	}
	f := &filled{config: c, district: opened.Root.String()}
	system := access.Actor{Realm: opened.Realm.ID, System: "bench"}
	var at []place.Place
	var category matter.CategoryID
	err = a.Stage.Do(ctx, system, func(x *act.Act) error {
		var above place.ID
		for i := range communities {
			if i%10 == 0 {
				s, err := place.Add(x, place.New{Kind: place.Subdistrict, Name: "街道" + strconv.Itoa(i), Parent: opened.Root})
				if err != nil {
					return err
				}
				above = s.ID
			}
			p, err := place.Add(x, place.New{Kind: place.Community, Name: "社区" + strconv.Itoa(i), Parent: above})
			if err != nil {
				return err
			}
			at = append(at, p)
		}
		all, err := matter.Categories(x.View)
		if err != nil {
			return err
		}
		category = all[4].ID
		f.community = at[len(at)-1].ID.String()
		return f.staff(x, at[len(at)-1])
	})
	if err != nil {
		return nil, err
	}
	return f, pour(ctx, a, system, at, category, n)
}

// staff appoints one worker of the community and makes their token.
func (f *filled) staff(x *act.Act, at place.Place) error {
	person, err := people.Register(x, people.New{Name: "测试员", Place: at.ID, Told: "压测"})
	if err != nil {
		return err
	}
	body, err := org.Found(x, org.New{Kind: "residents_committee", Name: "居委会", Place: at.ID})
	if err != nil {
		return err
	}
	seat, err := org.AddSeat(x, org.NewSeat{Organization: body.ID, Kind: org.CommunitySecretary, Place: at.ID})
	if err != nil {
		return err
	}
	if _, err := org.Appoint(x, org.NewAppointment{Seat: seat.ID, Person: person}); err != nil {
		return err
	}
	in, err := auth.Visit(x, int64(person))
	if err != nil {
		return err
	}
	f.session = web.SessionCookie(false) + "=" + in.Token
	f.token, err = auth.MakeToken(x, seat.Thing(), auth.Token{Person: int64(person), Seat: int64(seat.ID), Label: "bench"})
	return err
}

// batch is how many matters one act of the filling writes.
const batch = 5000

// pour writes n registered matters, spread over the places and two years.
func pour(ctx context.Context, a *app.App, by access.Actor, at []place.Place, category matter.CategoryID, n int) error {
	start := time.Now().AddDate(-2, 0, 0)
	for done := 0; done < n; done += batch {
		err := a.Stage.Do(ctx, by, func(x *act.Act) error {
			all := make([]*matter.History, min(batch, n-done))
			for i := range all {
				when := start.Add(time.Duration(done+i) * (2 * 365 * 24 * time.Hour / time.Duration(n)))
				all[i] = history(x, at[(done+i)%len(at)], category, when)
			}
			return matter.Load(x, all)
		})
		if err != nil {
			return err
		}
		if done/batch%20 == 0 {
			fmt.Fprintf(os.Stderr, "\rfilling %d of %d", done, n)
		}
	}
	fmt.Fprintln(os.Stderr)
	if err := a.Stage.Do(ctx, by, matter.IndexAll); err != nil {
		return err
	}
	return a.Stage.DB.Analyze(ctx)
}

func history(x *act.Act, p place.Place, category matter.CategoryID, when time.Time) *matter.History {
	h := &matter.History{}
	m := &h.Matter
	m.ID = act.NewID[matter.Matter](x)
	m.Unit = p.ID
	m.Where = matter.Where{Place: p.ID, Path: p.Path, Subdistrict: p.Subdistrict, Community: p.ID}
	m.Stage, m.StageAt, m.CreatedAt, m.UpdatedAt = matter.StageRegistered, when, when, when
	m.Need = matter.Need{Kind: matter.KindHelp, Category: category, Channel: matter.ChannelPage, Words: "楼道的灯不亮了，老人上下楼看不清台阶。"}
	m.Anonymous, m.Version, m.Rounds = true, 1, 1
	due := when.AddDate(0, 0, 7)
	m.Clock = matter.Clock{StartedAt: when, BaseDueAt: due, DueAt: due}
	h.Steps = []matter.Step{{Matter: m.ID, Seq: 1, At: when, Verb: matter.VerbRaise, Stage: m.Stage}}
	return h
}

// contender is the house as a server.
func (f *filled) contender(name, bin string) (*contender, error) {
	addr, err := freeAddr()
	if err != nil {
		return nil, err
	}
	args := []string{"serve", "--addr", addr, "--data", f.config.Dir}
	if f.config.Database != "" {
		args = append(args, "--database", f.config.Database)
	}
	c := &contender{name: name, addr: addr, cmd: exec.Command(bin, args...), want: 201}
	head := "Authorization: Bearer " + f.token + "\r\n"
	run := time.Now().UnixNano()
	c.intake = func(b *bytes.Buffer, conn, n int) {
		post(b, addr, "/api/v1/matters", fmt.Sprintf("%sIdempotency-Key: %d-%d-%d-%d\r\n", head, run, conn, n, time.Now().UnixNano()),
			`{"place":"`+f.community+`","words":"楼道的灯不亮了，老人上下楼看不清台阶。"}`)
	}
	c.list = map[string]func(*bytes.Buffer, int, int){
		"json": func(b *bytes.Buffer, _, _ int) { get(b, addr, "/api/v1/matters?place="+f.community, head) },
		"page": func(b *bytes.Buffer, _, _ int) {
			get(b, addr, "/desk/matters?place="+f.community, "Cookie: "+f.session+"\r\n")
		},
	}
	return c, c.launch("/healthz")
}
