package placeweb

import (
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
	"github.com/jinlin-oss/jinlin/internal/platform/web/webtest"
)

const (
	secretary access.SeatKind = "community_secretary"
	worker    access.SeatKind = "grid_worker"
	admin     access.SeatKind = "system_admin"
)

// open plants the town and serves its pages; as seats the asker.
func open(t *testing.T, d *db.DB) (site *webtest.Site, town placetest.Town, as func(access.SeatKind, place.Place)) {
	t.Helper()
	all := []access.SeatKind{secretary, worker, admin}
	heads := []access.SeatKind{secretary, admin}
	s := placetest.Stage(d, nil,
		access.Grant{Can: place.CanSee, Relation: access.Within, Seats: all},
		access.Grant{Can: place.CanAdd, Relation: access.Within, Seats: heads},
		access.Grant{Can: place.CanRename, Relation: access.Within, Seats: heads},
		access.Grant{Can: place.CanMeasure, Relation: access.Within, Seats: heads},
		access.Grant{Can: place.CanMove, Relation: access.Within, Seats: heads},
		access.Grant{Can: place.CanClose, Relation: access.Within, Seats: heads},
		access.Grant{Can: place.CanSetPolicy, Relation: access.Within, Seats: heads},
		access.Grant{Can: place.CanImport, Relation: access.Within, Seats: []access.SeatKind{admin}},
	)
	town = placetest.Plant(t, s)
	site = webtest.New(s, Routes()...)
	as = func(kind access.SeatKind, at place.Place) {
		site.By = access.Actor{Realm: placetest.Realm, Person: 5, Seats: []access.Held{
			{Seat: 1, Kind: kind, Place: int64(at.ID), Path: at.Path, Level: string(at.Kind)},
		}}
	}
	as(secretary, town.Community)
	return site, town, as
}

func TestBrowse(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		site, town, as := open(t, d)
		if to := site.Get("/desk/places").Want(t, 303).To; to != path(town.Community.ID) {
			t.Errorf("led to %s", to)
		}
		site.Get(path(town.Community.ID)).Want(t, 200, "深田社区", "第一网格", "第二网格", "在这里加一处", "!海滨社区")
		site.Get(path(town.Entrances[0].ID)).Want(t, 200, "1单元", "201", "!网格检查")
		site.Get("/desk/places?q=阳光2幢").Want(t, 200, "阳光小区 2幢", "深田社区")
		site.Get("/desk/places?q=不存在").Want(t, 200, "没有找到地方")
		site.Get(path(town.Other.ID)).Want(t, 404)
		site.Get(path(town.District.ID)).Want(t, 404)
		site.Get("/desk/places/zzz").Want(t, 404)
		as(worker, town.Community)
		site.Get(path(town.Community.ID)).Want(t, 200, "!在这里加一处", "!停用以后")
		site.Get(path(town.Community.ID)+"/add").Want(t, 404)
	})
}

func TestAddAndChange(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		site, town, _ := open(t, d)
		in := path(town.Compound.ID)
		site.Get(in+"/add").Want(t, 200, "在“阳光小区”里加一处", "楼栋")
		site.Post(in+"/add", "kind", "building", "name", "2幢", "households", "三").Want(t, 422, "2幢", "三", "请填一个整数")
		site.Post(in+"/add", "kind", "building", "name", "2幢").Want(t, 422, "这里已经有同名或同代码的地方了")
		for range 2 { // a double click
			site.Post(in+"/add", "kind", "building", "name", "3幢", "households", "24", "_key", "k1").Want(t, 303)
		}
		site.Get(in).Want(t, 200, "3幢", "24")
		at := path(town.Buildings[0].ID)
		site.Get(at+"/change").Want(t, 200, "改“1幢”")
		site.Post(at+"/change", "name", "", "lon", "118.0894").Want(t, 422, "请写上名称", "118.0894")
		site.Post(at+"/change", "name", "甲栋", "lon", "118.0894", "lat", "24.4798").Want(t, 303)
		site.Get(at).Want(t, 200, "甲栋", "118.0894, 24.4798")
		site.Post(at+"/close").Want(t, 409, "里面还有在用的地方")
	})
}

func TestMovePage(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		site, town, as := open(t, d)
		at := path(town.Compound.ID) + "/move"
		site.Get(at).Want(t, 200, "把“阳光小区”移到别处", "第二网格")
		site.Get(at+"?q=海滨").Want(t, 200, "没有找到可以移去的地方")
		site.Post(at).Want(t, 422, "请选择要移到哪里")
		site.Post(at, "parent", town.OtherGrid.ID.String()).Want(t, 404)
		site.Post(at, "parent", town.Second.ID.String()).Want(t, 303)
		site.Get(path(town.Second.ID)).Want(t, 200, "阳光小区")
		as(admin, town.District)
		site.Get(at+"?q=海滨").Want(t, 200, "海滨社区")
	})
}

func TestDivisionsAreReadLookedAtAndImported(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		site, town, as := open(t, d)
		site.Get("/desk/divisions").Want(t, 404)
		as(admin, town.Community)
		site.Get("/desk/divisions").Want(t, 200, "由最上面一级导入", "!读出来看看")
		as(admin, town.District)
		site.Get("/desk/divisions").Want(t, 200, "读出来看看", "!由最上面一级导入")
		site.Post("/desk/divisions").Want(t, 422, "请选择一个表格文件")
		site.Upload("/desk/divisions", "file", "照片.csv", []byte("a,b\n1,2\n")).Want(t, 422, "表头里少了这几列")
		bad := "code,name,kind,parent\n350203000000,思明区,district,\n350203003000,鹭江街道,subdistrict,350209000000\n3502x,某街道,subdistrict,\n"
		to := site.Upload("/desk/divisions", "file", "区划.csv", []byte(bad)).Want(t, 303).To
		site.Get(to).Want(t, 200, "区划.csv", "有 2 处不对", "表里和系统里都没有这个上级", "!照这样导入")
		site.Post(to).Want(t, 422, "有 1 行读不出来")
		good := strings.ReplaceAll(strings.ReplaceAll(bad, "350209000000", "350203000000"), "3502x,某街道,subdistrict,\n", "")
		to = site.Upload("/desk/divisions", "file", "区划.csv", []byte(good)).Want(t, 303).To
		site.Get(to).Want(t, 200, "照这样导入", "补上代码")
		site.Post(to).Want(t, 303)
		site.Post(to).Want(t, 409, "这张表已经导入过了")
		site.Get(path(town.Subdistrict.ID)).Want(t, 200, "350203003000")
	})
}

func TestPolicyPages(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		site, town, as := open(t, d)
		at := path(town.Community.ID) + "/policy"
		site.Get(at).Want(t, 200, "一般事项的办理时限", "7 天", "全国默认", "北京市接诉即办工作条例 第15条", "!业主表决")
		one := at + "/matter.limit.ordinary"
		site.Get(one).Want(t, 200, "给“深田社区”定一个")
		site.Post(one, "value", "很快", "citation", "").Want(t, 422, "很快", "这样写不行", "请写依据")
		site.Post(one, "value", "5个工作日", "citation", "街道〔2026〕1号", "from", "2026-13-01").Want(t, 422, "日期请写成")
		site.Post(one, "value", "5个工作日", "citation", "街道〔2026〕1号").Want(t, 303)
		page := site.Get(one).Want(t, 200, "5 个工作日", "街道〔2026〕1号", "这里定过的")
		_, rest, _ := strings.Cut(page.Body, `name="setting" value="`)
		setting, _, _ := strings.Cut(rest, `"`)
		site.Post(one+"/end", "setting", setting).Want(t, 303)
		site.Get(at).Want(t, 200, "7 天")
		site.Post(at+"/matter.extension.needs_reason", "value", "no", "citation", "街道〔2026〕1号").Want(t, 422, "法律或上级的规定只能更严")
		site.Get(at+"/no.such").Want(t, 404)
		site.Get(at+"/vote.quorum").Want(t, 404) // nothing goes by it yet
		as(worker, town.Community)
		site.Get(one).Want(t, 200, "!就这样定")
		site.English = true
		site.Get(at).Want(t, 200, "Limit for ordinary matters", "National default", "7 days")
	})
}

func TestWordsPage(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		site, town, as := open(t, d)
		at := path(town.Community.ID) + "/words"
		site.Get(at).Want(t, 200, "社区电话", "网格员", "都改好了")
		site.Post(at, "grid", strings.Repeat("长", 21)).Want(t, 422, "叫法最多 20 个字", strings.Repeat("长", 21))
		site.Post(at, "grid", "微网格", "grid-en", "cell", "contact.phone", "0592-1234567").Want(t, 303)
		site.Get(at).Want(t, 200, "微网格", "0592-1234567")
		site.Post(at, "grid", "微网格", "grid-en", "cell", "contact.phone", "").Want(t, 303)
		site.Get(at).Want(t, 200, "微网格", "!0592-1234567")
		as(worker, town.Community)
		site.Get(at).Want(t, 200, "微网格", "!都改好了")
	})
}

func TestGridsPage(t *testing.T) {
	t.Parallel()
	dbtest.Both(t, placetest.Schema, func(t *testing.T, d *db.DB) {
		site, town, _ := open(t, d)
		at := path(town.Community.ID) + "/grids"
		site.Get(at).Want(t, 200, "2 个网格都合适")
		site.Post(path(town.Second.ID)+"/change", "name", "第二网格", "households", "600").Want(t, 303)
		site.Get(at).Want(t, 200, "有 600 户，规定不超过 500 户", "城厢区")
	})
}
