package authweb

import (
	"context"

	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/web/ui"
	"github.com/jinlin-oss/jinlin/internal/platform/web/words"
)

// agent is what a session's browser is called.
func agent(ctx context.Context, s auth.Session) string {
	if s.Agent == "" {
		return words.T(ctx, "一台没有报名字的设备")
	}
	return s.Agent
}

// method is how a session was proved.
func method(ctx context.Context, s auth.Session) string {
	switch {
	case s.Step != auth.Ready:
		return words.T(ctx, "登录到一半")
	case s.Method == auth.BySecond:
		return words.T(ctx, "密码和动态码")
	case s.Method == auth.ByPassword:
		return words.T(ctx, "密码")
	}
	return words.T(ctx, "手机验证码")
}

// state is how an account stands.
func state(ctx context.Context, acc auth.Account) ui.Status {
	switch {
	case !acc.DisabledAt.IsZero():
		return ui.Status{Tone: ui.Slate, Word: words.T(ctx, "已停用")}
	case acc.MustChange:
		return ui.Status{Tone: ui.Amber, Word: words.T(ctx, "等本人换初始密码")}
	}
	return ui.Status{Tone: ui.Leaf, Word: words.T(ctx, "在用")}
}

// loginName is the name an account signs in with; "" when it has none.
func loginName(acc auth.Account) string {
	if acc.Name == nil {
		return ""
	}
	return *acc.Name
}
