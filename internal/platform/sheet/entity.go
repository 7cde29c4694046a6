package sheet

import (
	"bytes"
	"unicode/utf8"
)

// appendText appends the text a scanner is at to dst: entities resolved, and
// the _x000D_ escapes in which XLSX writes what XML cannot.
func appendText(dst []byte, m *markup) []byte {
	if m.cdata {
		return append(dst, m.text...)
	}
	from := len(dst)
	dst = appendUnescaped(dst, m.text)
	if bytes.Contains(dst[from:], []byte("_x")) {
		dst = append(dst[:from], unescapeHex(dst[from:])...)
	}
	return dst
}

// appendUnescaped appends raw with its entities resolved; what is no entity
// stays as it is.
func appendUnescaped(dst, raw []byte) []byte {
	for {
		at := bytes.IndexByte(raw, '&')
		if at < 0 {
			return append(dst, raw...)
		}
		dst = append(dst, raw[:at]...)
		raw = raw[at:]
		end := bytes.IndexByte(raw[:min(len(raw), 12)], ';')
		r, ok := entity(raw[1:max(1, end)])
		if !ok {
			dst, raw = append(dst, '&'), raw[1:]
			continue
		}
		dst, raw = utf8.AppendRune(dst, r), raw[end+1:]
	}
}

func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	if len(name) < 2 || name[0] != '#' {
		return 0, false
	}
	digits, base := name[1:], rune(10)
	if digits[0] == 'x' || digits[0] == 'X' {
		digits, base = digits[1:], 16
	}
	r, ok := number(digits, base)
	return r, ok && utf8.ValidRune(r)
}

// number reads a short number in base 10 or 16.
func number(digits []byte, base rune) (n rune, ok bool) {
	for _, d := range digits {
		v := rune(99)
		switch {
		case d >= '0' && d <= '9':
			v = rune(d - '0')
		case d >= 'a' && d <= 'f':
			v = rune(d-'a') + 10
		case d >= 'A' && d <= 'F':
			v = rune(d-'A') + 10
		}
		if v >= base || n > utf8.MaxRune {
			return 0, false
		}
		n = n*base + v
	}
	return n, len(digits) > 0
}

// unescapeHex resolves _xHHHH_.
func unescapeHex(s []byte) []byte {
	var out []byte
	for {
		at := bytes.Index(s, []byte("_x"))
		if at < 0 {
			return append(out, s...)
		}
		out = append(out, s[:at]...)
		s = s[at:]
		if r, ok := number(s[2:min(len(s), 6)], 16); ok && len(s) > 6 && s[6] == '_' && utf8.ValidRune(r) {
			out, s = utf8.AppendRune(out, r), s[7:]
			continue
		}
		out, s = append(out, s[:2]...), s[2:]
	}
}

// nextAttr gives the first attribute of attrs, its name without prefix, its
// value raw, and what follows it. An empty name means there is none.
func nextAttr(attrs []byte) (name, value, rest []byte) {
	attrs = unblanked(attrs)
	equals := bytes.IndexByte(attrs, '=')
	if equals <= 0 {
		return nil, nil, nil
	}
	name, rest = bytes.TrimSpace(attrs[:equals]), unblanked(attrs[equals+1:])
	if at := bytes.IndexByte(name, ':'); at >= 0 {
		name = name[at+1:]
	}
	if len(rest) == 0 {
		return nil, nil, nil
	}
	end := bytes.IndexByte(rest[1:], rest[0])
	if end < 0 {
		return nil, nil, nil
	}
	return name, rest[1 : 1+end], rest[end+2:]
}

// unblanked is s without the blanks at its beginning.
func unblanked(s []byte) []byte {
	for len(s) > 0 && s[0] <= ' ' {
		s = s[1:]
	}
	return s
}

// attr is the value of one attribute of the tag at hand, or "".
func (m *markup) attr(wanted string) string {
	for name, value, rest := nextAttr(m.attrs); name != nil; name, value, rest = nextAttr(rest) {
		if string(name) == wanted {
			return string(appendUnescaped(nil, value))
		}
	}
	return ""
}
