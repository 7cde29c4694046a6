package matterweb_test

import (
	"strings"
	"testing"
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
