package peopleweb_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopletest"
	"github.com/jinlin-oss/jinlin/internal/place"
)

func TestResidentSeesAndStops(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		h.worker()
		h.post("/desk/people/"+zhang.String()+"/reveal", "field", "phone", "purpose", "联系本人办理诉求").leads(t, "/desk/people/")
		h.get("/desk/people/"+zhang.String()).shows(t, 200, "13800001234", "张*", "显示中")

		h.resident(zhang)
		h.get("/welcome?next=/me").shows(t, 200, "我看过了", "怎么用")
		h.post("/welcome", "next", "/me").shows(t, 422, "同意以后才能在网上办事")
		h.post("/welcome", "next", "https://evil.test/", "agree", "on").leads(t, "/")
		h.get("/me").shows(t, 200, "张秀英", "13800001234", "看过 1 次")
		h.get("/me/seen").shows(t, 200, "看了电话号码", "理由：联系本人办理诉求")
		h.get("/me/consents").shows(t, 200, "在近邻上办事", "已同意", "上门关怀", "我同意")
		h.post("/me/consents", "purpose", people.PurposeCare, "give", "yes").leads(t, "/me/consents")
		h.post("/me/consents", "purpose", people.PurposeCare, "give", "no").leads(t, "/me/consents")
		h.get("/me/consents").shows(t, 200, "以前同意、后来撤回的")
		h.post("/me/requests", "kind", "correct", "wish", " ").shows(t, 422, "请写明要改什么")
		h.post("/me/requests", "kind", "correct", "wish", "应是秀瑛", "_key", "k1").leads(t, "/me/requests")
		h.post("/me/requests", "kind", "correct", "wish", "应是秀瑛", "_key", "k1").leads(t, "/me/requests")
		p := h.get("/me/requests")
		p.shows(t, 200, "改正我的信息", "应是秀瑛")
		if strings.Count(p.body, "应是秀瑛") != 1 {
			t.Error("a double click asked twice")
		}
		file := h.get("/me/copy")
		file.shows(t, 200, "张秀英", "联系本人办理诉求")
		if !strings.HasPrefix(file.header.Get("Content-Disposition"), "attachment") || file.header.Get("Cache-Control") != "no-store" {
			t.Errorf("the copy is sent as %v", file.header)
		}
		h.post("/me/erase").shows(t, 422, "请先勾选")
		h.post("/me/erase", "sure", "on").leads(t, "/sign-in")
		h.worker()
		h.get("/desk/people?q=张秀英").hides(t, "138****1234")
	})
}

func TestCodeOfTheLetterOnPaperAndOnThePhone(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		h.worker()
		in := h.town.Entrances[0].ID.String()
		h.get("/desk/letters?place="+in).shows(t, 200, "共 4 户", "印 4 封")
		paper := h.post("/desk/letters", "place", in)
		paper.shows(t, 200, "您家的住址码", "阳光小区 1幢 1单元 101", "https://jinlin.test", "<svg")
		codes := regexp.MustCompile(`[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}`).FindAllString(paper.body, -1)
		if len(codes) != 4 || paper.header.Get("Cache-Control") != "no-store" {
			t.Fatalf("codes %v, cache %q", codes, paper.header.Get("Cache-Control"))
		}
		h.resident(zhang)
		h.get("/me/home?code="+codes[1]).shows(t, 200, `value="`+codes[1]+`"`)
		h.post("/me/home", "code", "AAAA-BBBB-CCCC").shows(t, 422, "这个住址码不对", `value="AAAA-BBBB-CCCC"`)
		h.post("/me/home", "code", codes[1]).leads(t, "/me")
		h.get("/me").shows(t, 200, "阳光小区 1幢 1单元 102", "信箱里的住址码")
		h.post("/me/home", "code", codes[1]).shows(t, 409, "已经用这封信登记过了")
		h.get("/desk/letters").shows(t, 404)
		h.by = peopletest.Seat(901, peopletest.Worker, h.town.Other)
		h.post("/desk/letters", "place", in).shows(t, 404)
	})
}

func TestDeskFindsRegistersAndCorrects(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.worker()
		h.get("/desk/people?q=张").shows(t, 422, "请至少输入两个字")
		h.get("/desk/people?q=张三丰").shows(t, 200, "没有找到")
		h.get("/desk/people/new").shows(t, 200, "怎样告知本人的", "深田社区")
		form := []string{"name", "林阿婆", "home", "阳光小区 1幢 1单元 101", "place", h.town.Community.ID.String(), "_key", "k"}
		h.post("/desk/people", form...).shows(t, 422, "请写明是怎样告知本人的", `value="林阿婆"`)
		form = append(form, "told", "上门当面说明")
		at := h.post("/desk/people", form...).leads(t, "/desk/people/")
		if again := h.post("/desk/people", form...).leads(t, "/desk/people/"); again != at {
			t.Errorf("a double click registered %s and %s", at, again)
		}
		h.get(at).shows(t, 200, "林*", "阳光小区 1幢 1单元 101", "在柜台出示证件")
		h.get("/desk/people?q=林阿婆").shows(t, 200, "林*", "阳光小区 1幢 1单元 101")
		h.get("/desk/people?q="+url.QueryEscape("阳光小区 1幢 1单元 101")).shows(t, 200, "符合的门牌")
		h.post(at+"/phones", "phone", "12").shows(t, 422, "请填11位手机号")
		h.post(at+"/phones", "phone", "13800001234").leads(t, at)
		h.post(at+"/correct", "care", "听力不好").shows(t, 409, "要先征得本人同意")
		h.post(at+"/consents", "purpose", people.PurposeCare, "give", "yes").leads(t, at)
		h.post(at+"/correct", "care", "听力不好").leads(t, at)
		h.get(at).shows(t, 200, "有记录，遮住了")
		h.get(at).hides(t, "听力不好", "13800001234")
		h.post(at+"/reveal", "field", "care", "purpose", "上门走访").leads(t, at)
		h.get(at).shows(t, 200, "听力不好")
		h.post(at+"/standings", "home", "天上人间 9幢", "kind", "resident").shows(t, 422, "没有找到这一户")
		h.post(at+"/standings", "home", "阳光小区 2幢 1单元 101", "kind", "owner", "share", "1/2", "evidence", "不动产权证").leads(t, at)
		h.get(at).shows(t, 200, "阳光小区 2幢 1单元 101", "1/2")
		h.get("/desk/homes/"+h.town.Buildings[1].ID.String()).shows(t, 200, "业主 1 人", "林*")
		h.post(at+"/erase", "sure", "on").shows(t, 409, "现在还不能删除")
		h.by = peopletest.Seat(901, peopletest.Worker, h.town.Other)
		h.get(at).shows(t, 404)
		h.post(at+"/reveal", "field", "name", "purpose", "上门走访").shows(t, 404)
		h.post(at+"/phones", "phone", "13800009999").shows(t, 404)
		h.get("/desk/people?q=林阿婆").shows(t, 200, "没有找到")
	})
}

func TestT10NamesAreTextEverywhere(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		evil := `<script>alert(1)</script>`
		zhang := h.register(evil, "13800001234")
		h.resident(zhang)
		for _, path := range []string{"/me", "/me/consents", "/me/delegations"} {
			if p := h.get(path); strings.Contains(p.body, "alert(1)") && p.header.Get("Content-Security-Policy") == "" {
				t.Errorf("%s: no policy", path)
			}
		}
		h.worker()
		h.post("/desk/people/"+zhang.String()+"/reveal", "field", "name", "purpose", "核对身份").leads(t, "/desk/people/")
		if p := h.get("/desk/people/" + zhang.String()); p.status != 200 {
			t.Errorf("status %d", p.status)
		}
	})
}

func TestRequestsAndLooksAtTheDesk(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		h.resident(zhang)
		h.post("/me/requests", "kind", "explain", "wish", "我的电话给了谁").leads(t, "/me/requests")
		h.worker()
		p := h.get("/desk/requests")
		p.shows(t, 200, "我的电话给了谁", "请说明怎么用的")
		id := regexp.MustCompile(`/desk/requests/([0-9a-z]{13})`).FindStringSubmatch(p.body)[1]
		h.post("/desk/requests/"+id, "granted", "yes", "answer", "").shows(t, 422, "请写明怎么办的")
		h.post("/desk/requests/"+id, "granted", "yes", "answer", "只有本社区看过一次").leads(t, "/desk/requests")
		h.get("/desk/requests").shows(t, 200, "没有等着答复的")
		h.resident(zhang)
		h.get("/me/requests").shows(t, 200, "答复：只有本社区看过一次")
		h.worker()
		h.post("/desk/people/"+zhang.String()+"/reveal", "field", "phone", "purpose", "联系本人办理诉求")
		h.get("/desk/looks").shows(t, 404)
		h.by = peopletest.Seat(906, peopletest.Audit, h.town.Community)
		h.get("/desk/looks").shows(t, 200, "联系本人办理诉求", "张*")
		h.get("/open/privacy").shows(t, 200, "存多久", "3 年")
	})
}

func TestRosterInTheBrowser(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.worker()
		h.get("/desk/rosters").shows(t, 200, "读进来核对", "深田社区")
		if p := h.get("/desk/rosters/template"); p.status != 200 || !strings.HasPrefix(p.body, "PK") {
			t.Errorf("the empty table: %d", p.status)
		}
		community := h.town.Community.ID.String()
		h.upload("/desk/rosters", "x.csv", "", "place", community).shows(t, 422, "请选择一个")
		h.upload("/desk/rosters", "x.csv", "甲,乙\n1,2\n", "place", community).shows(t, 422, "表头里少了这几列")
		bad := h.upload("/desk/rosters", "坏.csv", "小区,楼栋,单元,房号,业主,电话\n阳光小区,1幢,1单元,101,张秀英,138\n", "place", community).leads(t, "/desk/rosters/")
		h.settled(bad).shows(t, 200, "有 1 行不对", "请填11位手机号")
		h.post(bad+"/apply").leads(t, bad)
		h.settled(bad).shows(t, 200, "上一次没有办成", "还有 1 行有问题")
		h.get(bad).shows(t, 200, "上一次没有办成", "还有 1 行有问题") // it stays told
		h.post(bad+"/drop").leads(t, "/desk/rosters")
		good := h.upload("/desk/rosters", "好.csv", "小区,楼栋,单元,房号,面积,业主,电话\n阳光小区,9幢,1单元,101,88.8,张秀英,13800001234\n", "place", community).leads(t, "/desk/rosters/")
		h.settled(good).shows(t, 200, "导入这些", "其中新登记的人")
		h.post(good+"/apply").leads(t, good)
		h.settled(good).shows(t, 200, "已导入", "1 户、1 人已经在名册里了", "看住户名册", "印住址码信")
		h.get("/desk/people?q=张秀英").shows(t, 200, "张*", "阳光小区 9幢 1单元 101")
		h.by = peopletest.Seat(901, peopletest.Worker, h.town.Other)
		h.get(good).shows(t, 404)
		h.post(good+"/apply").shows(t, 404)
	})
}

// Whoever leads a subdistrict says into which of its communities a roster goes.
func TestRosterOfALeadGoesIntoACommunity(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		for _, over := range []place.Place{h.town.Subdistrict, h.town.District} {
			h.by = peopletest.Seat(902, peopletest.Worker, over)
			p := h.get("/desk/rosters")
			p.shows(t, 200, `<select`, `value="`+h.town.Community.ID.String()+`"`, "深田社区", "海滨社区")
			p.hides(t, `value="`+over.ID.String()+`"`)
		}
		h.get("/desk/rosters").shows(t, 200, "鹭江街道 深田社区")
		other := h.town.Other.ID.String()
		h.get("/desk/rosters?place="+other).shows(t, 200, `value="`+other+`" selected`)
		at := h.upload("/desk/rosters", "海.csv", "小区,楼栋,单元,房号,业主\n石榴花园,1幢,1单元,101,林一\n", "place", other).leads(t, "/desk/rosters/")
		h.settled(at).shows(t, 200, "导入这些")
		h.post(at+"/apply").leads(t, at)
		h.settled(at).shows(t, 200, "已导入", "1 户、1 人已经在名册里了")
	})
}

// settled waits until the work on a roster is over.
func (h *house) settled(path string) page {
	h.t.Helper()
	for range 200 {
		if p := h.get(path); !strings.Contains(p.body, "刷新看看") {
			return p
		}
		time.Sleep(20 * time.Millisecond)
	}
	h.t.Fatal("the work never ends")
	return page{}
}

func TestActingForSomeone(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		mother, daughter := h.register("张秀英", "13800001234"), h.register("王丽", "13800005678")
		h.resident(mother)
		h.post("/me/delegations", "phone", "13800009999").shows(t, 422, "还没在近邻登录过")
		h.post("/me/delegations", "phone", "13800005678").leads(t, "/me/delegations")
		h.get("/me/delegations").shows(t, 200, "王* 替我办事", "收回")
		h.resident(daughter)
		h.get("/me").shows(t, 200, "替 张* 办事")
		h.post("/me/acting", "person", mother.String()).leads(t, "/me")
		h.post("/me/acting", "person", h.register("路人", "13800007777").String()).shows(t, 404)
		h.by.For = int64(mother)
		h.get("/me").shows(t, 200, "您正在替 张秀英 办事", "13800001234")
	})
}
