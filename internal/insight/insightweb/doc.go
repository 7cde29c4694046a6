// Package insightweb is the page on which a lead asks how many matters there are
// of what: grouped by up to three keys, narrowed by place, period and kind, every
// figure leading to its matters, to print and to take away.
//
// Who opens it: a secretary or a subdistrict officer with a question that nobody
// thought of before. Fewest touches: choose what to group by, press 看.
package insightweb
