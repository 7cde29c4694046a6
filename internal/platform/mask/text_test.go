package mask_test

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/mask"
)

func TestText(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"楼道灯不亮":                          "楼道灯不亮",
		"打我电话13800001234谢谢":              "打我电话138****1234谢谢",
		"138 0000 1234":                  "138****1234",
		"138-0000-1234":                  "138****1234",
		"证件 350203199001010014":          "证件 350***********0014",
		"3 号楼 501，2026-00123，2026 年 6 月": "3 号楼 501，2026-00123，2026 年 6 月",
		"卡号 6222021234567890123":         "卡号 ****0123",
	} {
		if got := mask.Text(in); got != want {
			t.Errorf("Text(%q) = %q, want %q", in, got, want)
		}
	}
}
