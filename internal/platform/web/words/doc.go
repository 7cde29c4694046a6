// Package words gives every page its language.
//
// The Chinese sentence stands in the page itself and is the key; English comes
// from catalogues that web packages register:
//
//	//go:embed en.json
//	var english []byte
//
//	var _ = words.MustRegister("matterweb", english)
//
//	<h1>{ words.T(ctx, "我要求助") }</h1>
//	<p>{ words.T(ctx, "还有 %d 件", n) }</p>
//
// A catalogue is one JSON object from the Chinese sentence to the English one.
// Where English counts, the value is an object with "one" and "other", and the
// first integer argument chooses:
//
//	{ "我要求助": "Ask for help",
//	  "还有 %d 件": {"one": "%d matter left", "other": "%d matters left"} }
//
// Words that differ from city to city (网格, 片区, 小区) are not sentences but
// terms: see Term. What is missing in English is shown in Chinese, never as a
// key or a blank; wordstest finds it before a reader does.
//
// Deliberately absent: plural rules of further languages, dates and numbers
// (see package ui), and any text of the domain.
package words
