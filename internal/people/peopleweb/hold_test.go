package peopleweb_test

import (
	"regexp"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopletest"
)

var (
	ending  = regexp.MustCompile(`/desk/people/[0-9a-z]{13}/holds/[0-9a-z]{13}/end`)
	formKey = []string{"_key", "h1"}
)

func TestHoldIsPlacedReadAndEnded(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		zhang := h.register("张秀英", "13800001234")
		at := "/desk/people/" + zhang.String()
		h.worker()
		h.get("/desk/holds").shows(t, 200, "现在没有要保留的", "找到这个人")
		h.get(at).shows(t, 200, "没有要保留的理由", "记一条要保留的理由")
		h.post(at+"/holds", "reason", "漏水的调解还没有结果", "until", "2026-12-31").
			shows(t, 422, "请写明依据哪一条法律", `value="漏水的调解还没有结果"`, `value="2026-12-31"`)
		h.post(at+"/holds", "reason", "x", "basis", "x", "until", "明天").shows(t, 422, "日期请写成", `value="明天"`)
		h.post(at+"/holds", "reason", "x", "basis", "x", "until", "2020-01-01").shows(t, 422, "请写一个以后的日期")
		form := append(formKey, "reason", "漏水的调解还没有结果", "basis", "人民调解法第27条", "until", "2026-12-31")
		h.post(at+"/holds", form...).leads(t, at)
		h.post(at+"/holds", form...).leads(t, at)
		h.get(at).shows(t, 200, "漏水的调解还没有结果", "人民调解法第27条", "2026年12月31日", "不再保留")
		list := h.get("/desk/holds")
		list.shows(t, 200, "张*", "漏水的调解还没有结果", "2026年12月31日")
		ends := ending.FindAllString(list.body, -1)
		if len(ends) != 1 {
			t.Fatalf("a double click placed %d holds", len(ends))
		}

		h.by = peopletest.Seat(901, peopletest.Worker, h.town.Other)
		h.get("/desk/holds").hides(t, "漏水的调解还没有结果")
		h.post(ends[0]).shows(t, 404)
		h.by = peopletest.Seat(902, peopletest.Grid, h.town.Community)
		h.get("/desk/holds").shows(t, 404)
		h.get(at).hides(t, "漏水的调解还没有结果", "记一条要保留的理由")
		h.by = peopletest.Seat(zhang, peopletest.Worker, h.town.Community)
		h.post(ends[0]).shows(t, 403) // nobody frees themselves

		h.resident(zhang)
		h.get("/me").shows(t, 200, "依法暂时不能删除", "漏水的调解还没有结果", "人民调解法第27条", "2026年12月31日", "/me/requests")
		h.post("/me/erase", "sure", "on").shows(t, 409, "漏水的调解还没有结果")

		h.worker()
		h.post(ends[0], "back", "https://evil.test/").leads(t, at)
		h.post(ends[0], "back", "/desk/holds").leads(t, "/desk/holds")
		h.get("/desk/holds").shows(t, 200, "现在没有要保留的")
		h.resident(zhang)
		h.get("/me").hides(t, "依法暂时不能删除")
	})
}

func TestGuardianIsRecordedSeenAndEndedByBothSides(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		mother, child := h.register("张秀英", "13800001234"), h.register("王小宝", "13800005678")
		at := "/desk/people/" + child.String()
		h.worker()
		h.post(at+"/correct", "born", "2012-01-01").leads(t, at) // fourteen by now
		h.post(at+"/guardians", "guardian", "12", "relation", "母亲", "evidence", "户口簿").shows(t, 422, "请填11位手机号", `value="母亲"`, `value="户口簿"`)
		h.post(at+"/guardians", "guardian", "13800009999", "relation", "母亲", "evidence", "户口簿").shows(t, 422, "请先登记监护人")
		h.post(at+"/guardians", "guardian", "13800001234", "relation", "母亲").shows(t, 422, "请写明看了什么凭证", `value="13800001234"`)
		h.post(at+"/guardians", "guardian", "13800005678", "relation", "母亲", "evidence", "户口簿").shows(t, 422, "而且不能是本人")
		guard := func() {
			t.Helper()
			h.worker()
			h.post(at+"/guardians", "guardian", "13800001234", "relation", "母亲", "evidence", "户口簿").leads(t, at)
			now := h.stage.Now().Add(time.Minute)
			h.stage.Now = func() time.Time { return now }
		}
		guard()
		guard() // once more is the same
		h.get(at).shows(t, 200, "是监护人（母亲）", "看过户口簿", "不再是监护人")
		h.get("/desk/people/"+mother.String()).shows(t, 200, "由他监护（他是母亲）", at)

		h.resident(child)
		h.get("/me/delegations").shows(t, 200, "谁能替我办事", "张* 是我的监护人（母亲）", "看过户口簿", "结束监护")
		h.resident(mother)
		h.get("/me").shows(t, 200, "替 王* 办事")
		h.get("/me/delegations").shows(t, 200, "我是 王* 的监护人（母亲）", "结束监护")
		h.post("/me/guardians/"+child.String()+"/end").shows(t, 404) // the child is not hers
		h.post("/me/wards/"+h.register("路人", "13800007777").String()+"/end").shows(t, 404)
		h.post("/me/wards/"+child.String()+"/end").leads(t, "/me/delegations")
		h.get("/me/delegations").shows(t, 200, "我是 王* 的监护人", "已结束")
		h.get("/me").hides(t, "替 王* 办事")

		guard()
		h.resident(child)
		h.post("/me/guardians/"+mother.String()+"/end").leads(t, "/me/delegations")
		guard()
		h.by = peopletest.Seat(901, peopletest.Worker, h.town.Other)
		h.post(at+"/guardians/"+mother.String()+"/end").shows(t, 404)
		h.worker()
		h.post(at+"/guardians/"+mother.String()+"/end").leads(t, at)
		h.get(at).shows(t, 200, "已结束")
		h.get(at).hides(t, "不再是监护人")
	})
}

// A child under fourteen reads who their guardian is, and leaves a change of it to
// the desk.
func TestSmallChildDoesNotEndAGuardianship(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		mother := h.register("张秀英", "13800001234")
		child := peopletest.Register(t, h.stage, people.New{
			Name: "王小宝", Born: 20180101, Place: h.town.Community.ID, Guardian: mother, Relation: "母亲", Evidence: "出生医学证明",
		})
		h.resident(child)
		p := h.get("/me/delegations")
		p.shows(t, 200, "张* 是我的监护人（母亲）", "看过出生医学证明", "请家里大人到社区柜台办")
		p.hides(t, "结束监护")
		h.post("/me/guardians/"+mother.String()+"/end").shows(t, 403, "未满 14 岁")
	})
}
