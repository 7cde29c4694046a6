// Package orgweb is the desk's pages of organisations: which there are, which
// seats they have, who holds them until when, and the figures that follow.
//
//	organizations.go  the list and the record of one, founding and changing
//	territory.go      what an organisation is there for, with dates
//	seats.go          the seats of a place and who holds them
//	appoint.go        who takes a seat, who leaves it
//	terms.go          terms that end soon
//	coverage.go       figure F1 with its holes
//	offices.go        figure F2: offices held at once, who sits on committees
//	ladder.go         the tiers and kinds of organisations of the realm
//
// Who opens it: the community's secretary after an election or when someone
// comes or goes; the subdistrict before a report is due. Every figure opens to
// its list; names are masked like everywhere. Every form works without script.
package orgweb
