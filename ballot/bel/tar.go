package bel

import (
	"bytes"
	"fmt"
	"strconv"
)

// block is the unit of a tar archive.
const block = 512

// Offsets of the fields of a header block that are not NUL.
const (
	atMode  = 100
	atUID   = 108
	atGID   = 116
	atSize  = 124
	atMTime = 136
	atSum   = 148
	atType  = 156
	endName = 100
)

// maxSize is the largest entry that fits the size field: 11 octal digits.
const maxSize = 1<<33 - 1

const headerName = "BELENIOS"

const (
	dataSuffix  = ".data.json"
	eventSuffix = ".event.json"
)

// tarHeader returns the one header block of an entry.
func tarHeader(name string, size, mtime int64) *[block]byte {
	var b [block]byte
	copy(b[:endName], name)
	copy(b[atMode:], "0000644")
	copy(b[atUID:], "0000000")
	copy(b[atGID:], "0000000")
	copy(b[atSize:], fmt.Sprintf("%011o", size))
	copy(b[atMTime:], fmt.Sprintf("%011o", mtime))
	copy(b[atSum:], "        ")
	b[atType] = '0'
	sum := 0
	for _, c := range b {
		sum += int(c)
	}
	copy(b[atSum:], fmt.Sprintf("%06o\x00 ", sum))
	return &b
}

// tarFields are the parts of a header block that may vary.
type tarFields struct {
	name        string
	size, mtime int64
}

// parseTar reads a header block and tells whether it is the one block that its
// own name, size and time give.
func parseTar(b *[block]byte) (tarFields, bool) {
	name, _, _ := bytes.Cut(b[:endName], []byte{0})
	size, okSize := octal(b[atSize : atSize+12])
	mtime, okTime := octal(b[atMTime : atMTime+12])
	f := tarFields{string(name), size, mtime}
	return f, okSize && okTime && *tarHeader(f.name, size, mtime) == *b
}

// octal reads 11 octal digits and a NUL.
func octal(b []byte) (int64, bool) {
	n, err := strconv.ParseUint(string(b[:11]), 8, 40)
	return int64(n), err == nil && b[11] == 0
}

// padding is the number of NULs after a body.
func padding(size int64) int64 { return (block - size%block) % block }

// span is the length of a whole entry.
func span(size int64) int64 { return block + size + padding(size) }
