package ui

import (
	"fmt"
	"strings"

	qrcode "github.com/skip2/go-qrcode"
)

// modules draws text as the path of a QR code in units of one module, with the
// quiet border of four, and gives its side. Error correction is medium, which
// survives a fold in the paper; text over 2,331 bytes does not fit and gives
// an empty path.
func modules(text string) (path string, side int) {
	code, err := qrcode.New(text, qrcode.Medium)
	if err != nil {
		return "", 0
	}
	bitmap := code.Bitmap()
	var b strings.Builder
	for y, row := range bitmap {
		for x := 0; x < len(row); x++ {
			if !row[x] {
				continue
			}
			from := x
			for x < len(row) && row[x] {
				x++
			}
			fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", from, y, x-from, x-from)
		}
	}
	return b.String(), len(bitmap)
}
