package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// maxMarks is how many combining marks may stand on one character; more only
// serve to smear over the neighbouring lines.
const maxMarks = 4

// Line cleans one line of text: breaks and tabs become spaces and runs of
// spaces one. More than max characters, or broken bytes, are an Invalid error.
func Line(s string, max int) (string, error) {
	s, err := signs(s)
	if err != nil {
		return "", err
	}
	return within(strings.Join(strings.Fields(s), " "), max)
}

// Text cleans text of several lines: breaks become \n, blanks at the ends of
// lines go, and no more than one empty line stays between paragraphs. More than
// max characters, or broken bytes, are an Invalid error.
func Text(s string, max int) (string, error) {
	s, err := signs(s)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	empty := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimRightFunc(line, unicode.IsSpace)
		if line == "" {
			empty++
			continue
		}
		if out.Len() > 0 {
			out.WriteString("\n\n"[:min(2, empty+1)])
		}
		out.WriteString(line)
		empty = 0
	}
	return within(strings.TrimSpace(out.String()), max)
}

// Length is the number of characters of s as [Line] and [Text] count them.
func Length(s string) int { return utf8.RuneCountInString(s) }

func within(s string, max int) (string, error) {
	if n := Length(s); n > max {
		return "", errs.New(errs.Invalid, "text.long", "最多写 %d 个字，现在有 %d 个，请删短一些", max, n)
	}
	return s, nil
}

// signs drops every sign that does not belong into text and brings the rest
// into normal form C, with \n for every kind of line break.
func signs(s string) (string, error) {
	if !utf8.ValidString(s) {
		return "", errs.New(errs.Invalid, "text.bytes", "这段文字里有读不出的字符，请重新输入")
	}
	if plain(s) {
		return s, nil
	}
	s = norm.NFC.String(strings.ReplaceAll(s, "\r\n", "\n"))
	var out strings.Builder
	out.Grow(len(s))
	marks := 0
	for _, r := range s {
		switch {
		case r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\v' || r == '\f':
			r = '\n'
		case hidden(r):
			continue
		case unicode.Is(unicode.Mn, r) && r != '\ufe0e' && r != '\ufe0f':
			if marks++; marks > maxMarks {
				continue
			}
		}
		if !unicode.Is(unicode.Mn, r) {
			marks = 0
		}
		out.WriteRune(r)
	}
	// What was dropped may have stood between a letter and its mark.
	return norm.NFC.String(out.String()), nil
}

// plain says whether s is printable ASCII with \n only, which needs no work.
func plain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c < ' ' && c != '\n' || c == 0x7f {
			return false
		}
	}
	return true
}

// hidden says whether a rune is a control character, a direction override, or a
// filler that takes no room. The joiners (200C, 200D) and the variation
// selectors stay: emoji and some scripts need them.
func hidden(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r):
		return true
	case r == '\u200b', r == '\u2060', r == '\ufeff', r == '\u00ad', r == '\u180e', r == '\u061c':
		return true
	case r == '\u200e', r == '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u206f':
		return true
	case r >= '\ufff9' && r <= '\ufffb', r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0':
		return true
	case r >= 0xfdd0 && r <= 0xfdef, r&0xfffe == 0xfffe: // noncharacters
		return true
	}
	return false
}
