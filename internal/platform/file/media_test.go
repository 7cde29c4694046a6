package file

import (
	"bytes"
	"mime"
	"testing"
)

func TestVoiceAndDocument(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Media{
		"\x1aE\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm": WebM,
		"OggS\x00\x02OpusHead":                                             Ogg,
		"RIFF\x24\x00\x00\x00WAVEfmt ":                                     WAV,
		"\x00\x00\x00\x1cftypM4A \x00\x00\x00\x00M4A mp42isom":             MP4,
		"\x00\x00\x00\x18ftypiso5\x00\x00\x00\x00iso5dash" + "moov moof":   MP4,
		"\x00\x00\x00\x1cftypXXXX\x00\x00\x00\x00abcdmp42isom\x00\x00\x00": MP4,
	} {
		if got, err := Voice(bytes.NewReader([]byte(text)), int64(len(text))); err != nil || got != want {
			t.Errorf("%.20q: %s, %v, want %s", text, got, err, want)
		}
	}
	pdf := "%PDF-1.4\n" + string(make([]byte, 5000)) + "\n%%EOF\n"
	if got, err := Document(bytes.NewReader([]byte(pdf)), int64(len(pdf))); err != nil || got != PDF {
		t.Errorf("PDF: %s, %v", got, err)
	}
}

func TestServing(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"照片 1.jpg": "照片 1.jpg", "a\r\nSet-Cookie: x\".html": "aSet-Cookie x.html", "../../x": "....x", "": "", "\xff": "", "a\u202egpj.exe": "agpj.exe",
	} {
		h := Serving(JPEG, name)
		kind, params, err := mime.ParseMediaType(h["Content-Disposition"])
		if err != nil || kind != "attachment" || params["filename"] != want {
			t.Errorf("%q: %s", name, h["Content-Disposition"])
		}
		if h["X-Content-Type-Options"] != "nosniff" || h["Content-Type"] != "image/jpeg" || h["Content-Security-Policy"] != "default-src 'none'; sandbox" {
			t.Errorf("%v", h)
		}
	}
}

func FuzzOrientation(f *testing.F) {
	j := asJPEG(f, scene(8, 8))
	f.Add(withSegment(j, 0xe1, []byte("Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00")))
	f.Add([]byte("MM\x00*\xff\xff\xff\xff\xff\xff"))
	f.Add(withChunk(asPNG(f, scene(8, 8)), "eXIf", []byte("II*\x00\x08\x00\x00\x00\xff\xff")))
	f.Fuzz(func(t *testing.T, file []byte) {
		if got := tiffOrientation(file); got < 1 || got > 8 {
			t.Errorf("orientation %d", got)
		}
		for _, format := range []string{"jpeg", "png", "webp"} {
			if got := orientation(bytes.NewReader(file), int64(len(file)), format); got < 1 || got > 8 {
				t.Errorf("%s: orientation %d", format, got)
			}
		}
		jpegFrame(bytes.NewReader(file), int64(len(file)))
	})
}

func FuzzPhoto(f *testing.F) {
	for _, b := range corpus(f) {
		f.Add(b.file)
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		if len(file) > 1<<16 {
			return
		}
		_, _ = Photo(t.Context(), bytes.NewReader(file), int64(len(file)))
		_, _ = Voice(bytes.NewReader(file), int64(len(file)))
		_, _ = Document(bytes.NewReader(file), int64(len(file)))
	})
}
