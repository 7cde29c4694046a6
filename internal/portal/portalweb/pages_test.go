package portalweb_test

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/portal/portalweb"
)

// blank is a calendar that holds no year.
func blank(*act.View) (calendar.Calendar, error) { return calendar.Calendar{}, nil }

// ask opens a first page as somebody, with a cookie.
func ask(t *testing.T, w *mattertest.World, by access.Actor, at, cookie string) string {
	t.Helper()
	server := &web.Server{
		Stage: w.Stage, Log: slog.New(slog.DiscardHandler),
		Identify:  func(*http.Request) (access.Actor, error) { return by, nil },
		Frame:     func(_ *web.Request, p *ui.Page) { p.Phone = ui.Phone{Label: "社区电话", Number: "0592-2020000"} },
		ErrorPage: func(_ *web.Request, p web.Problem) templ.Component { return templ.Raw(p.Text) },
	}
	server.Handle(portalweb.Routes(portalweb.Deps{Calendar: blank})...)
	req := httptest.NewRequest(http.MethodGet, at, nil)
	req.Header.Set("Cookie", cookie)
	rec := httptest.NewRecorder()
	server.Handler().ServeHTTP(rec, req)
	if rec.Code != http.StatusOK {
		t.Fatalf("GET %s: %d %s", at, rec.Code, rec.Body)
	}
	return rec.Body.String()
}

// A first page says what to do now: to a resident, to nobody, at the desk, on the
// noticeboard, and three things and no more in large type.
func TestFirstPages(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, mattertest.Schema, func(t *testing.T, d *db.DB) {
		w := mattertest.New(t, d)
		w.Raise(t, w.Resident, matter.New{Words: "楼道灯不亮，陈阿婆看不见台阶"})
		w.Raise(t, w.Neighbour, matter.New{Words: "我家的事", Kind: matter.KindTip})
		keeper := access.Actor{Realm: mattertest.Realm, Person: 77, Seats: []access.Held{{Seat: 77, Kind: org.SystemAdmin, Place: int64(w.Town.Subdistrict.ID), Path: w.Town.Subdistrict.Path}}}
		top := access.Actor{Realm: mattertest.Realm, Person: 78, Seats: []access.Held{{Seat: 78, Kind: org.DistrictOffice, Place: int64(w.Town.District.ID), Path: w.Town.District.Path}}}
		for _, one := range []struct {
			by         access.Actor
			at, cookie string
			has, not   []string
		}{
			{w.Resident, "/", "", []string{"我要说", "楼道灯不亮", "听诉求", "公共维修", "社区正在安排"}, []string{"我家的事", "去管理台"}},
			{w.Resident, "/", "elder=1", []string{"我要人帮忙", `href="tel:0592-2020000"`, "楼道灯不亮"}, []string{"社区答应的"}},
			{w.Resident, "/", "lang=en", []string{"Tell the community", "received"}, []string{"我要说"}},
			{w.Worker, "/", "", []string{"去管理台", "去工作台"}, nil},
			{access.Actor{Realm: mattertest.Realm}, "/", "", []string{"用手机号登录", "凭回执号查", "公共维修"}, []string{"陈阿婆", "我家的事"}},
			{w.Worker, "/desk", "", []string{"等派单", "2 件没有人负责", "最先到期的", "楼道灯不亮"}, nil},
			{top, "/desk", "", []string{"2026 年的放假安排还没有写进来"}, nil},
			{w.OfficeLead, "/desk", "", nil, []string{"放假安排还没有写进来"}}, // who cannot write it is not sent to
			{w.ForeignWorker, "/desk", "", []string{"没有在办的事"}, []string{"楼道灯不亮"}},
			{keeper, "/desk", "", []string{"不办居民的事", "特意分开"}, []string{"楼道灯不亮", "代居民登记", "没有在办的事"}},
			{access.Actor{Realm: mattertest.Realm}, "/open", "", []string{"公共维修", "少于 5"}, []string{"陈阿婆", "<script", "看不见台阶"}},
		} {
			page := ask(t, w, one.by, one.at, one.cookie)
			for _, text := range one.has {
				if !strings.Contains(page, text) {
					t.Errorf("%s %s does not say %q", one.at, one.cookie, text)
				}
			}
			for _, text := range one.not {
				if strings.Contains(page, text) {
					t.Errorf("%s %s says %q", one.at, one.cookie, text)
				}
			}
		}
	})
}
