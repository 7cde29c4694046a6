package file

import (
	"bytes"
	"encoding/binary"
	"io"
)

// upright is the EXIF orientation of a picture that needs no turning.
const upright = 1

// orientation finds how a picture lies (1 to 8, as EXIF counts) in the EXIF
// block of a JPEG, PNG or WebP. Whatever is not understood is upright.
func orientation(r io.ReaderAt, size int64, format string) int {
	switch format {
	case "jpeg":
		found := upright
		_ = jpegSegments(r, size, func(marker byte, at, length int64) bool {
			if marker != 0xe1 {
				return true
			}
			block := readAt(r, at, min(length, 64<<10))
			if !bytes.HasPrefix(block, []byte("Exif\x00\x00")) {
				return true
			}
			found = tiffOrientation(block[6:])
			return false
		})
		return found
	case "png":
		return pngChunks.orientation(r, size)
	case "webp":
		return webpChunks.orientation(r, size)
	}
	return upright
}

// chunked is how a format that consists of chunks is walked.
type chunked struct {
	start  int64  // where the first chunk begins
	wanted string // the kind that holds EXIF
	// header reads the eight bytes before a chunk: its kind, its length, and how
	// far behind them the next one begins.
	header func([]byte) (kind string, length, next int64)
}

var (
	pngChunks = chunked{8, "eXIf", func(h []byte) (string, int64, int64) {
		length := int64(binary.BigEndian.Uint32(h))
		return string(h[4:8]), length, length + 4 // a checksum follows
	}}
	webpChunks = chunked{12, "EXIF", func(h []byte) (string, int64, int64) {
		length := int64(binary.LittleEndian.Uint32(h[4:]))
		return string(h[:4]), length, length + length%2
	}}
)

// maxChunks bounds how many parts of a picture are looked at.
const maxChunks = 20_000

func (c chunked) orientation(r io.ReaderAt, size int64) int {
	at := c.start
	for range maxChunks {
		h := readAt(r, at, 8)
		if len(h) < 8 || at > size {
			break
		}
		kind, length, next := c.header(h)
		if kind == c.wanted {
			block := readAt(r, at+8, min(length, 64<<10))
			return tiffOrientation(bytes.TrimPrefix(block, []byte("Exif\x00\x00")))
		}
		at += 8 + next
	}
	return upright
}

// tiffOrientation reads tag 0x0112 of the first directory of a TIFF block.
func tiffOrientation(block []byte) int {
	if len(block) < 8 {
		return upright
	}
	var order binary.ByteOrder
	switch string(block[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
		order = binary.BigEndian
	default:
		return upright
	}
	at := uint64(order.Uint32(block[4:]))
	if at+2 > uint64(len(block)) {
		return upright
	}
	count := uint64(order.Uint16(block[at:]))
	for i := range count {
		entry := at + 2 + i*12
		if entry+12 > uint64(len(block)) {
			break
		}
		tag, kind := order.Uint16(block[entry:]), order.Uint16(block[entry+2:])
		if tag != 0x0112 || kind != 3 { // 3 is SHORT
			continue
		}
		if value := order.Uint16(block[entry+8:]); value >= 1 && value <= 8 {
			return int(value)
		}
	}
	return upright
}

// jpegSegments shows every segment before the picture itself until see says
// false: its marker, where its content starts, and how long it is.
func jpegSegments(r io.ReaderAt, size int64, see func(marker byte, at, length int64) bool) error {
	at := int64(2)
	for range maxChunks {
		h := readAt(r, at, 4)
		if len(h) < 4 || h[0] != 0xff {
			return io.ErrUnexpectedEOF
		}
		switch marker := h[1]; {
		case marker == 0xff: // filler
			at++
			continue
		case marker == 0xda || marker == 0xd9: // the picture, the end
			return nil
		case marker == 0x01 || marker >= 0xd0 && marker <= 0xd7: // without content
			at += 2
			continue
		}
		length := int64(h[2])<<8 | int64(h[3])
		if length < 2 || at+2+length > size || !see(h[1], at+4, length-2) {
			return nil
		}
		at += 2 + length
	}
	return nil
}

// readAt gives up to n bytes from a place; fewer where the file ends.
func readAt(r io.ReaderAt, at, n int64) []byte {
	buf := make([]byte, n)
	got, _ := r.ReadAt(buf, at)
	return buf[:got]
}
