package api

import (
	"context"
	"log/slog"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/id"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// Prefix is where the API stands.
const Prefix = "/api/v1"

// maxBody bounds the body of a request that carries no file.
const maxBody = 1 << 20

// API is the API with what its operations share.
type API struct {
	huma.API
	Log *slog.Logger
	// Reference makes the number by which a fault of ours is found in the log.
	Reference func() id.Any
}

// New is an API on a mux, with no operations yet.
func New(mux *http.ServeMux, version string, log *slog.Logger, reference func() id.Any) *API {
	c := huma.DefaultConfig("近邻 Jinlin", version)
	c.OpenAPIPath = Prefix + "/openapi"
	c.DocsPath, c.SchemasPath = "", ""
	c.CreateHooks = nil
	c.Info.Description = "一件事从提出到评价。每个写操作都可以带 Idempotency-Key，重复发送只做一次。"
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "jinlin token --seat SEAT"}}
	c.Security = []map[string][]string{{"token": {}}}
	return &API{API: humago.New(mux, c), Log: log, Reference: reference}
}

// problem is an RFC 9457 problem with its code and its fields.
type problem struct {
	huma.ErrorModel
	Code      string `json:"code" doc:"Stable code of the refusal"`
	Reference string `json:"reference,omitempty" doc:"Number to tell the administrator"`
}

// Fail turns an error of an act into the answer, in the asker's language. Faults
// of ours are logged here, once.
func (a *API) Fail(ctx context.Context, err error) error {
	if err == nil {
		return nil
	}
	e := errs.As(err)
	p := &problem{ErrorModel: huma.ErrorModel{Status: errs.KindOf(err).Status()}}
	p.Title = http.StatusText(p.Status)
	if e != nil {
		p.Code, p.Detail = e.Code, words.T(ctx, e.Text, e.Args...)
		for _, f := range e.Fields {
			p.Errors = append(p.Errors, &huma.ErrorDetail{Location: "body." + f.Name, Message: words.T(ctx, f.Text), Value: f.Code})
		}
	}
	if p.Status >= 500 {
		p.Reference = a.Reference().String()
		a.Log.Error("api", "ref", p.Reference, "err", err)
	}
	return p
}

// Operation describes an operation of the module with the tag.
func Operation(method, path, tag, what string) huma.Operation {
	return huma.Operation{
		OperationID: tag + "-" + what, Method: method, Path: Prefix + path, Tags: []string{tag}, Summary: what, MaxBodyBytes: maxBody,
	}
}
