package matterweb_test

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
)

// plain is the text of the page's main part, for messages.
func (p page) plain() string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.TextNode {
			if text := strings.TrimSpace(n.Data); text != "" {
				b.WriteString(text + " ")
			}
		}
		if n.Data == "svg" || n.Data == "script" || n.Data == "head" {
			return
		}
		for c := range n.ChildNodes() {
			walk(c)
		}
	}
	walk(p.tree())
	return b.String()
}

func (p page) tree() *html.Node {
	n, err := html.Parse(strings.NewReader(p.text))
	if err != nil {
		p.t.Fatal(err)
	}
	return n
}

// nodes are the elements of a name for which f holds.
func (p page) nodes(name string, f func(*html.Node) bool) []*html.Node {
	var out []*html.Node
	for n := range p.tree().Descendants() {
		if n.Type == html.ElementNode && n.Data == name && (f == nil || f(n)) {
			out = append(out, n)
		}
	}
	return out
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func holds(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

// form is a form of the page as a browser without script would send it.
type form struct {
	action string
	values url.Values
	node   *html.Node
}

// form finds the form that posts to an address (what follows "?" apart).
func (p page) form(action string) form {
	p.t.Helper()
	for _, n := range p.nodes("form", nil) {
		at, _, _ := strings.Cut(attr(n, "action"), "?")
		if at == action && attr(n, "method") == "post" {
			return form{attr(n, "action"), filled(n), n}
		}
	}
	p.t.Fatalf("no form that goes to %s\n%s", action, p.plain())
	return form{}
}

// filled are the values a form would send as it stands.
func filled(form *html.Node) url.Values {
	v := url.Values{}
	for n := range form.Descendants() {
		name := attr(n, "name")
		if n.Type != html.ElementNode || name == "" {
			continue
		}
		switch n.Data {
		case "input":
			kind := attr(n, "type")
			if kind == "file" || (kind == "radio" || kind == "checkbox") && !holds(n, "checked") {
				continue
			}
			v.Add(name, attr(n, "value"))
		case "textarea":
			v.Add(name, strings.TrimPrefix(text(n), "\n"))
		case "select":
			v.Add(name, chosen(n))
		}
	}
	return v
}

func chosen(n *html.Node) string {
	first, found := "", false
	for o := range n.Descendants() {
		if o.Data != "option" {
			continue
		}
		if holds(o, "selected") {
			return attr(o, "value")
		}
		if !found {
			first, found = attr(o, "value"), true
		}
	}
	return first
}

func text(n *html.Node) string {
	var b strings.Builder
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	}
	return b.String()
}
