package matter

import "github.com/jinlin-oss/jinlin/internal/platform/act"

// Note is what the seat did.
type Note struct {
	Words string
	Inner bool // for staff only
	Files []Attachment
}

// Contact says that the requester was reached and heard. The seat may.
func Contact(a *act.Act, ref Ref, how string) error {
	t, err := begin(a, ref, VerbContact, CanHandle)
	if err != nil {
		return err
	}
	how, err = say("how", how, "")
	if err != nil {
		return err
	}
	t.m.ContactedAt = t.At
	if err := t.take(VerbContact, Step{Words: how}); err != nil {
		return err
	}
	return t.done(Contacted{t.told()})
}

// Handle notes what was done about the matter. The seat may. An inner note is
// told to nobody.
func Handle(a *act.Act, ref Ref, n Note) error {
	t, err := begin(a, ref, VerbHandle, CanHandle)
	if err != nil {
		return err
	}
	missing := "请写一句做了什么"
	if len(n.Files) > 0 {
		missing = ""
	}
	words, err := say("words", n.Words, missing)
	if err != nil {
		return err
	}
	if err := t.take(VerbHandle, Step{Words: words, Inner: n.Inner}); err != nil {
		return err
	}
	if err := t.attach(n.Files); err != nil {
		return err
	}
	if n.Inner {
		return t.done() // what staff note for each other is no news
	}
	return t.done(Handled{t.told()})
}
