package matterweb_test

import (
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/matter/mattertest"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

func TestResidentSaysAndJudges(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		f := h.get(h.Resident, "/matters/new").form("/matters")
		f.values.Set("words", "楼道灯不亮，晚上看不见台阶")
		made := h.ask(h.Resident, "POST", f.action, f.values.Encode()).to()
		if !strings.HasPrefix(made, "/matters/") {
			t.Fatalf("led to %s", made)
		}
		h.get(h.Resident, made).has("楼道灯不亮", "听诉求", "打印回执", "不用办了")
		h.get(h.Resident, "/matters").has("楼道灯不亮", made)

		again := h.ask(h.Resident, "POST", f.action, f.values.Encode()).to()
		if again != made {
			t.Errorf("a second press led to %s, the first to %s", again, made)
		}
	})
}

// Whoever presses for help is told when the call comes only where it is set.
func TestHelpNamesATimeThatIsKept(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		press := func() page {
			return h.send(h.Resident, h.get(h.Resident, "/help").form("/help"), with("want", "call")).is(200)
		}
		press().has("会打电话给您").hasNot("分钟内给您打电话")
		h.Act(t, mattertest.System, func(a *act.Act) error {
			_, err := place.SetPolicy(a, h.Town.Subdistrict.ID, place.NewSetting{Key: "matter.help.call", Text: "20", Citation: "街道约定"})
			return err
		})
		at := ""
		for _, n := range press().has("会在 20 分钟内给您打电话").nodes("a", nil) {
			if strings.HasPrefix(attr(n, "href"), "/matters/") {
				at = attr(n, "href")
			}
		}
		h.get(h.Resident, at).has("答应 20 分钟内打电话")
		h.get(h.Worker, "/desk"+at).has("前要打电话给求助的人")
	})
}
