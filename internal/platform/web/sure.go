package web

import (
	"net/http"

	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
)

// unsure says that the button pressed has a question to ask first, and no script
// was there to ask it.
func (r *Request) unsure() bool {
	return r.Method == http.MethodPost && r.PostForm.Get(ui.SureField) != "" && r.typed() != nil
}

// ask shows the question of a button, with the form to be sent again once it is
// answered.
func (r *Request) ask() error {
	question, fields := r.PostForm.Get(ui.SureField), [][2]string{}
	for _, f := range r.typed() {
		if f[0] != ui.SureField && f[0] != ui.LookField {
			fields = append(fields, f)
		}
	}
	return r.Page(http.StatusOK, ui.SurePage(r.Frame(r.T("请再确认一下")), ui.Sure{
		Question: question, Action: r.Local(), Fields: fields, Back: LocalPath(r.backTo(), "/"),
	}))
}
