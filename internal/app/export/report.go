package export

import (
	"archive/zip"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
)

func (r Report) write(z *zip.Writer) error {
	j, err := z.Create("report.json")
	if err != nil {
		return err
	}
	text := json.NewEncoder(j)
	text.SetIndent("", " ")
	if err := text.Encode(r); err != nil {
		return err
	}
	readme, err := z.Create("README.md")
	if err != nil {
		return err
	}
	_, err = io.WriteString(readme, r.readme())
	return err
}

// readme is the report for people.
func (r Report) readme() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# 近邻：全部数据的导出 / Everything, exported\n\n%s（北京时间），程序版本 %s，数据库 %s 第 %d 版。\n\n",
		r.At.In(calendar.Zone).Format("2006-01-02 15:04"), r.Release, r.Engine, r.Schema)
	if r.Open > 0 {
		fmt.Fprintf(&b, "**还有 %d 件事没有办结。** 停用以前，请把它们办完，或者交给接手的单位，并告诉提出的人。\n\n**%d matters are still open.** Before you shut down, finish them or hand them over, and tell those who raised them.\n\n", r.Open, r.Open)
	}
	b.WriteString("| 表 / table | 内容 | what | 行 / rows |\n|---|---|---|---:|\n")
	for _, t := range r.Tables {
		fmt.Fprintf(&b, "| `tables/%s.jsonl` | %s | %s | %d |\n", t.Name, titles[t.Name][0], titles[t.Name][1], t.Rows)
	}
	fmt.Fprintf(&b, "| `files/` | 照片、语音和附件，文件名是内容的 SHA-256 | photos, voice notes, documents | %d |\n\n", r.Files)
	b.WriteString("每行一条 JSON；编号和网页上的一样，时刻是 UTC 的 RFC 3339，面积以 0.001 平方米计。`report.json` 里有每张表的 SHA-256。\n\nOne JSON object a line; ids as on the pages, moments as RFC 3339 in UTC, areas in 0.001 m². `report.json` has the SHA-256 of every table.\n\n")
	if r.Opened {
		b.WriteString("**这里面有姓名、电话和证件号码的明文。** 请加密保存，只交给有权处理的人，用完删除。\n\n**This holds names, phone numbers and documents in clear.** Keep it encrypted and delete it after use.\n\n")
	} else {
		b.WriteString("加密的姓名、电话、证件号码没有导出；加上 `--open-sealed` 再导出一次，就在里面。\n\nSealed names, phones and documents are not in it; `--open-sealed` puts them in.\n\n")
	}
	b.WriteString("没有导出的：密码、会话和一次性码，以及只供程序运转的表（名单在 `report.json`）。\n\nNot in it: secrets, and what only makes the program run.\n")
	return b.String()
}
