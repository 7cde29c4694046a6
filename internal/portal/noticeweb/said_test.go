package noticeweb

import (
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

func TestMomentsAreSaidAsPeopleSayThem(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, ui.Zone)
	for _, one := range []struct {
		sent      time.Time
		arg, want string
	}{
		{now, "11-22 23:59", "今天 23:59"},
		{now, "11-30 23:59", "11月30日 23:59"},
		{now.AddDate(0, -1, 0), "11-21 12:00", "昨天 12:00"},
		{now, "01-05 18:00", "2027年1月5日 18:00"},
		{now, "2026-00379", "2026-00379"},
		{now, "邻里纠纷", "邻里纠纷"},
	} {
		if got := said(t.Context(), now, one.sent, one.arg); got != one.want {
			t.Errorf("%s is said %q, want %q", one.arg, got, one.want)
		}
	}
}
