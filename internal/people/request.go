package people

import (
	"time"

	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/clean"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
)

// CanAnswer is the capability to answer what people ask about their data.
const CanAnswer access.Capability = "people.answer"

// Request is what a person asks about their own data (PIPL arts. 44 to 50).
type Request struct {
	ID         id.Of[Request] `db:"id"`
	Person     ID             `db:"person_id"`
	Path       access.Path    `db:"path"` // of the community that answers
	Kind       RequestKind    `db:"kind"`
	Wish       string         `db:"-"` // in the person's words
	At         time.Time      `db:"at"`
	DueAt      time.Time      `db:"due_at"`
	AnsweredAt time.Time      `db:"answered_at"`
	AnsweredBy ID             `db:"answered_by"`
	Granted    bool           `db:"granted"`
	Answer     string         `db:"-"` // a refusal gives its reason
}

type requestRow struct {
	Request
	SealedWish   []byte `db:"wish"`
	SealedAnswer []byte `db:"answer"`
}

// RequestKind is what is asked.
type RequestKind string

// The kinds of request.
const (
	AskCopy    RequestKind = "copy"    // art. 45
	AskCorrect RequestKind = "correct" // art. 46
	AskDelete  RequestKind = "delete"  // art. 47
	AskExplain RequestKind = "explain" // arts. 24, 48
)

// Name is the kind in Chinese.
func (k RequestKind) Name() string {
	return map[RequestKind]string{AskCopy: "要一份我的信息", AskCorrect: "改正我的信息", AskDelete: "删除我的信息", AskExplain: "请说明怎么用的"}[k]
}

// RequestKinds lists the kinds in the order a page offers them.
var RequestKinds = []RequestKind{AskCopy, AskCorrect, AskDelete, AskExplain}

// Ask files a request about the actor's own data, or about that of whom they act
// for. It is due within the policy privacy.request_days.
func Ask(a *act.Act, person ID, kind RequestKind, wish string) (id.Of[Request], error) {
	things, err := Things(a.View, person)
	if err != nil {
		return 0, err
	}
	if self(a.View, person) {
		a.Record("people.ask", things[0], string(kind))
	} else if err := require(a, CanAnswer, things); err != nil { // staff takes it down
		return 0, err
	}
	wish, err = clean.Text(wish, maxCare)
	if err != nil || kind.Name() == "" || (wish == "" && kind != AskCopy) {
		return 0, errs.Invalidf("wish", "request.wish", "请写明要改什么、删什么或想知道什么，最多 500 个字")
	}
	limit, err := place.Policy(a.View, "privacy.request_days", things[0].Path, a.At)
	if err != nil {
		return 0, err
	}
	due, _ := calendar.Official().Due(a.At, limit.Limit())
	r := requestRow{Request: Request{ID: act.NewID[Request](a), Person: person, Path: things[0].Path, Kind: kind, At: a.At, DueAt: due}}
	s := vault{keys: a.Stage.Keys, id: int64(r.ID)}
	if r.SealedWish = s.seal("people_request.wish", wish); s.err != nil {
		return 0, s.err
	}
	return r.ID, db.Insert(a.Tx, "people_request", r)
}

// Answered tells the person that their request was answered.
type Answered struct {
	Person  ID
	Request id.Of[Request]
	Granted bool
}

// Answer closes a request: granted, or refused with the reason (PIPL art. 50).
func Answer(a *act.Act, request id.Of[Request], granted bool, answer string) error {
	var c db.Cond
	c.And("id = ?", request)
	r, ok, err := db.Find[requestRow](a.Tx, sqlRequests.Where(c), 1)
	if err != nil || !ok {
		return errOr(err, missing())
	}
	if err := requireOf(a, CanAnswer, r.Person); err != nil {
		return err
	}
	answer, err = clean.Text(answer, maxCare)
	if err != nil || answer == "" {
		return errs.Invalidf("answer", "request.answer", "请写明怎么办的；不能办的要写清理由，最多 500 个字")
	}
	s := vault{keys: a.Stage.Keys, id: int64(r.ID)}
	sealed := s.seal("people_request.answer", answer)
	if s.err != nil {
		return s.err
	}
	n, err := a.Tx.Exec(sqlAnswer, a.At, a.By.Person, granted, sealed, request)
	if err != nil {
		return err
	}
	if n == 0 {
		return errs.New(errs.Conflict, "request.answered", "这个请求已经答复过了")
	}
	return a.Publish(Answered{Person: r.Person, Request: r.ID, Granted: granted})
}

// RequestsOf lists a person's requests to the person and those who answer them.
func RequestsOf(v *act.View, person ID) ([]Request, error) {
	if !self(v, person) {
		things, err := Things(v, person)
		if err != nil {
			return nil, err
		}
		if err := may(v, CanAnswer, things); err != nil {
			return nil, err
		}
	}
	var c db.Cond
	c.And("person_id = ?", person)
	return requests(v, c)
}

// OpenRequests lists what waits for an answer of the actor, the most urgent first.
func OpenRequests(v *act.View) ([]Request, error) {
	c := v.Where(CanAnswer, access.Columns{Path: "path"})
	c.And("answered_at IS NULL")
	return requests(v, c)
}

const maxRequests = 500

func requests(v *act.View, c db.Cond) ([]Request, error) {
	var out []Request
	err := db.Each(v.Tx, func(r requestRow) error {
		s := vault{keys: v.Stage.Keys, id: int64(r.ID)}
		r.Wish, r.Answer = s.open("people_request.wish", r.SealedWish), s.open("people_request.answer", r.SealedAnswer)
		out = append(out, r.Request)
		return s.err
	}, sqlRequests.Where(c), maxRequests)
	return out, err
}
