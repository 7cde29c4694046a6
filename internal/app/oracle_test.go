package app_test

import (
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/app/apptest"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

var listed = regexp.MustCompile(`/(?:desk|field)/matters/([0-9a-z]{13})`)

// What stands behind a reveal cannot be guessed at by searching, filtering or
// ordering (TRUST T5): an answer is the same whatever the hidden fields hold, and
// a column that is not offered orders nothing.
func TestT5ListsAreNoOracle(t *testing.T) {
	t.Parallel()
	apptest.Both(t, func(t *testing.T, h *apptest.House) {
		h.As(h.Actor(h.A.Resident), func(a *act.Act) error {
			_, err := matter.Raise(a, matter.New{Place: h.A.Home, Channel: matter.ChannelPage, Words: "楼道灯坏了，晚上看不见"})
			return err
		})
		cookie := h.Session(h.A.Holders[org.GridWorker])
		list := func(query string) []string {
			t.Helper()
			w := h.Ask(httptest.NewRequest("GET", "/desk/matters?stage=all&"+query, nil), cookie)
			if w.Code >= 500 {
				t.Fatalf("%s: %d", query, w.Code)
			}
			if strings.Contains(w.Body.String(), h.A.ResidentPhone) && !strings.Contains(query, h.A.ResidentPhone) {
				t.Errorf("%s shows the phone", query)
			}
			var out []string
			for _, m := range listed.FindAllStringSubmatch(w.Body.String(), -1) {
				if !slices.Contains(out, m[1]) {
					out = append(out, m[1])
				}
			}
			return out
		}
		all := list("")
		if len(all) < 2 {
			t.Fatalf("only %d matters", len(all))
		}
		for _, guess := range []string{h.A.ResidentPhone, h.A.ResidentPhone[3:9], h.A.Resident.String()} {
			if got := list("q=" + url.QueryEscape(guess)); len(got) != 0 {
				t.Errorf("searching for %s finds %d", guess, len(got))
			}
		}
		for _, order := range []string{"reporter_id", "reporter_id DESC", "secret", "-reporter_id", "1;--", "(CASE WHEN 1=1 THEN id ELSE due_at END)", "random()"} {
			if got := list("sort=" + url.QueryEscape(order)); !slices.Equal(got, all) {
				t.Errorf("sort=%s orders: %v, not %v", order, got, all)
			}
		}
		for _, filter := range []string{"reporter_id=", "reporter=", "secret=", "anonymous=", "person=", "phone="} {
			if got := list(filter + h.A.Resident.String()); !slices.Equal(got, all) {
				t.Errorf("%s filters: %v, not %v", filter, got, all)
			}
		}
		before := list("q=" + url.QueryEscape("楼道"))
		h.System(func(a *act.Act) error { return rename(a, h.A.Resident) })
		if after := list("q=" + url.QueryEscape("楼道")); !slices.Equal(before, after) {
			t.Error("a hidden field changed the answer")
		}
	})
}

// rename gives the resident another name, which nobody in the list may notice.
func rename(a *act.Act, person people.ID) error {
	name := "欧阳改名"
	return people.Correct(a, person, people.Correction{Name: &name})
}
