package sheet

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// large writes a roster of n homes with twelve columns.
func large(t testing.TB, n int) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	row := []any{"楼栋", "单元", "房号", "建筑面积", "业主姓名", "手机号", "入住日期", "户型", "朝向", "车位", "备注", "序号"}
	for i := range n + 1 {
		if i > 0 {
			row = []any{fmt.Sprintf("%d幢", i/60), fmt.Sprintf("%d单元", i%4), fmt.Sprintf("%d0%d", i%18, i%4), 60 + float64(i%9000)/100,
				fmt.Sprintf("张%d", i), 13800000000 + i, "2019-06-01", "三房两厅", "南", i % 2, "无", i}
		}
		at, _ := excelize.CoordinatesToCellName(1, i+1)
		if err := w.SetRow(at, row); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func readLarge(t testing.TB, file []byte) (rows int, area int64) {
	m := open(t, file, roster...)
	for row, err := range m.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		rows++
		row.Need("building", 20)
		row.Need("home", 20)
		row.Text("owner", 40)
		row.Phone("phone")
		row.Day("since")
		area += row.Area("area")
	}
	if _, all := m.Faults(); all != 0 {
		t.Fatalf("%d faults", all)
	}
	return rows, area
}

func TestHundredThousandRows(t *testing.T) {
	if testing.Short() {
		t.Skip("writes 100,000 rows")
	}
	file := large(t, 100_000)
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	start := time.Now()
	rows, _ := readLarge(t, file)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	grown := (int64(after.HeapInuse) - int64(before.HeapInuse)) >> 20
	t.Logf("%d rows of %d kB in %v, heap grew by %d MB", rows, len(file)>>10, took, grown)
	if rows != 100_000 || grown > 30 {
		t.Errorf("%d rows, heap grew by %d MB", rows, grown)
	}
}

// Reading and checking a table must take well under the time excelize takes
// merely to read it. A ratio holds on a busy machine, seconds do not.
func TestFasterThanExcelize(t *testing.T) {
	if testing.Short() {
		t.Skip("reads the same table several times")
	}
	file := large(t, 10_000)
	ours, theirs := time.Hour, time.Hour
	for range 3 {
		start := time.Now()
		readLarge(t, file)
		ours = min(ours, time.Since(start))
		start = time.Now()
		readWithExcelize(t, file)
		theirs = min(theirs, time.Since(start))
	}
	t.Logf("ours %v, excelize %v", ours, theirs)
	if ours*2 > theirs {
		t.Errorf("ours %v, excelize %v", ours, theirs)
	}
}

func readWithExcelize(t testing.TB, file []byte) {
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.Rows("Sheet1")
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		if _, err := rows.Columns(); err != nil {
			t.Fatal(err)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	file := large(b, 20_000)
	b.SetBytes(int64(len(file)))
	for b.Loop() {
		readLarge(b, file)
	}
}
