package place

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Word is what a place calls something, or how it is reached: the telephone of
// a community is "contact.phone".
type Word struct {
	Key   string `db:"key" json:"key"`
	Group string `db:"-" json:"group"` // level, step, menu, seat, contact
	Say   string `db:"-" json:"say"`   // what the key stands for, where the default does not tell
	Zh    string `db:"zh" json:"zh"`
	En    string `db:"en" json:"en"`
	Place ID     `db:"place_id" json:"-"` // who says so; zero: the default
}

//go:embed data/words.json
var wordsFile []byte

var defaultWords = func() (list []Word) {
	if err := json.Unmarshal(wordsFile, &list); err != nil {
		panic("place: data/words.json: " + err.Error())
	}
	return list
}()

// DefaultWords lists what things are called where a place has no word of its
// own, in the order they are shown.
func DefaultWords() []Word { return slices.Clone(defaultWords) }

// Vocabulary is what things are called at a path: the nearest place wins, the
// default stands where none has a word of its own. One query.
func Vocabulary(v *act.View, path access.Path) (map[string]Word, error) {
	g, err := GlossaryOf(v, path)
	if err != nil {
		return nil, err
	}
	out := make(map[string]Word, len(defaultWords))
	for _, w := range defaultWords {
		out[w.Key] = g.Word(path, w.Key)
	}
	return out, nil
}

// Glossary is the vocabulary of several places at once.
type Glossary struct {
	own map[ID]map[string]Word
}

// GlossaryOf gathers what things are called at the paths, in one query.
func GlossaryOf(v *act.View, paths ...access.Path) (Glossary, error) {
	g := Glossary{own: map[ID]map[string]Word{}}
	var above []ID
	for _, path := range paths {
		above = append(above, Ancestors(path)...)
	}
	above = slices.Compact(slices.Sorted(slices.Values(above)))
	for part := range slices.Chunk(above, maxBatch) {
		var c db.Cond
		db.In(&c, "place_id", part)
		err := db.Each(v.Tx, func(w Word) error {
			if g.own[w.Place] == nil {
				g.own[w.Place] = map[string]Word{}
			}
			g.own[w.Place][w.Key] = w
			return nil
		}, sqlWords.Where(c))
		if err != nil {
			return g, err
		}
	}
	return g, nil
}

// Word is what key is called at a path that the glossary was gathered for.
func (g Glossary) Word(path access.Path, key string) Word {
	i := slices.IndexFunc(defaultWords, func(w Word) bool { return w.Key == key })
	if i < 0 {
		return Word{Key: key, Zh: key}
	}
	above := Ancestors(path)
	for at := len(above) - 1; at >= 0; at-- {
		if w, ok := g.own[above[at]][key]; ok {
			w.Group, w.Say = defaultWords[i].Group, defaultWords[i].Say
			return w
		}
	}
	return defaultWords[i]
}

const maxWord = 20

// SetWord says what a place, with all below it, calls something. An empty word
// goes back to what the place above says.
func SetWord(a *act.Act, place ID, key, zh, en string) error {
	p, err := load(a.View, place)
	if err != nil {
		return fmt.Errorf("set word at %s: %w", place, err)
	}
	if err := a.Require(CanSetPolicy, p.Thing()); err != nil {
		return err
	}
	a.Note(key)
	var c errs.Check
	c.If(!slices.ContainsFunc(defaultWords, func(w Word) bool { return w.Key == key }), "key", "word.key", "没有这个词")
	zh, bad := clean.Line(zh, maxWord)
	c.If(bad != nil, "zh", "word.zh", "叫法最多 20 个字")
	en, bad = clean.Line(en, 2*maxWord)
	c.If(bad != nil, "en", "word.en", "英文叫法最多 40 个字符")
	if err := c.Err(); err != nil {
		return err
	}
	if zh == "" {
		_, err = a.Tx.Exec(sqlDropWord, place, key)
		return err
	}
	_, err = a.Tx.Exec(sqlSetWord, place, key, zh, en)
	return err
}
