package app

import (
	"context"
	"errors"
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/insight/insightweb"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/matterweb"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/org/orgweb"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopleweb"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placeweb"
	"github.com/jinlin-oss/jinlin/internal/platform/api"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/auth/authweb"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/portal"
	"github.com/jinlin-oss/jinlin/internal/portal/noticeweb"
	"github.com/jinlin-oss/jinlin/internal/portal/portalweb"
	"github.com/jinlin-oss/jinlin/internal/portal/setupweb"
	"github.com/jinlin-oss/jinlin/internal/portal/trailweb"
)

// newServer mounts every face's routes.
func (a *App) newServer() *web.Server {
	s := &web.Server{
		Stage: a.Stage, Log: a.log, Secure: a.secure(),
		Identify: a.identify, Prepare: a.prepare, Frame: a.frame, ErrorPage: a.errorPage, Unfounded: a.unfounded,
	}
	a.Server = s
	s.Handle(web.LookRoute(), web.Route{At: "GET /healthz", Can: web.Anywhere, Do: a.health})
	setup := &setupweb.Setup{Code: a.opening, Stage: a.Stage, Opened: a.opened, Done: func(ctx context.Context) error {
		_, err := a.realms(ctx)
		return err
	}}
	s.Handle(setup.Routes()...)
	s.Handle(portalweb.Routes(portalweb.Deps{Calendar: place.Calendar, Months: &a.figures.Months})...)
	s.Handle(placeweb.Routes()...)
	s.Handle(orgweb.Routes()...)
	s.Handle(peopleweb.Routes(a.peoplePages())...)
	s.Handle(matterweb.Routes(matterweb.Deps{
		Files: a.files, URL: a.Config.URL, Calendar: place.Calendar, KeepYears: place.KeepYears, Months: &a.figures.Months, Caller: a.address,
	})...)
	s.Handle(insightweb.Routes(insightweb.Deps{Figures: &a.figures, URL: a.Config.URL})...)
	s.Handle(trailweb.Routes()...)
	s.SignInPage = authweb.SignInPage
	s.Handle(authweb.Routes(a.doorPages())...)
	s.Handle(noticeweb.Routes(noticeweb.Deps{Names: names, Places: placeLabels})...)
	_, operations := a.newAPI()
	s.Mount(api.Prefix+"/", operations)
	if a.Demo != nil {
		s.Handle(a.Demo.routes(a.secure())...)
	}
	return s
}

// navigation is every line of every face's navigation, in order. A line is
// shown to whoever may open it.
var navigation = []entry{
	{face: web.Resident, text: "首页", href: "/", icon: ui.IconHouse, can: web.Public, under: []string{"/help", "/q", "/r", "/welcome"}},
	{face: web.Resident, text: "我的事", href: "/matters", icon: ui.IconClipboardList, can: web.SignedIn},
	{face: web.Resident, text: "看公开", href: "/open", icon: ui.IconEye, can: web.Public},
	{face: web.Resident, text: "消息", href: "/notices", icon: ui.IconBell, can: web.SignedIn},
	{face: web.Resident, text: "我的", href: "/me", icon: ui.IconUser, can: web.SignedIn},

	{face: web.Field, text: "要办的", href: "/field", icon: ui.IconInbox, can: web.Staff, under: []string{"/field/matters"}},
	{face: web.Field, text: "代居民登记", href: "/field/matters/new", icon: ui.IconPencil, can: matter.CanRaiseFor},
	{face: web.Field, text: "消息", href: "/notices", icon: ui.IconBell, can: web.SignedIn},

	{face: web.Desk, group: "居民的事", text: "今天", href: "/desk", icon: ui.IconHouse, can: web.Staff},
	{face: web.Desk, group: "居民的事", text: "事项", href: "/desk/matters", icon: ui.IconClipboardList, can: matter.CanReadInner},
	{face: web.Desk, group: "居民的事", text: "代居民登记", href: "/desk/matters/new", icon: ui.IconPencil, can: matter.CanRaiseFor},
	{face: web.Desk, group: "居民的事", text: "没人负责的", href: "/desk/unrouted", icon: ui.IconCircleQuestionMark, can: matter.CanDispatch},
	{face: web.Desk, group: "居民的事", text: "没送到的消息", href: "/desk/undelivered", icon: ui.IconMegaphone, can: notify.CanSee},
	{face: web.Desk, group: "居民的事", text: "看板", href: "/desk/board", icon: ui.IconChartColumn, can: matter.CanCount},
	{face: web.Desk, group: "居民的事", text: "分组看", href: "/desk/figures", icon: ui.IconFunnel, can: matter.CanCount},

	{face: web.Desk, group: "居民的事", text: "个人信息请求", href: "/desk/requests", icon: ui.IconShieldCheck, can: people.CanAnswer},
	{face: web.Desk, group: "居民的事", text: "依法保留", href: "/desk/holds", icon: ui.IconScale, can: people.CanHold},
	{face: web.Desk, group: "底账", text: "人员", href: "/desk/people", icon: ui.IconUsers, can: people.CanSee},
	{face: web.Desk, group: "底账", text: "住户名册", href: "/desk/homes", icon: ui.IconHouse, can: people.CanSee},
	{face: web.Desk, group: "底账", text: "导入名册", href: "/desk/rosters", icon: ui.IconUpload, can: people.CanImport},
	{face: web.Desk, group: "底账", text: "住址码信", href: "/desk/letters", icon: ui.IconPrinter, can: people.CanIssue},
	{face: web.Desk, group: "底账", text: "组织和岗位", href: "/desk/organizations", icon: ui.IconBuilding2, can: org.CanSee, under: []string{"/desk/seats", "/desk/appointments"}},
	{face: web.Desk, group: "底账", text: "地方一览", href: "/desk/places", icon: ui.IconMapPin, can: place.CanSee, under: []string{"/desk/divisions"}},

	{face: web.Desk, group: "设置", text: "谁负责哪里", href: "/desk/routing", icon: ui.IconRoute, can: matter.CanRoute},
	{face: web.Desk, group: "设置", text: "事项类别", href: "/desk/categories", icon: ui.IconList, can: matter.CanConfigure},
	{face: web.Desk, group: "设置", text: "门口的码", href: "/desk/doors", icon: ui.IconQrCode, can: matter.CanPost},
	{face: web.Desk, group: "设置", text: "节假日", href: "/desk/holidays", icon: ui.IconCalendar, can: matter.CanConfigure},

	{face: web.Desk, group: "看守", text: "账号", href: "/desk/accounts", icon: ui.IconLock, can: auth.CanSee},
	{face: web.Desk, group: "看守", text: "程序用的令牌", href: "/desk/tokens", icon: ui.IconShieldCheck, can: auth.CanToken},
	{face: web.Desk, group: "看守", text: "谁看过谁", href: "/desk/looks", icon: ui.IconEye, can: people.CanAudit},
	{face: web.Desk, group: "看守", text: "留痕", href: "/desk/trail", icon: ui.IconHistory, can: portal.CanAudit},
	{face: web.Desk, group: "看守", text: "谁能做什么", href: "/desk/access", icon: ui.IconShieldCheck, can: web.Staff},
}

// opened says whether there is a realm.
func (a *App) opened(ctx context.Context) (bool, error) {
	ids, err := a.realms(ctx)
	return len(ids) > 0, err
}

// unfounded leads to the first day where nothing is founded yet: no page has
// anything to show before. An address that none of several realms answers to is
// NotFound.
func (a *App) unfounded(r *web.Request) error {
	if opened, err := a.opened(r.Context()); err != nil || opened {
		return errors.Join(err, errs.Missing())
	}
	return r.Redirect("/setup")
}

// Greeting is what the terminal says once the door is open.
func (a *App) Greeting(ctx context.Context, address string) string {
	if opened, err := a.opened(ctx); err != nil || opened {
		return "近邻已启动：" + address
	}
	return fmt.Sprintf("近邻已启动，还是空的。请打开 %s/setup?opening=%s 开始\n开箱码：%s", address, a.opening, a.opening)
}
