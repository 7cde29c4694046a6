package matterweb_test

import (
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
)

// A blocked fire lane: snapped, dispatched, returned, ruled on, handled with
// photos before and after, judged unhappy, reopened, closed. Every form is sent
// as a browser without script sends it.
func TestFireLaneFromSnapToClosed(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		f := h.get(h.Resident, "/matters/new").form("/matters")
		made := h.send(h.Resident, f, nil, upload{"photos", "lane.jpg", photo(t)}).to()
		id := strings.TrimPrefix(made, "/matters/")
		h.get(h.Resident, made).has("（照片，请看图）", "/files/")

		desk, field := "/desk/matters/"+id, "/field/matters/"+id
		d := h.get(h.Worker, desk).form(desk + "/dispatch")
		d.values.Set("seat", mattertest.SeatOf(h.GridWorker).String())
		h.send(h.Worker, d, nil).to()
		h.get(h.GridWorker, "/field").has("（照片，请看图）", "今天的和刚派来的")

		h.send(h.GridWorker, h.get(h.GridWorker, field+"/return").form(field+"/return"), with("reason", "是物业的职责")).to()
		rule := h.get(h.Secretary, desk).form(desk + "/reassign")
		rule.values.Set("seat", mattertest.SeatOf(h.Property).String())
		rule.values.Set("reason", "小区消防通道由物业维护")
		h.send(h.Secretary, rule, nil).to()

		h.send(h.Property, h.get(h.Property, field).form(field+"/accept"), nil).to()
		h.get(h.Property, field).hasNot(field + "/return") // ruled on: it cannot be returned again
		h.send(h.Property, h.get(h.Property, field+"/contact").form(field+"/contact"), nil).to()
		report := h.get(h.Property, field+"/report").form(field + "/report")
		h.send(h.Property, report, with("words", "画了禁停线，贴了告示"), upload{"before", "a.jpg", photo(t)}, upload{"after", "b.jpg", photo(t)}).to()
		h.get(h.Resident, made).has("处理前", "处理后", "画了禁停线")

		h.send(h.Worker, h.get(h.Worker, desk).form(desk+"/review"), nil).to()
		judge := h.get(h.Resident, made).form(made + "/judge")
		h.send(h.Resident, judge, with("solved", "no", "satisfaction", "1", "words", "下午又停满了")).to()
		h.send(h.Resident, h.get(h.Resident, made).form(made+"/reopen"), with("reason", "请装隔离桩")).to()
		report = h.get(h.Property, field+"/report").form(field + "/report")
		h.send(h.Property, report, with("words", "装好隔离桩")).to()
		h.send(h.Worker, h.get(h.Worker, desk).form(desk+"/review"), nil).to()
		judge = h.get(h.Resident, made).form(made + "/judge")
		h.send(h.Resident, judge, with("solved", "yes", "satisfaction", "3")).to()
		h.get(h.Resident, made).has("已解决", "评价：解决了，满意", "还没办好，请再办")
	})
}

// Two workers press at once: one has it, the other is told who, and sees the
// matter as it is now.
func TestTwoAtOnce(t *testing.T) {
	h := one(t)
	m := h.Raise(t, h.Resident, matter.New{})
	desk := "/desk/matters/" + m.String()
	first := h.get(h.Worker, desk).form(desk + "/dispatch")
	second := h.get(h.Secretary, desk).form(desk + "/dispatch")
	first.values.Set("seat", mattertest.SeatOf(h.GridWorker).String())
	second.values.Set("seat", mattertest.SeatOf(h.Property).String())
	h.send(h.Worker, first, nil).to()
	h.send(h.Secretary, second, nil).is(422).has("刚才", "派单")
	field := "/field/matters/" + m.String()
	accept := h.get(h.GridWorker, field).form(field + "/accept")
	h.send(h.GridWorker, accept, nil).to()
	h.send(h.GridWorker, accept, nil).is(422).has("已经签收")
}

// An old person asks for help in two taps and is told who calls and when.
func TestHelpInTwoTaps(t *testing.T) {
	h := one(t)
	f := h.get(h.Resident, "/help").form("/help")
	h.send(h.Resident, f, with("want", "call")).is(200).has("已经告诉社区了", "打电话给您")
	h.get(h.Resident, "/matters").has("请给我打个电话")
	h.send(h.Resident, f, with("want", "call")).is(200)
	if n := strings.Count(h.get(h.Resident, "/matters").text, `class="what"`); n != 1 {
		t.Errorf("two presses made %d matters", n)
	}
}

// What the seat asks is what the resident sees first, and the clock stands still.
func TestAskAndSupply(t *testing.T) {
	h := one(t)
	m := h.Raise(t, h.Resident, matter.New{})
	desk, field, mine := "/desk/matters/"+m.String(), "/field/matters/"+m.String(), "/matters/"+m.String()
	d := h.get(h.Worker, desk).form(desk + "/dispatch")
	d.values.Set("seat", mattertest.SeatOf(h.GridWorker).String())
	h.send(h.Worker, d, nil).to()
	h.send(h.GridWorker, h.get(h.GridWorker, field).form(field+"/accept"), nil).to()
	h.send(h.GridWorker, h.get(h.GridWorker, field+"/ask").form(field+"/ask"), with("question", "是哪一盏灯？")).to()
	h.Pass(time.Hour)
	h.get(h.GridWorker, "/field").has("在等别人的", "暂停计时")
	p := h.get(h.Resident, mine).has("等您补充情况", "是哪一盏灯？")
	h.send(h.Resident, p.form(mine+"/supply"), nil).is(422).has("请写上补充的情况")
	h.send(h.Resident, p.form(mine+"/supply"), with("words", "三楼的")).to()
	h.get(h.GridWorker, field).has("三楼的", "办理中")
}
