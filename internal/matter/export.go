package matter

import (
	"strconv"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// CanExport is the capability to take a list of matters away in a file, asked of
// the place the list is of.
const CanExport access.Capability = "matter.export"

// MaxExport is how many lines one export may hold.
const MaxExport = 5000

// Export gives the lines of a list for a file, at most MaxExport, and leaves a
// trail of who took how many. More is refused rather than cut off: a file must
// not look whole when it is not. Whoever may export at the place of the list may.
func Export(a *act.Act, f Filter, s Sort) ([]Line, error) {
	thing := access.Thing{Kind: "matter", Place: int64(f.Scope.Place), Path: f.Scope.Path}
	if err := a.Require(CanExport, thing); err != nil {
		return nil, err
	}
	var out []Line
	page := Page{Sort: s, Size: maxPage}
	for {
		some, next, err := List(a.View, f, page)
		if err != nil {
			return nil, err
		}
		out = append(out, some...)
		if len(out) > MaxExport || next != "" && len(out) == MaxExport {
			return nil, errs.New(errs.Invalid, "export.many", "一次最多导出 %d 件，请先筛一筛再导出", MaxExport)
		}
		if next == "" {
			a.Note(strconv.Itoa(len(out)))
			return out, nil
		}
		page.Cursor = next
	}
}
