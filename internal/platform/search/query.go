package search

import "strings"

// Query is what somebody looks for: texts that contain every phrase of it.
type Query struct {
	phrases []phrase
}

// phrase is tokens one behind the other.
type phrase struct {
	tokens []string
	begun  bool // the last token may be the beginning of a longer one
}

// What is read of a query: nobody types more by hand.
const (
	maxPhrases = 8
	maxTyped   = 100 // characters
)

// Parse reads what was typed. Blanks and punctuation part phrases, all of which
// must be found. A single Chinese character and an unfinished Latin word are
// found as the beginning of a token. What comes after the first phrases or
// characters is left out.
func Parse(typed string) Query {
	if runes := []rune(typed); len(runes) > maxTyped {
		typed = string(runes[:maxTyped])
	}
	var q Query
	for _, group := range runs(typed) {
		if len(q.phrases) == maxPhrases {
			break
		}
		last := group[len(group)-1]
		var p phrase
		for _, r := range group[:len(group)-1] {
			p.tokens = r.tokens(p.tokens)
		}
		switch last.of {
		case dense:
			p.tokens = last.pairs(p.tokens)
			p.begun = len(last.runes) == 1
		default:
			p.tokens = append(p.tokens, string(last.runes))
			p.begun = last.of == letters
		}
		q.phrases = append(q.phrases, p)
	}
	return q
}

// Empty says whether there is nothing to look for; the engines must not be asked.
func (q Query) Empty() bool { return len(q.phrases) == 0 }

// Loose is the query for an index without positions: every token somewhere,
// instead of one behind the other. It finds a little more.
func (q Query) Loose() Query {
	var out Query
	for _, p := range q.phrases {
		for i, token := range p.tokens {
			out.phrases = append(out.phrases, phrase{[]string{token}, p.begun && i == len(p.tokens)-1})
		}
	}
	return out
}

// SQLite is the query as FTS5 reads it behind MATCH.
func (q Query) SQLite() string {
	return q.say(" AND ", func(p phrase) string {
		said := `"` + strings.Join(p.tokens, " ") + `"`
		if p.begun {
			said += " *"
		}
		return said
	})
}

// Postgres is the query as to_tsquery('simple', …) reads it.
func (q Query) Postgres() string {
	return q.say(" & ", func(p phrase) string {
		said := "'" + strings.Join(p.tokens, "' <-> '") + "'"
		if p.begun {
			said += ":*"
		}
		return said
	})
}

func (q Query) say(and string, say func(phrase) string) string {
	said := make([]string, len(q.phrases))
	for i, p := range q.phrases {
		said[i] = say(p)
	}
	return strings.Join(said, and)
}
