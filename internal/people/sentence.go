package people

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/sheet"
)

// Sentence is something to be said of a roster or of one of its rows, kept so
// that each reader hears it in their own language.
type Sentence struct {
	Column string `json:",omitempty"` // the title of the column it is about; "": the row or the roster
	Text   string // Chinese, the key of its English; may hold fmt verbs for Args
	Args   []any  `json:",omitempty"`
}

func say(text string, args ...any) Sentence { return Sentence{Text: text, Args: args} }

// Values are the args for the verbs of the sentence: what was a whole number
// before it was stored is one again.
func (s Sentence) Values() []any {
	out := make([]any, len(s.Args))
	for i, arg := range s.Args {
		if n, ok := arg.(float64); ok && n == float64(int64(n)) {
			arg = int64(n)
		}
		out[i] = arg
	}
	return out
}

// String is the sentence in Chinese.
func (s Sentence) String() string {
	text := s.Text
	if len(s.Args) > 0 {
		text = fmt.Sprintf(s.Text, s.Values()...)
	}
	if s.Column != "" {
		text = "“" + s.Column + "”：" + text
	}
	return text
}

// Sentences are what is said of one row.
type Sentences []Sentence

// String is all of them in Chinese.
func (all Sentences) String() string {
	parts := make([]string, len(all))
	for i, s := range all {
		parts[i] = s.String()
	}
	return strings.Join(parts, "；")
}

// stored is how sentences stand in a column; "" for none.
func (all Sentences) stored() (string, error) {
	if len(all) == 0 {
		return "", nil
	}
	b, err := json.Marshal(all)
	return string(b), err
}

// storedSentences reads a column. What an earlier version wrote is one sentence
// in Chinese.
func storedSentences(text string) Sentences {
	if text == "" {
		return nil
	}
	var all Sentences
	if json.Unmarshal([]byte(text), &all) != nil {
		return Sentences{{Text: text}}
	}
	return all
}

// sentenceOf is what an error says to a person.
func sentenceOf(e *errs.Error) Sentence {
	switch {
	case len(e.Fields) > 0 && e.Fields[0].Key != "":
		return Sentence{Text: e.Fields[0].Key, Args: e.Fields[0].Args}
	case len(e.Fields) > 0:
		return Sentence{Text: e.Fields[0].Text}
	}
	return Sentence{Text: e.Text, Args: e.Args}
}

// faultOf is what is wrong with a cell.
func faultOf(f sheet.Fault) Sentence {
	if f.Key != "" {
		return Sentence{Column: f.Column, Text: f.Key, Args: f.Args}
	}
	return Sentence{Column: f.Column, Text: f.Text}
}
