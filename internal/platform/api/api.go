package api

import (
	"context"
	"net/http"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humago"

	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
	"github.com/jinlin-oss/jinlin/internal/platform/web"
)

// Prefix is where the API stands.
const Prefix = "/api/v1"

// maxBody bounds the body of a request that carries no file.
const maxBody = 1 << 20

// API is the API with what its operations share.
type API struct {
	huma.API
	stage *act.Stage
}

// New is an API on a mux, with no operations yet.
func New(mux *http.ServeMux, version string, stage *act.Stage) *API {
	c := huma.DefaultConfig("近邻 Jinlin", version)
	c.OpenAPIPath = Prefix + "/openapi"
	c.DocsPath, c.SchemasPath = "", ""
	c.CreateHooks = nil
	c.Info.Description = "一件事从提出到评价。每个写操作都可以带 Idempotency-Key，重复发送只做一次。"
	c.Components.SecuritySchemes = map[string]*huma.SecurityScheme{"token": {Type: "http", Scheme: "bearer", Description: "jinlin token --seat SEAT"}}
	c.Security = []map[string][]string{{"token": {}}}
	return &API{API: humago.New(mux, c), stage: stage}
}

// Operation describes an operation of the module with the tag. A post answers
// for an idempotency key (Keyed).
func Operation(method, path, tag, what string) huma.Operation {
	return huma.Operation{
		OperationID: tag + "-" + what, Method: method, Path: Prefix + path, Tags: []string{tag}, Summary: what, MaxBodyBytes: maxBody,
	}
}

// Keyed is the key under which a request does its act once.
type Keyed struct {
	Key string `header:"Idempotency-Key" maxLength:"200" doc:"The same key does it once, however often it is sent"`
}

// Do plays an act as whoever the token or the session names.
func (a *API) Do(ctx context.Context, f func(*act.Act) error) error {
	by := web.ActorOf(ctx)
	if !by.SignedIn() {
		return a.fail(ctx, errToken)
	}
	return a.fail(ctx, a.stage.Do(ctx, by, f))
}

// See plays a view as whoever the token or the session names.
func (a *API) See(ctx context.Context, f func(*act.View) error) error {
	by := web.ActorOf(ctx)
	if !by.SignedIn() {
		return a.fail(ctx, errToken)
	}
	return a.fail(ctx, a.stage.See(ctx, by, f))
}

var errToken = errs.New(errs.Unauthenticated, "token", "请在 Authorization 里带上令牌")
