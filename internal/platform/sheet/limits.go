package sheet

import "github.com/jinlin-oss/jinlin/internal/platform/errs"

// Limits bound what one table may cost. A zero field takes its default.
type Limits struct {
	File     int64 // bytes of the file as sent; default 50 MB
	Inflated int64 // bytes of all its parts unpacked; default 1 GB
	Strings  int64 // bytes of the shared strings of an XLSX; default 64 MB
	Rows     int   // rows with content below the header; default 500,000
}

// maxColumns is how many columns are looked at; what lies to the right of them
// is no roster any more.
const maxColumns = 256

// maxCell bounds one cell, in bytes.
const maxCell = 128 << 10

// maxLine bounds one row, in bytes: a row of nothing but commas, or one that
// never ends, must not fill the memory.
const maxLine = 2 << 20

func (l Limits) orDefault() Limits {
	if l.File == 0 {
		l.File = 50 << 20
	}
	if l.Inflated == 0 {
		l.Inflated = 1 << 30
	}
	if l.Strings == 0 {
		l.Strings = 64 << 20
	}
	if l.Rows == 0 {
		l.Rows = 500_000
	}
	return l
}

// broken is the refusal of a file whose inside does not hold together.
func broken(cause error) error {
	return errs.New(errs.Invalid, "sheet.broken", "这个表格文件已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传").Because(cause)
}
