package file

import (
	"bytes"
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"runtime"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// bad is one file that must not come in as what it is sent for.
type bad struct {
	name    string
	file    []byte
	allowed bool // it may come in, if nothing hostile of it is left
}

const script = "<script>alert('近邻')</script>"

// jpegHeader is a JPEG that claims a size and stops there.
func jpegHeader(sof byte, w, h uint16, components ...byte) []byte {
	frame := []byte{8, byte(h >> 8), byte(h), byte(w >> 8), byte(w), byte(len(components))}
	for i, sampling := range components {
		frame = append(frame, byte(i+1), sampling, 0)
	}
	return withSegment([]byte{0xff, 0xd8, 0xff, 0xd9}, sof, frame)
}

// pngHeader is a PNG that claims a size and stops there.
func pngHeader(w, h uint32, depth, kind byte) []byte {
	body := binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32([]byte("IHDR"), w), h)
	body = append(body, depth, kind, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\x0d"), body...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(body))
}

func riffFile(chunks string) []byte {
	body := "WEBP" + chunks
	return append(binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body))), body...)
}

// corpus makes the bad files: wrong kinds, two kinds in one, cut short, lying
// about their size, and broken inside.
func corpus(t testing.TB) []bad {
	img := scene(64, 64)
	j, p, g := asJPEG(t, img), asPNG(t, img), asGIF(t, img)
	flip := func(file []byte, at int) []byte {
		out := bytes.Clone(file)
		out[at] ^= 0x5a
		return out
	}
	out := []bad{
		{name: "nothing"}, {name: "one byte", file: []byte{0xff}}, {name: "zeros", file: make([]byte, 4096)},
		{name: "SVG", file: []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>`)},
		{name: "SVG with XML head", file: []byte(`<?xml version="1.0"?><!DOCTYPE svg><svg>` + script + `</svg>`)},
		{name: "SVG, gzipped", file: []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03svgz")},
		{name: "page", file: []byte("<!DOCTYPE html><html>" + script)}, {name: "page behind blanks", file: []byte("\r\n\t <html>" + script)},
		{name: "page behind a BOM", file: []byte("\ufeff<html>" + script)}, {name: "script", file: []byte("alert(1)")},
		{name: "shell", file: []byte("#!/bin/sh\nid\n")}, {name: "PHP", file: []byte("<?php system('id');")},
		{name: "program for Linux", file: []byte("\x7fELF\x02\x01\x01\x00")}, {name: "program for Windows", file: []byte("MZ\x90\x00\x03")},
		{name: "zip", file: []byte("PK\x03\x04\x14\x00\x00\x00")}, {name: "empty zip", file: []byte("PK\x05\x06" + strings.Repeat("\x00", 18))},
		{name: "RAR", file: []byte("Rar!\x1a\x07\x01\x00")}, {name: "7z", file: []byte("7z\xbc\xaf\x27\x1c")}, {name: "gzip bomb", file: []byte("\x1f\x8b\x08" + strings.Repeat("\x00", 500))},
		{name: "old Word", file: []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}, {name: "RTF", file: []byte("{\\rtf1")}, {name: "PostScript", file: []byte("%!PS-Adobe-3.0")},
		{name: "GIF", file: g}, {name: "GIF head with script", file: []byte("GIF89a/*" + script + "*/")},
		{name: "BMP", file: []byte("BM\x36\x00\x00\x00")}, {name: "TIFF", file: []byte("II*\x00\x08\x00\x00\x00")}, {name: "icon", file: []byte("\x00\x00\x01\x00\x01\x00")},
		{name: "JPEG XL", file: []byte("\xff\x0a\x00\x00")}, {name: "AVIF", file: []byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00avifmif9")},
		{name: "HEIC", file: []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")}, {name: "Photoshop", file: []byte("8BPS\x00\x01")},
		{name: "film", file: []byte("\x00\x00\x00\x14ftypqt  \x00\x00\x00\x00qt  moov")}, {name: "Matroska film", file: []byte("\x1aE\xdf\xa3\x93\x42\x82\x88matroska")},
		{name: "RIFF of another kind", file: []byte("RIFF\x10\x00\x00\x00AVI LIST")}, {name: "MP3", file: []byte("ID3\x04\x00")}, {name: "Flash", file: []byte("CWS\x0a")},
		{name: "font", file: []byte("wOF2\x00\x01")}, {name: "WebAssembly", file: []byte("\x00asm\x01\x00\x00\x00")}, {name: "PDF cut short", file: []byte("%PDF-1.7\n1 0 obj")},
		{name: "PDF not at its start", file: []byte("\n\n%PDF-1.7\n%%EOF")}, {name: "PDF of no version", file: []byte("%PDF-9.9\n%%EOF")},

		{name: "JPEG cut within the picture", file: j[:len(j)*3/4]}, {name: "JPEG cut within its head", file: j[:40]}, {name: "JPEG without its end", file: j[:len(j)-2]},
		{name: "JPEG of a start alone", file: j[:3]}, {name: "JPEG with broken tables", file: flip(j, 30), allowed: true}, {name: "JPEG of no pixels", file: jpegHeader(0xc0, 0, 0, 0x11)},
		{name: "JPEG of 4,294 megapixels", file: jpegHeader(0xc0, 65535, 65535, 0x22, 0x11, 0x11)}, {name: "JPEG of 51 megapixels", file: jpegHeader(0xc0, 8000, 6400, 0x22, 0x11, 0x11)},
		{name: "progressive JPEG too heavy", file: jpegHeader(0xc2, 7000, 7000, 0x11, 0x11, 0x11)}, {name: "JPEG of arithmetic coding", file: jpegHeader(0xc9, 64, 64, 0x11)},
		{name: "JPEG with a segment past its end", file: append([]byte("\xff\xd8\xff\xe1\xff\xff"), make([]byte, 20)...)},
		{name: "PNG cut short", file: p[:len(p)-20]}, {name: "PNG of a head alone", file: p[:33]}, {name: "PNG with a wrong checksum", file: flip(p, 29)}, {name: "PNG with broken bytes", file: flip(p, 60)},
		{name: "PNG of 10,000 megapixels", file: pngHeader(100_000, 100_000, 8, 6)}, {name: "PNG one line too long", file: pngHeader(40_000, 1, 1, 0)},
		{name: "PNG of 16 bits too heavy", file: pngHeader(7000, 7000, 16, 6)}, {name: "PNG of no pixels", file: pngHeader(0, 10, 8, 2)},
		{name: "WebP of nothing", file: riffFile("")}, {name: "WebP cut short", file: riffFile("VP8L\x0d\x00\x00\x00\x2f")}, {name: "moving WebP", file: riffFile("VP8X\x0a\x00\x00\x00\x02\x00\x00\x00\x00\x00\x00\x00\x00\x00ANIM\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00")},
		{name: "WebP of a lie", file: riffFile("VP8X\x0a\x00\x00\x00\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff")},

		{name: "JPEG, then a page", file: append(bytes.Clone(j), "<html>"+script...), allowed: true}, {name: "JPEG, then a zip", file: append(bytes.Clone(j), "PK\x03\x04"+script...), allowed: true},
		{name: "JPEG with a script in its comment", file: withSegment(j, 0xfe, []byte(script)), allowed: true}, {name: "JPEG with PHP in its EXIF", file: withSegment(j, 0xe1, []byte("Exif\x00\x00<?php "+script)), allowed: true},
		{name: "PNG with a script in its text", file: withChunk(p, "tEXt", []byte("Comment\x00"+script)), allowed: true}, {name: "PNG, then a page", file: append(bytes.Clone(p), script...), allowed: true},
		{name: "PNG with packed text bomb", file: withChunk(p, "zTXt", append([]byte("a\x00\x00"), bytes.Repeat([]byte{0}, 1<<16)...)), allowed: true},
		{name: "JPEG head, PNG inside", file: append([]byte("\xff\xd8\xff\xe0"), p...)}, {name: "PNG head, page inside", file: append([]byte("\x89PNG\r\n\x1a\n"), script...)},
	}
	return out
}

func TestBadFilesDoNotComeIn(t *testing.T) {
	t.Parallel()
	all := corpus(t)
	if len(all) < 60 {
		t.Errorf("the corpus has shrunk to %d", len(all))
	}
	for _, b := range all {
		t.Run(b.name, func(t *testing.T) {
			t.Parallel()
			r, size := bytes.NewReader(b.file), int64(len(b.file))
			p, err := Photo(context.Background(), r, size)
			switch e := errs.As(err); {
			case err == nil && !b.allowed:
				t.Error("it came in as a photo")
			case err == nil:
				for _, hostile := range []string{script, "<html", "PK\x03\x04", "<?php", "Comment"} {
					if bytes.Contains(p.Full, []byte(hostile)) || bytes.Contains(p.Thumb, []byte(hostile)) {
						t.Errorf("%q is still in it", hostile)
					}
				}
			case e == nil || e.Kind != errs.Invalid || !strings.ContainsAny(e.Message(), "请"):
				t.Errorf("no sentence for the sender: %v", err)
			}
			if media, err := Voice(r, size); errs.KindOf(err) != errs.Invalid {
				t.Errorf("it came in as a voice note %s: %v", media, err)
			}
			if media, err := Document(r, size); errs.KindOf(err) != errs.Invalid {
				t.Errorf("it came in as a document %s: %v", media, err)
			}
		})
	}
}

func TestTooManyBytes(t *testing.T) {
	t.Parallel()
	r := bytes.NewReader(asJPEG(t, scene(8, 8)))
	_, err := Photo(context.Background(), r, MaxPhoto+1)
	if e := errs.As(err); e == nil || e.Message() != "照片不能超过 20 MB，请换一张小一点的" {
		t.Errorf("photo: %v", err)
	}
	if _, err := Voice(r, MaxVoice+1); !errs.Is(err, "file.large") {
		t.Errorf("voice: %v", err)
	}
	if _, err := Document(r, MaxDocument+1); !errs.Is(err, "file.large") {
		t.Errorf("document: %v", err)
	}
}

// A photo of just under 50 megapixels comes in, and takes little more memory
// than the picture itself.
func TestLargePhotoKeepsToItsMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("decodes 48 megapixels")
	}
	file := asJPEG(t, image.NewYCbCr(image.Rect(0, 0, 8000, 6000), image.YCbCrSubsampleRatio420))
	runtime.GC()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	photo(t, file)
	runtime.ReadMemStats(&after)
	if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 200 {
		t.Errorf("%d MB were allocated", used)
	}
}

func TestPalettedAndGrayWeigh(t *testing.T) {
	t.Parallel()
	for model, want := range map[color.Model]int64{color.GrayModel: 1, color.NRGBAModel: 4, color.NRGBA64Model: 8, color.CMYKModel: 4} {
		if got := bytesPerPixel(model); got != want {
			t.Errorf("%v: %d", model, got)
		}
	}
	if got := bytesPerPixel(color.Palette{color.Black}); got != 1 {
		t.Errorf("palette: %d", got)
	}
	if samples, progressive := jpegFrame(bytes.NewReader(jpegHeader(0xc2, 8, 8, 0x22, 0x11, 0x11)), 40); samples != 1.5 || !progressive {
		t.Errorf("4:2:0: %v, %v", samples, progressive)
	}
}
