package matter

import "github.com/jinlin-oss/jinlin/internal/platform/act"

// Deliberate brings a matter before the neighbours; the clock runs on. The seat
// or the desk may.
func Deliberate(a *act.Act, ref Ref, question string) error {
	t, err := begin(a, ref, VerbDeliberate, CanHandle, CanDispatch)
	if err != nil {
		return err
	}
	question, err = say("question", question, "请写明要商议什么")
	if err != nil {
		return err
	}
	if err := t.take(VerbDeliberate, Step{Words: question}); err != nil {
		return err
	}
	return t.done(Deliberating{t.told()})
}

// Conclude says what the deliberation came to; the seat goes on with it.
func Conclude(a *act.Act, ref Ref, conclusion string) error {
	t, err := begin(a, ref, VerbConclude, CanHandle, CanDispatch)
	if err != nil {
		return err
	}
	conclusion, err = say("conclusion", conclusion, "请写上商议的结论")
	if err != nil {
		return err
	}
	if err := t.take(VerbConclude, Step{Words: conclusion}); err != nil {
		return err
	}
	return t.done(Concluded{t.told()})
}
