package file

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"
)

// scene is a picture that is red at its upper left and blue elsewhere.
func scene(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{B: 255, A: 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{R: 255, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func asJPEG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := jpeg.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asPNG(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, img); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func asGIF(t testing.TB, img image.Image) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := gif.Encode(&out, img, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

const gpsCanary = "GPS 24.4798N 118.0894E iPhone of Lin"

// exifBlock makes a TIFF block with an orientation and a text that must never
// be seen again.
func exifBlock(order binary.AppendByteOrder, lies uint16) []byte {
	block := []byte("II*\x00")
	if order.(interface{ String() string }).String() == binary.BigEndian.String() {
		block = []byte("MM\x00*")
	}
	block = order.AppendUint32(block, 8)
	block = order.AppendUint16(block, 2)
	entry := func(tag, kind uint16, count uint32) {
		block = order.AppendUint16(block, tag)
		block = order.AppendUint16(block, kind)
		block = order.AppendUint32(block, count)
	}
	entry(0x0110, 2, uint32(len(gpsCanary))) // camera model
	block = order.AppendUint32(block, 8+2+24+4)
	entry(0x0112, 3, 1)
	block = order.AppendUint16(block, lies)
	block = order.AppendUint16(block, 0)
	block = order.AppendUint32(block, 0)
	return append(block, gpsCanary...)
}

// withSegment puts a segment behind the start of a JPEG.
func withSegment(file []byte, marker byte, content []byte) []byte {
	segment := binary.BigEndian.AppendUint16([]byte{0xff, marker}, uint16(len(content)+2))
	return bytes.Join([][]byte{file[:2], segment, content, file[2:]}, nil)
}

// withChunk puts a chunk behind the header of a PNG.
func withChunk(file []byte, kind string, content []byte) []byte {
	chunk := binary.BigEndian.AppendUint32(nil, uint32(len(content)))
	body := append([]byte(kind), content...)
	chunk = binary.BigEndian.AppendUint32(append(chunk, body...), crc32.ChecksumIEEE(body))
	return bytes.Join([][]byte{file[:33], chunk, file[33:]}, nil)
}

func photo(t testing.TB, file []byte) Picture {
	t.Helper()
	p, err := Photo(context.Background(), bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// redCorner says in which corner of a JPEG the red is, and its size.
func redCorner(t testing.TB, file []byte) (corner string, size image.Point) {
	t.Helper()
	img, err := jpeg.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	size = img.Bounds().Size()
	for name, at := range map[string]image.Point{
		"upper left": {size.X / 4, size.Y / 4}, "upper right": {size.X * 3 / 4, size.Y / 4},
		"lower left": {size.X / 4, size.Y * 3 / 4}, "lower right": {size.X * 3 / 4, size.Y * 3 / 4},
	} {
		if r, _, b, _ := img.At(at.X, at.Y).RGBA(); r > b {
			corner += name
		}
	}
	return corner, size
}

func TestPhotosAreSetUprightAndForgetWhereTheyWereTaken(t *testing.T) {
	t.Parallel()
	plain := asJPEG(t, scene(80, 40))
	for lies, want := range map[uint16]string{
		1: "upper left", 2: "upper right", 3: "lower right", 4: "lower left",
		5: "upper left", 6: "upper right", 7: "lower right", 8: "lower left", 9: "upper left",
	} {
		for _, order := range []binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian} {
			block := exifBlock(order, lies)
			files := map[string][]byte{
				"JPEG": withSegment(withSegment(plain, 0xe1, append([]byte("Exif\x00\x00"), block...)), 0xe0, []byte("JFIF\x00")),
				"PNG":  withChunk(withChunk(asPNG(t, scene(80, 40)), "eXIf", block), "tEXt", []byte("where\x00"+gpsCanary)),
			}
			for name, file := range files {
				p := photo(t, file)
				corner, size := redCorner(t, p.Full)
				swapped := lies >= 5 && lies <= 8
				if corner != want || (size == image.Pt(40, 80)) != swapped || size != image.Pt(p.Width, p.Height) {
					t.Errorf("%s lying as %d: red %s, %v", name, lies, corner, size)
				}
				for _, out := range [][]byte{p.Full, p.Thumb} {
					if bytes.Contains(out, []byte("Exif")) || bytes.Contains(out, []byte(gpsCanary)) || bytes.Contains(out, []byte("eXIf")) {
						t.Errorf("%s: what the camera wrote is still there", name)
					}
				}
			}
		}
	}
}

// A lossless WebP of one red pixel, with an EXIF chunk that turns it.
func TestWebPIsRead(t *testing.T) {
	t.Parallel()
	lossless := []byte("VP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")
	block := exifBlock(binary.LittleEndian, 6)
	exif := append(binary.LittleEndian.AppendUint32([]byte("EXIF"), uint32(len(block))), block...)
	body := append([]byte("WEBP"), append(lossless, exif...)...)
	file := append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
	if p := photo(t, file); p.Width != 1 || p.Height != 1 || bytes.Contains(p.Full, []byte(gpsCanary)) {
		t.Errorf("%d×%d", p.Width, p.Height)
	}
	if got := orientation(bytes.NewReader(file), int64(len(file)), "webp"); got != 6 {
		t.Errorf("orientation %d", got)
	}
}

func TestPhotosAreMadeSmall(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ w, h, fullW, fullH, thumbW, thumbH int }{
		{4000, 3000, 1600, 1200, 400, 300}, {1000, 2000, 800, 1600, 200, 400}, {300, 200, 300, 200, 300, 200},
		{1601, 10, 1600, 10, 400, 3}, {5000, 1, 1600, 1, 400, 1}, {1, 1, 1, 1, 1, 1},
	} {
		p := photo(t, asPNG(t, image.NewGray(image.Rect(0, 0, c.w, c.h))))
		_, full := redCorner(t, p.Full)
		_, thumb := redCorner(t, p.Thumb)
		if full != image.Pt(c.fullW, c.fullH) || thumb != image.Pt(c.thumbW, c.thumbH) {
			t.Errorf("%d×%d became %v and %v", c.w, c.h, full, thumb)
		}
	}
}

func TestTransparentBecomesWhite(t *testing.T) {
	t.Parallel()
	for _, img := range []image.Image{image.NewNRGBA(image.Rect(0, 0, 2000, 10)), image.NewNRGBA64(image.Rect(0, 0, 20, 20)), image.NewPaletted(image.Rect(0, 0, 9, 9), color.Palette{color.Transparent, color.Black})} {
		out, err := jpeg.Decode(bytes.NewReader(photo(t, asPNG(t, img)).Full))
		if err != nil {
			t.Fatal(err)
		}
		if r, g, b, _ := out.At(3, 3).RGBA(); min(r, g, b) < 0xf000 {
			t.Errorf("%T: %x %x %x", img, r, g, b)
		}
	}
}

func TestTurningKeepsEveryPixel(t *testing.T) {
	t.Parallel()
	back := map[int]int{1: 1, 2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}
	rapid.Check(t, func(t *rapid.T) {
		src := image.NewRGBA(image.Rect(0, 0, rapid.IntRange(1, 9).Draw(t, "w"), rapid.IntRange(1, 9).Draw(t, "h")))
		for i := range src.Pix {
			src.Pix[i] = byte(i * 7)
		}
		lies := rapid.IntRange(1, 8).Draw(t, "lies")
		if again := turned(turned(src, lies), back[lies]); !bytes.Equal(again.Pix, src.Pix) || again.Rect != src.Rect {
			t.Fatalf("%v turned by %d and back differs", src.Rect, lies)
		}
	})
}

func TestAtMostTwoPicturesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := newGate()
		var lock sync.Mutex
		now, most := 0, 0
		var all sync.WaitGroup
		for i := range 12 {
			weight, places := int64(1), 1
			if i%3 == 0 {
				weight, places = light+1, 2
			}
			all.Go(func() {
				done, err := g.turn(context.Background(), weight)
				if err != nil {
					t.Error(err)
					return
				}
				lock.Lock()
				now += places
				most = max(most, now)
				lock.Unlock()
				time.Sleep(time.Second)
				lock.Lock()
				now -= places
				lock.Unlock()
				done()
			})
		}
		all.Wait()
		if most != 2 || len(g.places) != 0 || len(g.door) != 0 {
			t.Errorf("%d places taken at once, %d still held", most, len(g.places))
		}
		done, _ := g.turn(context.Background(), light+1)
		ctx, stop := context.WithTimeout(context.Background(), time.Second)
		defer stop()
		if _, err := g.turn(ctx, 1); err == nil {
			t.Error("a wait must end with its context")
		}
		done()
	})
}

func BenchmarkPhoto(b *testing.B) {
	file := asJPEG(b, scene(4000, 3000))
	for b.Loop() {
		photo(b, file)
	}
}
