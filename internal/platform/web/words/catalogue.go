package words

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
)

// shelf is an immutable snapshot of all catalogues and terms.
type shelf struct {
	sentences map[string]entry
	owners    map[string]string // sentence to the catalogue that translated it
	conflicts []string
	terms     map[string]Pair
}

var registering sync.Mutex

// Catalogue is one parsed catalogue: Chinese sentence to English.
type Catalogue map[string]entry

// Parse reads a catalogue; a key twice or an empty English is an error.
func Parse(raw []byte) (Catalogue, error) {
	dec := json.NewDecoder(bytes.NewReader(raw))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return nil, fmt.Errorf("catalogue: want one JSON object")
	}
	c := Catalogue{}
	for dec.More() {
		t, err := dec.Token()
		if err != nil {
			return nil, fmt.Errorf("catalogue: %w", err)
		}
		zh := t.(string) // a key of a JSON object is always a string
		e, err := parseEntry(dec)
		if err != nil {
			return nil, fmt.Errorf("catalogue: %q: %w", zh, err)
		}
		if _, twice := c[zh]; twice {
			return nil, fmt.Errorf("catalogue: %q stands twice", zh)
		}
		c[zh] = e
	}
	return c, nil
}

func parseEntry(dec *json.Decoder) (entry, error) {
	var raw json.RawMessage
	if err := dec.Decode(&raw); err != nil {
		return entry{}, err
	}
	var e entry
	if len(raw) > 0 && raw[0] == '"' {
		if err := json.Unmarshal(raw, &e.other); err != nil {
			return entry{}, err
		}
	} else {
		var forms struct{ One, Other string }
		if err := json.Unmarshal(raw, &forms); err != nil {
			return entry{}, err
		}
		e = entry{one: forms.One, other: forms.Other}
	}
	if e.other == "" {
		return entry{}, fmt.Errorf("no English")
	}
	return e, nil
}

// Has says whether the catalogue translates zh.
func (c Catalogue) Has(zh string) bool {
	_, ok := c[zh]
	return ok
}

// Mismatched lists the sentences whose English takes other values than the
// Chinese; the form for one may leave the number out.
func (c Catalogue) Mismatched() []string {
	var found []string
	for zh, e := range c {
		if verbs(zh) != verbs(e.other) {
			found = append(found, fmt.Sprintf("format verbs differ: %q, %q", zh, e.other))
		}
	}
	return slices.Sorted(slices.Values(found))
}

var verb = regexp.MustCompile(`%(?:\[\d+\])?[-+#0]*[\d.]*([a-zA-Z])`)

// verbs is the sorted verb letters of a format.
func verbs(format string) string {
	var letters []string
	for _, m := range verb.FindAllStringSubmatch(strings.ReplaceAll(format, "%%", ""), -1) {
		letters = append(letters, m[1])
	}
	slices.Sort(letters)
	return strings.Join(letters, "")
}

// Register adds the catalogue of a web package. Where two catalogues translate
// one sentence differently the first keeps its word and Conflicts tells.
func Register(owner string, raw []byte) error {
	c, err := Parse(raw)
	if err != nil {
		return fmt.Errorf("%s: %w", owner, err)
	}
	registering.Lock()
	defer registering.Unlock()
	next := book.Load().copy()
	for zh, e := range c {
		if old, ok := next.sentences[zh]; ok {
			if old != e && next.owners[zh] != owner {
				next.conflicts = append(next.conflicts, fmt.Sprintf("%s: %s %q, %s %q", zh, next.owners[zh], old.other, owner, e.other))
			}
			continue
		}
		next.sentences[zh], next.owners[zh] = e, owner
	}
	book.Store(next)
	return nil
}

// MustRegister is Register for package variables; a catalogue that does not
// parse stops the program at start, where a test meets it first.
func MustRegister(owner string, raw []byte) bool {
	if err := Register(owner, raw); err != nil {
		panic(err)
	}
	return true
}

// Conflicts lists the sentences that two catalogues translate differently.
func Conflicts() []string {
	return slices.Sorted(slices.Values(book.Load().conflicts))
}

func (s *shelf) copy() *shelf {
	next := &shelf{
		sentences: map[string]entry{}, owners: map[string]string{}, terms: map[string]Pair{},
		conflicts: slices.Clone(s.conflicts),
	}
	maps.Copy(next.sentences, s.sentences)
	maps.Copy(next.owners, s.owners)
	maps.Copy(next.terms, s.terms)
	return next
}
