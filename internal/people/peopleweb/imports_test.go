package peopleweb_test

import (
	"context"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

const oneHome = "小区,楼栋,单元,房号,面积,业主,电话\n阳光小区,9幢,1单元,101,88.8,张秀英,13800001234\n"

// Work that was cut off with its server is told as stopped, with what to do next,
// and never as under way; beside PostgreSQL another server is believed for a while.
func TestImportCutOffIsTold(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.worker()
		gone := people.Importer{Stage: h.stage, By: h.by, Server: "a server that is gone"}
		r, err := gone.Read(t.Context(), h.town.Community.ID, people.Source{Name: "好.csv", File: strings.NewReader(oneHome), Size: int64(len(oneHome))})
		if err != nil {
			t.Fatal(err)
		}
		at := "/desk/rosters/" + r.ID.String()
		for _, step := range []struct {
			work       people.Work
			told, next string
		}{{people.WorkCheck, "核对没有做完", "/check"}, {people.WorkApply, "导入没有做完", "/apply"}} {
			if err := gone.Begin(t.Context(), r.ID, step.work); err != nil {
				t.Fatal(err)
			}
			p := h.get(at)
			if h.engine() == db.Postgres {
				p.shows(t, 200, "这份名册正在办")
			} else {
				p.shows(t, 200, "上一次做到一半停了", step.told, `action="`+at+step.next+`"`)
			}
			h.post(at+step.next).leads(t, at)
			h.settled(at).hides(t, "上一次做到一半停了")
		}
		h.get(at).shows(t, 200, "已导入", "1 户、1 人已经在名册里了")
	})
}

// A table that was read half-way leads nowhere but to another upload.
func TestRosterReadHalfWay(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.worker()
		gone := people.Importer{Stage: h.stage, By: h.by, Server: "a server that is gone"}
		stopped, stop := context.WithCancel(t.Context())
		gone.Progress = func(int, int) { stop() }
		rows := oneHome + strings.Repeat("阳光小区,9幢,1单元,102,88.8,张秀英,13800001234\n", 2100)
		if _, err := gone.Read(stopped, h.town.Community.ID, people.Source{Name: "长.csv", File: strings.NewReader(rows), Size: int64(len(rows))}); err == nil {
			t.Fatal("read to its end")
		}
		h.get("/desk/rosters").hides(t, "长.csv") // what failed in the hands of its reader leaves nothing
	})
}

func (h *house) engine() (e db.Engine) {
	h.t.Helper()
	if err := h.stage.See(h.t.Context(), h.by, func(v *act.View) error { e = v.Tx.Engine(); return nil }); err != nil {
		h.t.Fatal(err)
	}
	return e
}

// What is said of the rows is said in the language of who reads it.
func TestRemarksInTheReadersLanguage(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.worker()
		at := h.upload("/desk/rosters", "bad.csv", `小区,楼栋,单元,房号,面积,业主,电话,证件号,份额
阳光小区,1幢,1单元,,80,Li,,,
阳光小区,1幢,1单元,101,八十,Li,,,
阳光小区,1幢,1单元,102,-3,Li,,,
阳光小区,1幢,1单元,103,80,Li,138,,
阳光小区,1幢,1单元,104,80,Li,,350203189901010015,
阳光小区,1幢,1单元,105,80,Li、Wu,13800000001、13800000002、13800000003,,
阳光小区,1幢,1单元,106,80,,13800000001,,
阳光小区,1幢,1单元,107,80,Li,,,3/2
阳光小区,1幢,1单元,108,80,Li,,,
阳光小区,1幢,1单元,108,81,Li,,,
阳光小区,1幢,1单元,109,,Li,,,
阳光小区,,1单元,110,80,Li,,,
`, "place", h.town.Community.ID.String()).leads(t, "/desk/rosters/")
		h.settled(at).shows(t, 200, "“房号”：这一格不能空着", "和第 10 行是同一户", "没有填专有面积", "有 2 个人、3 个号码")
		request := httptest.NewRequest("GET", at, nil)
		request.Header.Set("Accept-Language", "en")
		p := h.ask(request)
		p.shows(t, 200, "This cell must not be empty", "The same home as row 10", "No area is given", "2 people but 3 numbers")
		for _, cell := range regexp.MustCompile(`<td class="keep">([^<]*)</td>`).FindAllStringSubmatch(p.body, -1) {
			said := regexp.MustCompile(`“[^”]*”`).ReplaceAllString(cell[1], "") // titles of the table's own columns
			if regexp.MustCompile(`\p{Han}`).MatchString(said) {
				t.Errorf("an English reader is told %q", cell[1])
			}
		}
	})
}
