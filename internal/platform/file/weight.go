package file

import (
	"image"
	"image/color"
	"io"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// The bounds within which a picture is decoded.
const (
	maxPixels = 50_000_000
	maxSide   = 30_000
	maxWeight = 300 << 20 // bytes in memory
)

// weigh estimates the memory that decoding takes, in bytes, and refuses a
// picture beyond the bounds.
func weigh(r io.ReaderAt, size int64, config image.Config, format string) (int64, error) {
	pixels := int64(config.Width) * int64(config.Height)
	if config.Width < 1 || config.Height < 1 {
		return 0, errBroken
	}
	if pixels > maxPixels || max(config.Width, config.Height) > maxSide {
		return 0, errs.New(errs.Invalid, "photo.pixels", "这张照片太大了（%d×%d），请缩小到 5000 万像素以内再发", config.Width, config.Height)
	}
	weight := pixels * bytesPerPixel(config.ColorModel)
	switch format {
	case "jpeg":
		samples, progressive := jpegFrame(r, size)
		if weight = int64(float64(pixels) * samples); progressive {
			weight *= 5 // every coefficient waits as 32 bits for the last scan
		}
	case "png":
		weight += weight / 2 // the passes of an interlaced one
	case "webp":
		weight *= 2 // the transforms of a lossless one
	}
	if weight > maxWeight {
		return 0, errs.New(errs.Invalid, "photo.weight", "这张照片的存法太占地方，请另存为普通的 JPG 再发")
	}
	return weight, nil
}

func bytesPerPixel(model color.Model) int64 {
	switch model {
	case color.GrayModel:
		return 1
	case color.Gray16Model, color.YCbCrModel:
		return 2
	case color.RGBA64Model, color.NRGBA64Model:
		return 8
	}
	if _, ok := model.(color.Palette); ok {
		return 1
	}
	return 4
}

// jpegFrame reads from the frame header of a JPEG how many samples it holds per
// pixel and whether it is progressive. Four is assumed where it says nothing.
func jpegFrame(r io.ReaderAt, size int64) (samples float64, progressive bool) {
	_ = jpegSegments(r, size, func(marker byte, at, length int64) bool {
		if marker < 0xc0 || marker > 0xcf || marker == 0xc4 || marker == 0xc8 || marker == 0xcc {
			return true
		}
		progressive = marker == 0xc2
		frame := readAt(r, at, min(length, 64))
		most := 0
		for i := 6; i+2 < len(frame); i += 3 {
			most = max(most, int(frame[i+1]>>4)*int(frame[i+1]&15))
		}
		for i := 6; i+2 < len(frame) && most > 0; i += 3 {
			samples += float64(int(frame[i+1]>>4)*int(frame[i+1]&15)) / float64(most)
		}
		return false
	})
	if samples == 0 {
		samples = 4
	}
	return samples, progressive
}
