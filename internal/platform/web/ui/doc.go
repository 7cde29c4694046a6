// Package ui holds the shared parts of every page: the frames of the five
// faces, forms, tables, and the small pieces that say how a thing stands. It
// knows no HTTP and no SQL; parts take typed values and the context, from which
// they read only the language. Texts given to a part are already translated.
//
// # A page
//
// The handler builds a Page (the web package gives it filled with look, place,
// telephone, navigation and flashes) and draws the page's own templ:
//
//	templ raisePage(p ui.Page, f ui.Form, kinds []ui.Option) {
//		@ui.ResidentPage(p) {
//			@ui.Title(words.T(ctx, "我要说"), words.T(ctx, "说清楚在哪、什么事就行"))
//			@ui.Post(f) {
//				@ui.TextArea(f, ui.Input{Name: "request", Label: words.T(ctx, "什么事"), Required: true, Max: 4000})
//				@ui.Radios(f, ui.Input{Name: "kind", Label: words.T(ctx, "哪一类"), Required: true}, kinds)
//				@ui.Photos(f, ui.Input{Name: "photos", Label: words.T(ctx, "照片")}, 6)
//				@ui.Voice(f, ui.Input{Name: "voice", Label: words.T(ctx, "或者说给我们听")})
//				@ui.Actions() {
//					@ui.Button(ui.Action{Kind: ui.Main, Text: words.T(ctx, "交给社区")})
//				}
//			}
//		}
//	}
//
// The faces: ResidentPage, FieldPage, DeskPage (with the opened record as its
// second argument, nil for none), OpenPage (no script) and PlainPage (signing
// in, first run, errors; Failure is the content of an error page).
//
// # Forms
//
// A Form carries what was typed and what is wrong; every part finds its own by
// the input's name, so a page that comes back with errors is drawn by the same
// templ:
//
//	f := ui.Form{Action: "/matters", Key: key, Draft: true, Values: r.PostForm}.Fail(ctx, err)
//
// Fields: Field, TextArea, Select, Radios, Ticks, Tick, Photos, Voice, Hidden.
// Post draws the ErrorSummary and the idempotency key by itself. Without
// script everything works; with it drafts are kept (Form.Draft), a second press
// does nothing, counters count.
//
// # Lists
//
// An Address is the address of a list; Chips, sortable heads, SearchBox and
// Pager are links made from it, so a filtered list can be sent to a colleague:
//
//	@ui.Chips(words.T(ctx, "状态"), a, chips)
//	@ui.Table(ui.TableHead{Caption: words.T(ctx, "在办的事"), Columns: cols, Address: a, Sort: sort}) {
//		for _, m := range matters {
//			@ui.TableRow(ui.Row{ID: m.ID, Href: m.Href, Current: m.ID == opened}) {
//				<td>@ui.RowLink(m.Href, m.Request)</td>
//				<td>@ui.StatusBadge(m.Status)</td>
//				<td>@ui.Clock(now, m.Deadline)</td>
//			}
//		}
//	}
//	@ui.Pager(a, ui.Cursors{After: next, Shown: len(matters)})
//
// An empty list is an EmptyState: what will stand here, and how to make the
// first one. On phones use List instead of Table.
//
// # How a thing stands
//
// StatusBadge (icon, word and colour), Clock (a deadline), Steps (the line 听 议
// 办 知 评, see FiveSteps), Timeline, Time and TimeExactly (as people say it, the
// exact time on hover and in print), Figure, Bars, Progress, Photographs,
// QR. now is always passed in: no part reads a clock.
//
// # Paper
//
// PrintPage is one A4 sheet (place, time, by whom, QR, page numbers); PrintRun
// holds many Papers, letters say. Any other page prints too: frames and
// controls stay on the screen.
//
// # The field without network
//
// A Form with Outbox is kept on the phone when the network is gone and handed
// in later, for the same person only (Page.Reader), under its own key. Pages
// under /field that were seen once can be read again. Signing out forgets them.
//
// # Tests every web package has
//
//	wordstest.Check(t, ".")  // nothing a reader of English would meet in Chinese
//	uitest.Classes(t, ".")   // no class that the sheet does not know
//
// The gallery (ui/gallery) shows every part; web/templ.sh generates the Go of
// all templates and web/check.sh proves that what is committed is what is built.
//
// # Layout
//
// Pages write no CSS. The classes they may use are those of web/css/base.css:
// stack, stack-s, stack-l, row, split, grow, grid-2, grid-3, center, end,
// narrow, measure, second, small, strong, num, code, keep, nowrap, prose, sr,
// rule, clip, screen (not printed), paper-only (only printed).
package ui
