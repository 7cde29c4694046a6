package words

import (
	"context"
	"fmt"
	"sync/atomic"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Language is a language pages can be read in.
type Language string

// The languages.
const (
	Chinese Language = "zh-CN"
	English Language = "en"
)

// ParseLang reads a language tag as it comes from a cookie or a browser;
// whatever is not English is Chinese.
func ParseLang(tag string) Language {
	if len(tag) >= 2 && (tag[:2] == "en" || tag[:2] == "EN") {
		return English
	}
	return Chinese
}

// Other is the language the switch on the page leads to.
func (l Language) Other() Language {
	if l == English {
		return Chinese
	}
	return English
}

type langKey struct{}

// With makes lang the language of everything rendered under ctx.
func With(ctx context.Context, lang Language) context.Context {
	return context.WithValue(ctx, langKey{}, lang)
}

// Lang is the language of ctx, Chinese when none was set.
func Lang(ctx context.Context) Language {
	if lang, ok := ctx.Value(langKey{}).(Language); ok {
		return lang
	}
	return Chinese
}

// T is the sentence zh in the language of ctx. With args, zh and its English
// are fmt formats; numbered verbs (%[2]s) let English change the order.
func T(ctx context.Context, zh string, args ...any) string {
	text := zh
	if Lang(ctx) == English {
		if e, ok := book.Load().sentences[zh]; ok {
			text = e.pick(args)
		}
	}
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(text, args...)
}

// Field is what is wrong with an input, in the language of ctx.
func Field(ctx context.Context, f errs.Field) string {
	if f.Key != "" {
		return T(ctx, f.Key, f.Args...)
	}
	return T(ctx, f.Text)
}

// Translated says whether zh has an English sentence in a registered catalogue.
func Translated(zh string) bool {
	_, ok := book.Load().sentences[zh]
	return ok
}

// entry is the English of one sentence; one is empty where English does not count.
type entry struct{ one, other string }

func (e entry) pick(args []any) string {
	if e.one != "" && counts(args) == 1 {
		return e.one
	}
	return e.other
}

// counts is the first integer among args, or 0.
func counts(args []any) int64 {
	for _, a := range args {
		switch n := a.(type) {
		case int:
			return int64(n)
		case int32:
			return int64(n)
		case int64:
			return n
		}
	}
	return 0
}

// book is everything registered; it is replaced whole, so readers never lock.
var book = func() *atomic.Pointer[shelf] {
	var p atomic.Pointer[shelf]
	p.Store(&shelf{})
	return &p
}()
