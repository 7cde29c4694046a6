package file

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/webp"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Picture is a photo as we keep it: upright, small, and nothing but a picture.
type Picture struct {
	Full          []byte // JPEG, no side longer than 1600 pixels
	Thumb         []byte // JPEG, no side longer than 400 pixels
	Width, Height int    // of Full, in pixels
}

const (
	fullSide  = 1600
	thumbSide = 400
)

var (
	errBroken = errs.New(errs.Invalid, "photo.broken", "这张照片不完整或已损坏，请重新选一张")
	errKind   = errs.New(errs.Invalid, "photo.kind", "只收 JPG、PNG 或 WebP 的照片，请换一张")
	errHEIC   = errs.New(errs.Invalid, "photo.heic", "这是 HEIC 格式的照片。请在手机相机设置里选“兼容性最佳”，或截屏后再发")
)

// Photo reads a JPEG, PNG or WebP of size bytes and makes it ours. It takes
// about 0.2 s and at most two pictures are decoded at once; ctx bounds the wait
// for a turn. Everything that is not such a picture, too large, or broken is an
// Invalid error with a sentence for the sender.
func Photo(ctx context.Context, r io.ReaderAt, size int64) (Picture, error) {
	if size > MaxPhoto {
		return Picture{}, errs.New(errs.Invalid, "file.large", "照片不能超过 %d MB，请换一张小一点的", MaxPhoto>>20)
	}
	h, err := readHead(r, size)
	if err != nil {
		return Picture{}, err
	}
	format, err := pictureFormat(h)
	if err != nil {
		return Picture{}, err
	}
	config, err := decoders[format].config(whole(r, size))
	if err != nil {
		return Picture{}, errs.New(errs.Invalid, errBroken.Code, errBroken.Text).Because(err)
	}
	weight, err := weigh(r, size, config, format)
	if err != nil {
		return Picture{}, err
	}
	done, err := decoding.turn(ctx, weight)
	if err != nil {
		return Picture{}, fmt.Errorf("wait to decode a photo: %w", err)
	}
	defer done()
	decoded, err := decode(format, whole(r, size))
	if err != nil {
		return Picture{}, errs.New(errs.Invalid, errBroken.Code, errBroken.Text).Because(err)
	}
	return picture(decoded, orientation(r, size, format))
}

// whole is the file from its start.
func whole(r io.ReaderAt, size int64) io.Reader {
	return bufio.NewReaderSize(io.NewSectionReader(r, 0, size), 64<<10)
}

// pictureFormat knows a picture by its first bytes.
func pictureFormat(h head) (string, error) {
	switch {
	case h.starts("\xff\xd8\xff"):
		return "jpeg", nil
	case h.starts("\x89PNG\r\n\x1a\n"):
		return "png", nil
	case h.riff("WEBP"):
		return "webp", nil
	}
	for _, brand := range h.brands() {
		switch brand {
		case "heic", "heix", "hevc", "heim", "heis", "mif1", "msf1":
			return "", errHEIC
		}
	}
	return "", errKind
}

// decoders are named one by one, so that no import elsewhere adds a format.
var decoders = map[string]struct {
	config func(io.Reader) (image.Config, error)
	decode func(io.Reader) (image.Image, error)
}{
	"jpeg": {jpeg.DecodeConfig, jpeg.Decode},
	"png":  {png.DecodeConfig, png.Decode},
	"webp": {webp.DecodeConfig, webp.Decode},
}

// decode keeps a decoder that panics on hostile bytes from taking more with it
// than the one photo.
func decode(format string, r io.Reader) (decoded image.Image, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			decoded, err = nil, fmt.Errorf("decode %s: panic: %v", format, cause)
		}
	}()
	return decoders[format].decode(r)
}

// picture makes a decoded image small and upright and writes it twice.
func picture(decoded image.Image, lies int) (Picture, error) {
	full := turned(shrink(decoded, fullSide), lies)
	p := Picture{Width: full.Rect.Dx(), Height: full.Rect.Dy()}
	var err error
	if p.Full, err = encode(full, 82); err != nil {
		return Picture{}, err
	}
	if p.Thumb, err = encode(shrink(full, thumbSide), 78); err != nil {
		return Picture{}, err
	}
	return p, nil
}

func encode(picture image.Image, quality int) ([]byte, error) {
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("encode photo: %w", err)
	}
	return out.Bytes(), nil
}
