package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// Problem is an RFC 9457 problem with its code and its fields.
type Problem struct {
	huma.ErrorModel
	Code      string `json:"code" doc:"Stable code of the refusal"`
	Reference string `json:"reference,omitempty" doc:"Number to tell the administrator"`
}

func newProblem(status int, code, detail string) *Problem {
	return &Problem{ErrorModel: huma.ErrorModel{Status: status, Title: http.StatusText(status), Detail: detail}, Code: code}
}

// fail turns an error of an act into the answer, in the asker's language. Faults
// of ours are logged here, once.
func (a *API) fail(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	p := newProblem(errs.KindOf(err).Status(), "internal", "")
	if e := errs.As(err); e != nil {
		p.Code, p.Detail = e.Code, words.T(ctx, e.Text, e.Args...)
		for _, f := range e.Fields {
			p.Errors = append(p.Errors, &huma.ErrorDetail{Location: location(f.Name), Message: words.Field(ctx, f), Value: f.Code})
		}
	}
	if p.Status >= 500 {
		p.Reference = id.Any(a.stage.IDs.Next()).String()
		a.stage.Log.Error("api", "ref", p.Reference, "err", err)
	}
	return p
}

// location is where a field stands: in the body, unless its name says otherwise.
func location(field string) string {
	if strings.Contains(field, ".") {
		return field
	}
	return "body." + field
}

// What the frame finds wrong with a request before an act sees it, as
// "code value": said below in the asker's language.
const (
	faultMissing    = "missing"
	faultUnexpected = "unexpected"
	faultOneOf      = "one_of"
	faultLong       = "long"
	faultLow        = "low"
	faultHigh       = "high"
	faultText       = "text"
	faultWhole      = "whole"
	faultBoolean    = "boolean"
	faultObject     = "object"
)

// The frame makes its sentences when it reads the types, so they stand ready
// before any API is made.
func init() {
	validation.MsgExpectedRequiredProperty = faultMissing + " %s"
	validation.MsgUnexpectedProperty = faultUnexpected
	validation.MsgExpectedOneOf = faultOneOf + " %s"
	validation.MsgExpectedMaxLength = faultLong + " %d"
	validation.MsgExpectedMinimumNumber = faultLow + " %v"
	validation.MsgExpectedMaximumNumber = faultHigh + " %v"
	validation.MsgExpectedString = faultText
	validation.MsgExpectedInteger = faultWhole
	validation.MsgExpectedNumber = faultWhole
	validation.MsgExpectedBoolean = faultBoolean
	validation.MsgExpectedObject = faultObject
	huma.NewErrorWithContext = refuse
	huma.NewError = func(status int, text string, causes ...error) huma.StatusError {
		return refuse(nil, status, text, causes...)
	}
}

// faults says each fault to the asker; %s is its value.
var faults = map[string]string{
	faultMissing: "缺这一项", faultUnexpected: "没有这一项，请核对名称", faultOneOf: "请在这些里选一个：%s", faultLong: "最多 %s 个字",
	faultLow: "不能小于 %s", faultHigh: "不能大于 %s", faultText: "请写成文字", faultWhole: "请写成整数", faultBoolean: "请写成 true 或 false",
	faultObject: "请写成 JSON 对象",
}

// refusals says what is wrong with a request as a whole, by status.
var refusals = map[int]string{
	http.StatusBadRequest:            "请求读不懂，请看 errors",
	http.StatusRequestTimeout:        "请求发得太慢，请再发一次",
	http.StatusRequestEntityTooLarge: "请求太大，请分几次发",
	http.StatusUnsupportedMediaType:  "请用 Content-Type: application/json 发送",
	http.StatusUnprocessableEntity:   "有几处需要改一下",
}

// refuse is the answer to a request that does not fit the description.
func refuse(ctx huma.Context, status int, text string, causes ...error) huma.StatusError {
	background := context.Background()
	if ctx != nil {
		background = ctx.Context()
	}
	p := newProblem(status, "request", text)
	if say, ok := refusals[status]; ok {
		p.Detail = words.T(background, say)
	}
	for _, cause := range causes {
		if cause != nil {
			p.Errors = append(p.Errors, detail(background, cause))
		}
	}
	if len(p.Errors) == 0 && p.Detail != text {
		p.Errors = append(p.Errors, &huma.ErrorDetail{Message: text})
	}
	return p
}

// detail is one fault at its place. What the frame says otherwise, a decoder's
// message, stays as it is.
func detail(ctx context.Context, cause error) *huma.ErrorDetail {
	said, ok := cause.(huma.ErrorDetailer)
	if !ok {
		return &huma.ErrorDetail{Message: cause.Error()}
	}
	d := *said.ErrorDetail()
	code, value, _ := strings.Cut(d.Message, " ")
	text, ok := faults[code]
	switch {
	case !ok:
	case code == faultMissing:
		d.Location, d.Message, d.Value = d.Location+"."+value, words.T(ctx, text), nil
	case value == "":
		d.Message = words.T(ctx, text)
	default:
		d.Message = words.T(ctx, text, value)
	}
	return &d
}
