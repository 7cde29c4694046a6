package people_test

import (
	"bytes"
	"context"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/people/peopletest"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/place/placetest"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/db/dbtest"
)

const rosterHead = "小区,楼栋,单元,房号,建筑面积(㎡),业主姓名,联系电话,身份证号,产权份额,住户姓名,住户电话\n"

func (h *house) importer() people.Importer {
	return people.Importer{Stage: h.Stage, By: h.worker()}
}

func (h *house) read(rows string) (people.Roster, error) {
	text := []byte(rosterHead + rows)
	return h.importer().Read(context.Background(), h.town.Community.ID, people.Source{Name: "名册.csv", File: bytes.NewReader(text), Size: int64(len(text))})
}

// check reads and checks a table.
func (h *house) check(rows string) people.Roster {
	h.t.Helper()
	r, err := h.read(rows)
	if err == nil {
		r, err = h.importer().Check(context.Background(), r.ID)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func (h *house) apply(rows string, replace bool) people.Digest {
	h.t.Helper()
	r := h.check(rows)
	r, err := h.importer().Apply(context.Background(), r.ID, replace)
	if err != nil {
		h.t.Fatal(err)
	}
	return r.Digest
}

func (h *house) remarks(r people.Roster) (out []people.Remark) {
	h.see(h.worker(), func(v *act.View) (err error) {
		out, err = people.Remarks(v, r.ID, 0, 100)
		return err
	})
	return out
}

const threeHomes = `阳光小区,1幢,1单元,101,89.37,张秀英、王建国,13800001234、13800001235,,1/2、1/2,张秀英、王建国,
阳光小区,1幢,1单元,102,90,林 一,13800002222,350203189901010014,,,
新月小区,A座,,1201,120.5,阳光物业服务有限公司,0592-2345678,,,李四,13800003333
新月小区,A座,,1202,66,张秀英,13800001234,,,,
`

func TestRosterComesInOnceAndForAll(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		r := h.check(threeHomes)
		want := people.Digest{Rows: 4, Homes: 4, NewHomes: 2, Persons: 5, NewPersons: 5, NewPhones: 5, Owners: 5, Residents: 3}
		if r.Digest != want {
			t.Fatalf("preview %+v\nremarks %+v", r.Digest, h.remarks(r))
		}
		done, err := h.importer().Apply(context.Background(), r.ID, false)
		if err != nil {
			t.Fatal(err)
		}
		want.Places, want.Measured = 4, done.Digest.Measured
		if done.Digest != want {
			t.Errorf("applied %+v, want %+v", done.Digest, want)
		}
		h.see(h.worker(), func(v *act.View) error {
			found, err := people.Search(v, "张秀英")
			if len(found) != 1 {
				t.Fatalf("%d persons called 张秀英", len(found))
			}
			standings, err2 := people.Standings(v, found[0].ID)
			if len(standings) != 3 || !standings[0].Proved() || standings[1].Share != (people.Share{Num: 1, Den: 2}) || err2 != nil {
				t.Errorf("her standings %+v %v", standings, err2)
			}
			labels, err3 := place.Labels(v, standings[0].Home)
			if err3 != nil || labels[standings[0].Home] != "新月小区 A座 1202" {
				t.Errorf("her other home is %v", labels)
			}
			home, err4 := place.Get(v, h.town.Homes[0].ID)
			if err4 != nil || home.Area != 89370 {
				t.Errorf("the area is %d", home.Area)
			}
			return err
		})
		_, err = h.importer().Apply(context.Background(), r.ID, false)
		refused(t, err, "roster.moved")

		again := h.check(threeHomes)
		if again.Digest.Changes() {
			t.Errorf("the same file again would change %+v", again.Digest)
		}
		if d := h.apply(threeHomes, true); d.Changes() {
			t.Errorf("the same file again changed %+v", d)
		}
	})
}

func TestRosterMergesOneOwnerAcrossRows(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		d := h.apply(`阳光小区,1幢,1单元,101,80,林一,13800002222,350203189901010014,,,
阳光小区,1幢,1单元,102,80,林一,,350203189901010014,,,
阳光小区,2幢,1单元,101,80,林一,13800002222,,,,
阳光小区,2幢,1单元,102,80,林一,13800009999,,,,
阳光小区,2幢,1单元,102,80,林一,,,,林一,
`, false)
		if d.NewPersons != 2 || d.Owners != 4 || d.Residents != 1 || d.Homes != 4 {
			t.Errorf("merged to %+v", d)
		}
	})
}

func TestRosterNamesEveryBadRow(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.apply(threeHomes, false)
		r := h.check(`阳光小区,1幢,1单元,,80,甲乙,,,,,
阳光小区,1幢,1单元,101,八十,甲乙,,,,,
阳光小区,1幢,1单元,101,80,甲乙,138,,,,
阳光小区,1幢,1单元,101,80,甲乙,,350203189901010015,,,
阳光小区,1幢,1单元,101,80,甲乙、丙丁,13800000001、13800000002、13800000003,,,,
阳光小区,1幢,1单元,101,80,,13800000001,,,,
阳光小区,1幢,1单元,101,80,甲乙,,,3/2,,
阳光小区,1幢,1单元,201,80,甲乙,,350203189901010014,,,
阳光小区,1幢,1单元,202,80,甲乙,,,,,
阳光小区,1幢,1单元,202,81,甲乙,,,,,
阳光小区,2幢,1单元,101,,甲乙,,,,,
阳光小区,1幢,1单元,101,89.37,新人,13800007777,,,,
`)
		problems, warnings := map[int]string{}, map[int]string{}
		for _, m := range h.remarks(r) {
			problems[m.Line], warnings[m.Line] = m.Problems.String(), m.Warnings.String()
		}
		for line, want := range map[int]string{
			2: "“房号”：这一格不能空着", 3: "面积", 4: "请填11位手机号", 5: "最后一位对不上", 6: "有 2 个人、3 个号码", 7: "请补上姓名", 8: "1/2",
			9: "证件号已经登记在别的名字下", 11: "和第 10 行是同一户",
		} {
			if !strings.Contains(problems[line], want) {
				t.Errorf("line %d: %q, want %q", line, problems[line], want)
			}
			delete(problems, line)
		}
		for line, problem := range problems {
			if problem != "" {
				t.Errorf("line %d: %q, want none", line, problem)
			}
		}
		if !strings.Contains(warnings[12], "没有填专有面积") || !strings.Contains(warnings[13], "不在名册里") {
			t.Errorf("warnings %v", warnings)
		}
		if r.Digest.Bad != 9 {
			t.Errorf("%d bad rows", r.Digest.Bad)
		}
		_, err := h.importer().Apply(context.Background(), r.ID, false)
		refused(t, err, "roster.bad")
		for text := range warnings {
			for _, private := range []string{"甲乙", "13800000001", "350203189901010014"} {
				if strings.Contains(warnings[text]+problems[text], private) {
					t.Errorf("a remark names %s", private)
				}
			}
		}
	})
}

func TestRosterReplacesOwnersOnlyWhenAsked(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		h.apply("阳光小区,1幢,1单元,101,80,旧主,13800000001,,,,\n", false)
		sold := "阳光小区,1幢,1单元,101,80,新主,13800000002,,,,\n"
		owners := func() (n int) {
			h.see(h.worker(), func(v *act.View) error {
				all, err := people.StandingsIn(v, h.town.Homes[0].ID)
				n = len(all[h.town.Homes[0].ID])
				return err
			})
			return n
		}
		if d := h.apply(sold, false); d.Owners != 1 || d.Ended != 0 || owners() != 2 {
			t.Errorf("added %+v, %d owners", d, owners())
		}
		if d := h.apply(sold, true); d.Ended != 1 || owners() != 1 {
			t.Errorf("replaced %+v, %d owners", d, owners())
		}
	})
}

func TestRosterIsAllOrNothing(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		r := h.check(threeHomes)
		h.register("林一", "13800002222") // without the number: she is found and gets it
		other := peopletest.Register(t, h.Stage, people.New{Name: "旁人", Place: h.town.Community.ID})
		_ = other
		peopletest.Register(t, h.Stage, people.New{
			Name: "别人", Document: 1, Number: "350203189901010014", Agreed: []string{people.PurposeIdentity}, Place: h.town.Community.ID,
		})
		_, err := h.importer().Apply(context.Background(), r.ID, false)
		refused(t, err, "roster.stale")
		h.see(h.worker(), func(v *act.View) error {
			for _, name := range []string{"张秀英", "李四", "阳光物业服务有限公司"} {
				if found, err := people.Search(v, name); len(found) != 0 || err != nil {
					t.Errorf("half of the roster is in: %s", name)
				}
			}
			compounds, err := place.Under(v, h.town.Community.ID, place.Compound)
			if len(compounds) != 1 {
				t.Errorf("%d compounds", len(compounds))
			}
			return err
		})
	})
}

func TestRosterNeedsTheSeat(t *testing.T) {
	both(t, func(t *testing.T, h *house) {
		r := h.check(threeHomes)
		for by, code := range map[string]access.Actor{
			"forbidden": peopletest.Seat(903, peopletest.Grid, h.town.Community), "not_found": peopletest.Seat(901, peopletest.Worker, h.town.Other),
		} {
			im := people.Importer{Stage: h.Stage, By: code}
			_, err := im.Apply(context.Background(), r.ID, false)
			refused(t, err, by)
			_, err = im.Read(context.Background(), h.town.Community.ID, people.Source{File: strings.NewReader(rosterHead + threeHomes), Size: int64(len(rosterHead + threeHomes))})
			refused(t, err, by)
		}
		h.must(h.worker(), func(a *act.Act) error { return people.DropRoster(a, r.ID) })
		_, err := h.importer().Apply(context.Background(), r.ID, false)
		refused(t, err, "not_found")
	})
}

// TestRosterOfManyRows reads, checks and applies a district's worth of homes in
// memory that does not grow with it.
func TestRosterOfManyRows(t *testing.T) {
	if testing.Short() {
		t.Skip("many rows")
	}
	t.Parallel()
	d := dbtest.Open(t, peopletest.Schema, db.SQLite)
	s := peopletest.Stage(t, d, nil, peopletest.Grants...)
	h := &house{Stage: s, t: t, town: placetest.Plant(t, s)}
	var b strings.Builder
	const rows = 20_000
	for i := range rows {
		fmt.Fprintf(&b, "大小区%d,%d幢,%d单元,%d,%d.5,王%c%c,138%08d,,,,\n", i/5000, i/200, i%2+1, i, 60+i%90, '一'+rune(i%500), '丁'+rune(i/500), i)
	}
	im := h.importer()
	calls := 0
	im.Progress = func(done, total int) { calls++ }
	text := []byte(rosterHead + b.String())
	began := time.Now()
	step := func(name string, f func() (people.Roster, error)) people.Roster {
		r, err := f()
		if err != nil {
			t.Fatal(name, err)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		t.Logf("%s after %v, heap %d MB, %d calls, %+v", name, time.Since(began).Round(time.Millisecond), m.HeapAlloc>>20, calls, r.Digest)
		return r
	}
	ctx := context.Background()
	r := step("read", func() (people.Roster, error) {
		return im.Read(ctx, h.town.Community.ID, people.Source{Name: "大名册.csv", File: bytes.NewReader(text), Size: int64(len(text))})
	})
	r = step("checked", func() (people.Roster, error) { return im.Check(ctx, r.ID) })
	r = step("applied", func() (people.Roster, error) { return im.Apply(ctx, r.ID, false) })
	if r.Digest.NewHomes != rows || r.Digest.NewPersons != rows || calls < 100 {
		t.Errorf("%+v, %d calls", r.Digest, calls)
	}
}
