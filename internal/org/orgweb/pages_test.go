package orgweb

import (
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/org/orgtest"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	_ "github.com/jinlin-oss/jinlin/internal/place/placeweb" // defines the terms of pages
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
	"github.com/jinlin-oss/jinlin/internal/platform/web/webtest"
)

// house is the pages of the module over a furnished town.
type house struct {
	*webtest.Site
	orgtest.Desk
	t     *testing.T
	stage *act.Stage
}

func open(t *testing.T, d *db.DB, more ...access.Grant) *house {
	t.Helper()
	grants := append([]access.Grant{
		{Can: people.CanSee, Relation: access.Within, Seats: org.SeatKinds()},
	}, append(more, orgtest.Grants...)...)
	s := placetest.Stage(d, nil, grants...)
	h := &house{Site: webtest.New(s, Routes()...), Desk: orgtest.Furnish(t, s), t: t, stage: s}
	h.as(h.Secretary.Person)
	return h
}

// as lets a person ask next.
func (h *house) as(person people.ID) { h.By = orgtest.As(h.t, h.stage, person) }

// Whoever is not registered yet is registered and appointed at once.
func TestANewcomerTakesASeat(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		h := open(t, d, access.Grant{Can: people.CanRegister, Relation: access.Within, Seats: org.SeatKinds()})
		office := h.Secretary.Seat.Organization.String()
		to := h.Post("/desk/organizations/"+office+"/seats/new", "kind", "building_lead", "title", "1幢楼长",
			"place", h.Buildings[0].ID.String(), "capacity", "1").Want(t, 303).To
		h.Get(to+"/appoint").Want(t, 200, "登记并任命")
		h.Get(to+"/appoint?q=黄小兰").Want(t, 200, "没有找到这个人", "登记并任命")
		h.Post(to+"/appoint", "name", "黄小兰", "phone", "138").Want(t, 422, "黄小兰", "请填11位手机号")
		for range 2 { // a double click
			h.Post(to+"/appoint", "name", "黄小兰", "phone", "13900001111", "_key", "k2").Want(t, 303)
		}
		h.Get(to).Want(t, 200, "黄*", "!空缺")
		h.Get(to+"/appoint?q=小兰").Want(t, 200, "黄*", "139****1111")
	})
}

func TestOrganizationsFromFoundingToEnd(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		h := open(t, d)
		h.Get("/desk/organizations").Want(t, 200, "深田社区居委会", "阳光小区党支部", "安居物业", "!海滨社区居委会")
		h.Get("/desk/organizations?family=party").Want(t, 200, "阳光小区党支部", "!安居物业")
		h.Get("/desk/organizations?family=team").Want(t, 200, "这里还没有这样的组织")
		h.Get("/desk/organizations/new").Want(t, 200, "登记一个组织", "党组织 · 党支部", "阳光小区")
		h.Post("/desk/organizations/new", "name", "劝").Want(t, 422, "请选择这个组织在哪里", "劝")
		h.Post("/desk/organizations/new", "kind", "persuasion_group", "name", "劝和小组", "place", h.Other.ID.String()).Want(t, 404)
		to := h.Post("/desk/organizations/new", "kind", "persuasion_group", "name", "劝和小组", "place", h.Community.ID.String(),
			"code", "91350100M000100Y43", "founded", "2026-01-05", "_key", "k").Want(t, 303).To
		again := h.Post("/desk/organizations/new", "kind", "persuasion_group", "name", "劝和小组", "place", h.Community.ID.String(), "_key", "k").Want(t, 303).To
		if to != again {
			t.Errorf("a double click founded two: %s, %s", to, again)
		}
		h.Get(to).Want(t, 200, "劝和小组", "2026年1月5日", "还没有岗位")
		h.Post(to+"/change", "name", "阳光劝和小组", "parent", h.Secretary.Seat.Organization.String()).Want(t, 303)
		h.Get(to).Want(t, 200, "阳光劝和小组", "深田社区居委会")
		h.Get(to+"/cover").Want(t, 200, "再管一处", "第二网格")
		h.Post(to+"/cover", "place", h.Second.ID.String(), "from", "2025-01-01").Want(t, 422, "那一天这个组织还没有成立")
		h.Post(to+"/cover", "place", h.Second.ID.String()).Want(t, 303)
		page := h.Get(to).Want(t, 200, "第二网格", "不再管这里")
		_, rest, _ := strings.Cut(page.Body, `name="territory" value="`)
		territory, _, _ := strings.Cut(rest, `"`)
		h.Post(to+"/uncover", "territory", territory).Want(t, 303)
		h.Post(to+"/dissolve").Want(t, 303)
		h.Get(to).Want(t, 200, "已撤销", "!加一个岗位")
		h.as(h.Stranger.Person)
		h.Get(to).Want(t, 404)
		h.as(h.Grid.Person)
		h.Get("/desk/organizations/new").Want(t, 404)
	})
}

func TestSeatsAndAppointments(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		h := open(t, d)
		person := orgtest.Person(t, h.stage, "马小跳", h.Buildings[0].ID).String()
		in := organizationPath(h.Secretary.Seat.Organization)
		h.Get(in+"/seats/new").Want(t, 200, "加一个岗位", "网格员", "1幢")
		h.Post(in+"/seats/new", "kind", "system_admin", "place", h.Community.ID.String()).Want(t, 403)
		h.Post(in+"/seats/new", "place", h.Buildings[0].ID.String(), "capacity", "x").Want(t, 422, "请填一个整数")
		to := h.Post(in+"/seats/new", "kind", "building_lead", "title", "1幢楼长", "place", h.Buildings[0].ID.String(), "capacity", "1").Want(t, 303).To
		h.Get("/desk/organizations/seats?vacant=1").Want(t, 200, "1幢楼长", "空缺", "!许*")
		h.Get(to+"/appoint").Want(t, 200, "先找到再任命", "!登记并任命")
		h.Get(to+"/appoint?q=跳").Want(t, 422, "请至少输入两个字")
		h.Get(to+"/appoint?q=小跳").Want(t, 200, "马*", "任命", "!马小跳")
		h.Post(to+"/appoint", "q", "小跳", "from", "明天").Want(t, 422, "日期请写成", "马*")
		h.Post(to+"/appoint", "q", "小跳").Want(t, 422, "请选择由谁担任")
		h.Post(to+"/appoint", "q", "小跳", "person", person, "until", "2026-08-31", "basis", "居民推选").Want(t, 303)
		page := h.Get(to).Want(t, 200, "马*", "在任", "居民推选", "2026年8月31日")
		h.Get("/desk/organizations/terms").Want(t, 200, "1幢楼长", "马*")
		h.Get("/desk/organizations/terms?days=30").Want(t, 200, "没有快到期的任期")
		_, rest, _ := strings.Cut(page.Body, "/desk/appointments/")
		held, _, _ := strings.Cut(rest, "/")
		h.Get("/desk/appointments/"+held+"/relieve").Want(t, 200, "马*卸任1幢楼长")
		h.Post("/desk/appointments/"+held+"/relieve").Want(t, 422, "请写一句原因")
		h.Post("/desk/appointments/"+held+"/relieve", "reason", "搬走了").Want(t, 303)
		h.Get(to).Want(t, 200, "已卸任", "搬走了")
		h.Post(to+"/close").Want(t, 303)
		h.Get(to).Want(t, 200, "这个岗位已经撤销", "!改名称和人数")
		h.Post(to+"/change", "title", "1幢楼长", "capacity", "2").Want(t, 409, "这个岗位已经撤销")
		h.as(h.Stranger.Person)
		h.Get(to).Want(t, 404)
		h.Get("/desk/appointments/"+held+"/relieve").Want(t, 404)
	})
}

// Another name and number of people leave their trail, and a seat of one's own
// rank is for the level above to change.
func TestASeatIsChangedByTheLevelAbove(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		h := open(t, d)
		own := seatPath(h.Secretary.Seat.ID)
		h.Get(own).Want(t, 200, "!改名称和人数")
		h.Post(own+"/change", "title", "总书记", "capacity", "3").Want(t, 403, "要由更高一级来定")
		grid := h.Grid.Seat.ID
		at := seatPath(grid)
		second := orgtest.Person(t, h.stage, "许三多", h.Buildings[0].ID).String()
		h.Post(at+"/appoint", "q", "三多", "person", second).Want(t, 409, "把人数改多")
		h.Get(at).Want(t, 200, "改名称和人数")
		h.Post(at+"/change", "title", "第一网格", "capacity", "两").Want(t, 422, "请填一个整数", "第一网格")
		for name, values := range map[string][2]string{"capacity": {"第一网格", "0"}, "title": {strings.Repeat("长", 61), "2"}} {
			p := h.Post(at+"/change", "title", values[0], "capacity", values[1]).Want(t, 422)
			if !strings.Contains(p.Body, `id="f-`+name+`-wrong"`) {
				t.Errorf("nothing is said at the %s", name)
			}
		}
		h.Post(at+"/change", "title", "第一网格", "capacity", "2").Want(t, 303)
		h.Get(at).Want(t, 200, "第一网格", "最多 2 人")
		h.Post(at+"/appoint", "q", "三多", "person", second).Want(t, 303)
		h.Post(at+"/change", "title", "第一网格", "capacity", "1").Want(t, 422, "请先免去一些人")
		if err := h.stage.See(t.Context(), h.By, func(v *act.View) error {
			rows, err := trail.Search(v.Tx, trail.Filter{Object: int64(grid), Action: string(org.CanAddSeat), Actor: h.By.Person}, 10)
			if err == nil && len(rows) != 1 {
				t.Errorf("%d rows in the trail", len(rows))
			}
			return err
		}); err != nil {
			t.Error(err)
		}
		h.as(h.Stranger.Person)
		h.Post(at+"/change", "title", "别人的", "capacity", "1").Want(t, 404)
	})
}

func TestCoverageOpensToItsHoles(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		h := open(t, d)
		placetest.Add(t, h.stage, place.Compound, "无支部小区", h.Town.Grid.ID)
		h.Get("/desk/organizations/coverage").Want(t, 200, "有党组织的小区", "50", "1 / 2", "无支部小区", "阳光小区党支部", "不含已停用的")
		h.Get("/desk/organizations/coverage?on=2026-06-02").Want(t, 200, "0 / 2", "还一个都没有")
		h.Get("/desk/organizations/coverage?family=owners").Want(t, 200, "阳光小区业委会")
		h.Get("/desk/organizations/coverage?kind=grid").Want(t, 200, "0 / 2", "第二网格")
		h.Get("/desk/organizations/coverage?on=latest").Want(t, 422, "日期请写成")
		h.Get("/desk/organizations/coverage?in="+h.Other.ID.String()).Want(t, 404)
		h.English = true
		h.Get("/desk/organizations/coverage").Want(t, 200, "With Party organisations: compound", "Without one")
	})
}

func TestOffices(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		h := open(t, d)
		h.Get("/desk/organizations/offices").Want(t, 200, "没有人同时是党组织", "业委会由谁组成", "登记不全", "党员是否过半算不出来的业委会")
		placetest.Do(t, h.stage, func(a *act.Act) error {
			s, err := org.AddSeat(a, org.NewSeat{Organization: h.Branch.ID, Kind: org.BranchSecretary, Place: h.Compound.ID, Head: true})
			if err == nil {
				_, err = org.Appoint(a, org.NewAppointment{Seat: s.ID, Person: h.Chair.Person})
			}
			return err
		})
		h.Get("/desk/organizations/offices").Want(t, 200, "郑*", "党支部书记", "阳光小区业委会", "!郑主任")
		h.as(h.Grid.Person)
		h.Get("/desk/organizations/offices").Want(t, 200, "!业委会由谁组成")
	})
}

func TestLadderPage(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, orgtest.Schema, func(t *testing.T, d *db.DB) {
		h := open(t, d)
		h.as(h.Admin.Person)
		h.Get("/desk/organizations/ladder").Want(t, 200, "街道大党工委", "第 6 级", "劝和小组")
		h.Post("/desk/organizations/ladder/tiers", "kind1", "branch", "place1", "compound").Want(t, 422, "层级请设 3 到 6 级")
		h.Post("/desk/organizations/ladder/tiers", "kind1", "working_committee", "place1", "subdistrict", "kind2", "general_committee", "place2", "community",
			"kind3", "branch", "place3", "compound").Want(t, 303)
		h.Post("/desk/organizations/ladder/kinds", "key", "Branch!", "zh", "").Want(t, 422, "代号用小写英文字母", "请写上名称", "Branch!")
		h.Post("/desk/organizations/ladder/kinds", "key", "section_branch", "family", "party", "zh", "片区党支部").Want(t, 303)
		h.Get("/desk/organizations/ladder").Want(t, 200, "片区党支部")
		h.as(h.Secretary.Person)
		h.Post("/desk/organizations/ladder/kinds", "key", "other", "family", "party", "zh", "别的").Want(t, 404)
	})
}
