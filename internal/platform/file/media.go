package file

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"strings"
	"unicode"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Media is the media type of content we have looked at; it is stored beside the
// key and sent with every download.
type Media string

// What the house keeps.
const (
	JPEG Media = "image/jpeg" // every photo, after Photo
	WebM Media = "audio/webm"
	Ogg  Media = "audio/ogg"
	MP4  Media = "audio/mp4"
	WAV  Media = "audio/wav"
	PDF  Media = "application/pdf"
	XLSX Media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	CSV  Media = "text/csv; charset=utf-8"
)

// The most bytes taken in of each kind.
const (
	MaxPhoto    = 20 << 20
	MaxVoice    = 5 << 20
	MaxDocument = 20 << 20
)

// Serving gives the headers under which content is sent: its type and no
// guessing, as an attachment with the name people know it by, without the right
// to run or to load anything, and kept by no shared cache. An <img> or <audio>
// of our pages shows it all the same.
func Serving(media Media, name string) map[string]string {
	return map[string]string{
		"Content-Type":                 string(media),
		"Content-Disposition":          disposition(name),
		"X-Content-Type-Options":       "nosniff",
		"Content-Security-Policy":      "default-src 'none'; sandbox",
		"Cross-Origin-Resource-Policy": "same-origin",
		"Cache-Control":                "private, max-age=3600",
	}
}

// disposition names an attachment, in whatever script. Signs that turn the
// direction of writing could hide what kind of file it is, so they go.
func disposition(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cc, unicode.Cf) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(name, ""))
	if value := mime.FormatMediaType("attachment", map[string]string{"filename": name}); name != "" && value != "" {
		return value
	}
	return "attachment"
}

// head is what of a file is looked at to know it.
type head []byte

// errEmpty is the answer to a file without anything in it.
var errEmpty = errs.New(errs.Invalid, "file.empty", "没有收到内容，请重新选一次")

// readHead reads the first bytes of r.
func readHead(r io.ReaderAt, size int64) (head, error) {
	buf := make([]byte, 1024)
	n, err := r.ReadAt(buf[:min(size, int64(len(buf)))], 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	if n == 0 {
		return nil, errEmpty
	}
	return buf[:n], nil
}

func (h head) starts(with string) bool { return bytes.HasPrefix(h, []byte(with)) }

// riff says whether this is a RIFF file of the given form.
func (h head) riff(form string) bool {
	return h.starts("RIFF") && len(h) >= 12 && string(h[8:12]) == form
}

// brands lists the brands of an ISO media file (MP4, HEIC, AVIF), the main one
// first; none where it is no such file.
func (h head) brands() []string {
	if len(h) < 16 || string(h[4:8]) != "ftyp" {
		return nil
	}
	size := min(len(h), int(h[2])<<8|int(h[3]))
	out := []string{string(h[8:12])}
	for at := 16; at+4 <= size; at += 4 {
		out = append(out, string(h[at:at+4]))
	}
	return out
}

// Voice says what a voice note of size bytes is: WebM, Ogg, MP4 (also M4A) or
// WAV; anything else is refused with a sentence.
func Voice(r io.ReaderAt, size int64) (Media, error) {
	if size > MaxVoice {
		return "", errs.New(errs.Invalid, "file.large", "录音不能超过 %d MB，请说短一些", MaxVoice>>20)
	}
	h, err := readHead(r, size)
	if err != nil {
		return "", err
	}
	switch {
	case h.starts("\x1aE\xdf\xa3") && bytes.Contains(h[:min(len(h), 64)], []byte("\x42\x82\x84webm")):
		return WebM, nil
	case h.starts("OggS\x00"):
		return Ogg, nil
	case h.riff("WAVE"):
		return WAV, nil
	}
	for _, brand := range h.brands() {
		switch brand {
		case "M4A ", "M4B ", "mp41", "mp42", "isom", "iso2", "iso4", "iso5", "iso6", "dash":
			return MP4, nil
		}
	}
	return "", errs.New(errs.Invalid, "voice.kind", "这不是能播放的录音，请用页面上的按钮重新录一段")
}

// Document says what a document of size bytes is: a whole PDF; anything else is
// refused with a sentence.
func Document(r io.ReaderAt, size int64) (Media, error) {
	if size > MaxDocument {
		return "", errs.New(errs.Invalid, "file.large", "文件不能超过 %d MB，请换一个小一点的", MaxDocument>>20)
	}
	h, err := readHead(r, size)
	if err != nil {
		return "", err
	}
	if !h.starts("%PDF-1.") && !h.starts("%PDF-2.") {
		return "", errs.New(errs.Invalid, "document.kind", "只收 PDF 文件；照片请从“拍照”那里添加")
	}
	tail := make([]byte, min(size, 2048))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	if !bytes.Contains(tail, []byte("%%EOF")) {
		return "", errs.New(errs.Invalid, "document.broken", "这个 PDF 不完整，可能没有传完，请重新选一次")
	}
	return PDF, nil
}
