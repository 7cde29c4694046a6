package peopleweb

import (
	"io"
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
)

// writeTemplate writes the empty table, with one invented row.
func writeTemplate(w io.Writer) error {
	var titles []string
	for _, c := range people.RosterColumns {
		titles = append(titles, c.Title)
	}
	out, err := sheet.Create(w, sheet.XLSX, sheet.Heading{
		Title: "住户名册", Columns: titles,
		Mark: "一户一行。几个人、几个号码按同样的顺序用顿号隔开。没有的项空着就行。下面这一行是例子，填好后请删掉。",
	})
	if err != nil {
		return err
	}
	if err := out.Row("例子小区", "3幢", "2单元", "501", "89.37", "张三、李四", "13800000001、13800000002", "", "1/2、1/2", "张三、李四", ""); err != nil {
		return err
	}
	return out.Close()
}

func number(n int) string { return strconv.Itoa(n) }
