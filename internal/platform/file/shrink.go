package file

import (
	"image"

	"golang.org/x/image/draw"
)

// shrink makes a picture no longer than side on any side; a smaller one keeps
// its size. What is transparent becomes white. Halving first, as often as it
// goes, keeps fine lines from breaking up.
func shrink(src image.Image, side int) *image.RGBA {
	w, h := fit(src.Bounds().Dx(), src.Bounds().Dy(), side)
	for quick(src) && src.Bounds().Dx() >= 2*w && src.Bounds().Dy() >= 2*h && src.Bounds().Dx() > 1 && src.Bounds().Dy() > 1 {
		half := scaled(src, max(w, src.Bounds().Dx()/2), max(h, src.Bounds().Dy()/2))
		if half.Rect.Dx() == w && half.Rect.Dy() == h {
			return half
		}
		src = half
	}
	return scaled(src, w, h)
}

func scaled(src image.Image, w, h int) *image.RGBA {
	dst := image.NewRGBA(image.Rect(0, 0, w, h))
	op := draw.Src
	if opaque, ok := src.(interface{ Opaque() bool }); !ok || !opaque.Opaque() {
		draw.Draw(dst, dst.Rect, image.White, image.Point{}, draw.Src)
		op = draw.Over
	}
	draw.ApproxBiLinear.Scale(dst, dst.Rect, src, src.Bounds(), op, nil)
	return dst
}

// quick says whether scaling has a fast way for the kind of image; the others
// are scaled in one step, which looks at fewer of their pixels.
func quick(src image.Image) bool {
	switch src := src.(type) {
	case *image.RGBA, *image.NRGBA, *image.Gray:
		return true
	case *image.YCbCr:
		return src.SubsampleRatio <= image.YCbCrSubsampleRatio440
	}
	return false
}

// fit is the size within side that keeps the proportions, at least one pixel.
func fit(w, h, side int) (int, int) {
	longest := max(w, h)
	if longest <= side {
		return w, h
	}
	return max(1, (w*side+longest/2)/longest), max(1, (h*side+longest/2)/longest)
}

// turned sets a picture upright that lies as EXIF says: 2 mirrored, 3 upside
// down, 4 both, 5 to 8 on its side.
func turned(src *image.RGBA, lies int) *image.RGBA {
	if lies <= upright || lies > 8 {
		return src
	}
	size := src.Rect.Size()
	dst := image.NewRGBA(image.Rectangle{Max: size})
	if lies >= 5 {
		dst = image.NewRGBA(image.Rect(0, 0, size.Y, size.X))
	}
	for y := range dst.Rect.Dy() {
		for x := range dst.Rect.Dx() {
			from := sourceOf(lies, image.Pt(x, y), size)
			copy(dst.Pix[dst.PixOffset(x, y):][:4], src.Pix[src.PixOffset(from.X, from.Y):][:4])
		}
	}
	return dst
}

// sourceOf is the pixel of the lying picture that belongs at a place of the
// upright one.
func sourceOf(lies int, at, size image.Point) image.Point {
	right, below := size.X-1, size.Y-1
	switch lies {
	case 2:
		return image.Pt(right-at.X, at.Y)
	case 3:
		return image.Pt(right-at.X, below-at.Y)
	case 4:
		return image.Pt(at.X, below-at.Y)
	case 5:
		return image.Pt(at.Y, at.X)
	case 6:
		return image.Pt(at.Y, below-at.X)
	case 7:
		return image.Pt(right-at.Y, below-at.X)
	}
	return image.Pt(right-at.Y, at.X) // 8
}
