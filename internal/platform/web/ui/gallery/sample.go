package main

import (
	"context"
	"net/url"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// noon is where the gallery's clock stands: a Tuesday, after the rest.
var noon = time.Date(2026, 6, 16, 15, 20, 0, 0, ui.Zone)

func ago(d time.Duration) time.Time { return noon.Add(-d) }
func in(d time.Duration) time.Time  { return noon.Add(d) }

var community = ui.Phone{Label: "鹭江社区电话", Number: "0592-2020000"}

func resident(p ui.Page, current string) ui.Page {
	p.Place = ui.Place{Name: "滨海花园 3 号楼", Within: "鹭江社区", Href: "/"}
	p.Phone, p.Name = community, "陈阿婆"
	p.Nav = []ui.NavItem{
		{Text: "首页", Href: "/", Icon: ui.IconHouse},
		{Text: "一起议", Href: "/say", Icon: ui.IconMessagesSquare, Count: 2},
		{Text: "看公开", Href: "/open", Icon: ui.IconScrollText},
		{Text: "我的", Href: "/matter", Icon: ui.IconUser},
	}
	for i := range p.Nav {
		p.Nav[i].Current = p.Nav[i].Href == current
	}
	p.Version = "0.1"
	return p
}

func worker(p ui.Page) ui.Page {
	p.Title, p.Place = "今天", ui.Place{Name: "第三网格", Within: "鹭江社区", Href: "/field"}
	p.Phone, p.Name, p.Seat, p.SignOut = community, "小洪", "网格员", "/sign-out"
	p.Nav = []ui.NavItem{
		{Text: "要办的", Href: "/field", Icon: ui.IconInbox, Current: true, Count: 7},
		{Text: "随手报", Href: "/field/report", Icon: ui.IconCamera},
		{Text: "走访", Href: "/matter", Icon: ui.IconFootprints},
	}
	return p
}

func desk(p ui.Page) ui.Page {
	p.Title, p.Place = "在办的事", ui.Place{Name: "鹭江社区", Href: "/desk"}
	p.Phone, p.Name, p.Seat, p.SignOut = community, "洪丽娟", "社区书记", "/sign-out"
	p.Demo = &ui.Demo{Action: "/demo/role", Current: "secretary", Roles: []ui.Option{
		{Value: "secretary", Text: "社区书记 洪丽娟"}, {Value: "grid", Text: "网格员 小洪"}, {Value: "resident", Text: "居民 陈阿婆"},
	}}
	p.Nav = []ui.NavItem{
		{Text: "听诉求", Href: "/desk", Icon: ui.IconInbox, Current: true, Count: 12, Group: "五件事"},
		{Text: "议办法", Href: "/parts", Icon: ui.IconMessagesSquare, Group: "五件事"},
		{Text: "办事情", Href: "/parts", Icon: ui.IconWrench, Count: 3, Group: "五件事"},
		{Text: "知结果", Href: "/open", Icon: ui.IconMegaphone, Group: "五件事"},
		{Text: "评好坏", Href: "/parts", Icon: ui.IconStar, Group: "五件事"},
		{Text: "住户册", Href: "/parts", Icon: ui.IconUsers, Group: "簿册"},
		{Text: "组织和岗位", Href: "/parts", Icon: ui.IconBuilding2, Group: "簿册"},
		{Text: "留痕", Href: "/parts", Icon: ui.IconHistory, Group: "簿册"},
	}
	return p
}

var kinds = []ui.Option{
	{Value: "repair", Text: "哪里坏了", Say: "水、电、电梯、路灯、门", Icon: ui.IconWrench},
	{Value: "noise", Text: "吵、脏、占", Say: "噪音、垃圾、占道", Icon: ui.IconVolume2},
	{Value: "care", Text: "要人搭把手", Say: "看病、买菜、搬东西", Icon: ui.IconHandHeart},
	{Value: "other", Text: "别的事", Say: "说不清也没关系", Icon: ui.IconMessageCircle},
}

func freshForm() ui.Form {
	return ui.Form{Action: "/say", Key: "k1", Files: true, Draft: true}
}

func wrongForm() ui.Form {
	f := freshForm()
	f.Values = url.Values{"request": {"三号楼门口的路灯又不亮了，晚上老人看不清台阶。"}, "kind": {"repair"}, "phone": {"1380592"}, "where": {""}}
	var c errs.Check
	c.Bad("where", "empty", "请选是在哪里，我们好派人去")
	c.Bad("phone", "short", "手机号少了几位，请再看一下")
	return f.Fail(context.Background(), c.Err())
}

var story = []ui.Moment{
	{At: ago(26 * time.Hour), What: "陈阿婆报了这件事", By: "手机 · 滨海花园 3 号楼", Said: "消防通道又被车堵了，\n昨天救护车差点进不来。", Icon: ui.IconMessageCircle, Tone: ui.Sea},
	{At: ago(25 * time.Hour), What: "派给老陈", By: "洪丽娟 · 社区书记", Icon: ui.IconSend},
	{At: ago(22 * time.Hour), What: "退回：不归我管", By: "老陈 · 物业工程部", Said: "车主是外来访客，要保安队去找。", Tone: ui.Amber, Icon: ui.IconUndo2},
	{At: ago(20 * time.Hour), What: "裁定由物业办理", By: "洪丽娟 · 社区书记", Said: "通道归物业管，今天内挪走。", Icon: ui.IconGavel},
	{At: ago(40 * time.Minute), What: "车挪走了，划了黄线", By: "老陈 · 物业工程部", Tone: ui.Leaf},
}

type deskRow struct {
	id, what, place, who string
	status               ui.Status
	at                   time.Time
	clock                ui.Deadline
}

var rows = []deskRow{
	{"2q7f", "消防通道被车堵了", "滨海花园 3 号楼", "老陈", ui.Status{Tone: ui.Sea, Word: "办理中"}, ago(26 * time.Hour), ui.Deadline{Due: ago(3 * time.Hour)}},
	{"2q81", "二单元楼道灯不亮", "滨海花园 5 号楼", "老陈", ui.Status{Tone: ui.Sea, Word: "办理中"}, ago(5 * time.Hour), ui.Deadline{Due: in(40 * time.Minute)}},
	{"2q8c", "阿伯一个人在家，想有人陪去医院", "鹭江一里 12 号", "小洪", ui.Status{Tone: ui.Amber, Word: "等居民回话"}, ago(29 * time.Hour), ui.Deadline{Due: in(20 * time.Hour), Paused: true}},
	{"2q8h", "楼上装修太吵，周日早上七点就开工", "滨海花园 7 号楼", "", ui.Status{Tone: ui.Amber, Word: "待派"}, ago(20 * time.Minute), ui.Deadline{Due: in(90 * time.Minute)}},
	{"2q91", "要一个社区活动室周六下午用", "鹭江社区", "小林", ui.Status{Tone: ui.Leaf, Word: "已解决"}, ago(74 * time.Hour), ui.Deadline{}},
	{"2q95", "一楼私搭雨棚挡了二楼采光", "鹭江一里 9 号", "城管中队", ui.Status{Tone: ui.Slate, Word: "解释清楚，办不了"}, ago(300 * time.Hour), ui.Deadline{}},
	{"2q9k", "垃圾房门坏了，夜里有野猫", "滨海花园", "老陈", ui.Status{Tone: ui.Red, Word: "居民不满意，重办"}, ago(190 * time.Hour), ui.Deadline{Due: in(28 * time.Hour)}},
}

func deskAddress() ui.Address {
	return ui.Address{Path: "/desk", Query: url.Values{"stage": {"open"}, "sort": {"due"}}}
}

func photographs(car bool) []ui.Photo {
	if car {
		return []ui.Photo{{Href: "/photo.svg?car=1", Thumb: "/photo.svg?car=1", Alt: "消防通道上停着一辆车", Label: "昨天 13:20"}}
	}
	return []ui.Photo{{Href: "/photo.svg", Thumb: "/photo.svg", Alt: "通道空了，地上划了黄线", Label: "今天 14:40"}}
}
