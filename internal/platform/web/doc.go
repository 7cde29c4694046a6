// Package web is the shell every page stands in: routes that name their
// capability, requests that know who asks, forms that lose nothing, errors that
// say what to do.
//
// # A page
//
//	func Routes(m *Matters) []web.Route {
//		return []web.Route{
//			{At: "GET /desk/matters/{id}", Can: matter.CanSee, Do: m.show},
//			{At: "POST /desk/matters/{id}/dispatch", Can: matter.CanDispatch, Do: m.dispatch},
//			{At: "GET /open/matters", Can: web.Public, Do: m.open},
//		}
//	}
//
// Can is asked before the handler runs: someone who holds it nowhere gets no
// further. Whether it holds for the thing at hand is asked by the act itself.
//
// # A form
//
//	func (m *Matters) dispatch(r *web.Request) error {
//		f := r.Form()
//		seat := f.ID("seat")
//		err := r.Do(func(a *act.Act) error { return matter.Dispatch(a, id, seat) })
//		if f.Refused(err) {               // a mistake of the person: 422, values kept
//			return r.Page(422, dispatchPage(r, f))
//		}
//		if err != nil {
//			return err                    // rendered and logged once, by the server
//		}
//		return r.Done("/desk/matters/"+id.String(), "已交给%s，%s 前会签收", name, due)
//	}
//
// The hidden field _key of every form makes a double click one act: pass f.Key()
// to act.Once. A form posted on an expired session is carried through sign-in
// and offered again, with everything that was typed.
//
// # What is not here
//
// No business rule, no SQL, no look: pages are templ components beside their
// handlers, made of the parts in web/ui, worded through web/words.
package web
