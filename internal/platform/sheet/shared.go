package sheet

import "github.com/jinlin-oss/jinlin/internal/platform/errs"

// shared is the table of texts that the cells of an XLSX point into: one string
// and the places where each text ends.
type shared struct {
	all  string
	ends []uint32
}

// at gives the text with the index, "" where there is none.
func (s *shared) at(index int) string {
	if index < 0 || index >= len(s.ends) {
		return ""
	}
	from := uint32(0)
	if index > 0 {
		from = s.ends[index-1]
	}
	return s.all[from:s.ends[index]]
}

// readShared reads the table; phonetic readings (rPh) are left out.
func (b *book) readShared(part string) error {
	r, err := b.part(part)
	if err != nil {
		return err
	}
	defer r.Close()
	m := newMarkup(r)
	var arena []byte
	for {
		found, err := m.next()
		if err != nil {
			return err
		}
		if !found {
			b.shared.all = string(arena)
			return nil
		}
		if m.kind != openTag || string(m.name) != "si" {
			continue
		}
		if arena, err = appendRich(arena, m, "si", len(arena)+maxCell); err != nil {
			return err
		}
		if int64(len(arena)+4*len(b.shared.ends)) > b.limits.Strings {
			return errs.New(errs.Invalid, "sheet.large", "表格里的文字太多，请分成几份再上传")
		}
		b.shared.ends = append(b.shared.ends, uint32(len(arena)))
	}
}

// appendRich appends the text of an si or is element, whose opening tag was
// just read: its t and those of its runs, without phonetic readings. dst may grow
// to most bytes.
func appendRich(dst []byte, m *markup, element string, most int) ([]byte, error) {
	inText, phonetic := false, 0
	for {
		found, err := m.next()
		if err != nil || !found {
			return dst, orUnexpected(err)
		}
		switch m.kind {
		case openTag:
			switch string(m.name) {
			case "t":
				inText = phonetic == 0
			case "rPh":
				phonetic++
			}
		case closeTag:
			switch string(m.name) {
			case "t":
				inText = false
			case "rPh":
				phonetic--
			case element:
				return dst, nil
			}
		case charData:
			if inText {
				dst = appendText(dst, m)
			}
			if len(dst) > most {
				return dst, errCell
			}
		}
	}
}
