package words

import "context"

// Pair is a term in both languages.
type Pair struct{ Zh, En string }

// In is the term in lang; without English, the Chinese.
func (p Pair) In(lang Language) string {
	if lang == English && p.En != "" {
		return p.En
	}
	return p.Zh
}

type termsKey struct{}

// WithTerms sets the vocabulary of the place the page is about: what grid,
// section, compound and the like are called there. Keys are the code's words
// in small letters with underscores ("grid", "property_company").
func WithTerms(ctx context.Context, terms map[string]Pair) context.Context {
	return context.WithValue(ctx, termsKey{}, terms)
}

// DefineTerms sets what the terms are called where a place has no word of its
// own. The modules that own the nouns call it once; a later call adds to it.
func DefineTerms(terms map[string]Pair) {
	registering.Lock()
	defer registering.Unlock()
	next := book.Load().copy()
	for key, pair := range terms {
		next.terms[key] = pair
	}
	book.Store(next)
}

// Term is what the place of ctx calls key, in the language of ctx: the place's
// own word, else the default, else the key itself.
func Term(ctx context.Context, key string) string {
	lang := Lang(ctx)
	if terms, ok := ctx.Value(termsKey{}).(map[string]Pair); ok {
		if pair, ok := terms[key]; ok {
			return pair.In(lang)
		}
	}
	if pair, ok := book.Load().terms[key]; ok {
		return pair.In(lang)
	}
	return key
}
