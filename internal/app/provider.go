package app

import (
	"context"
	"os/exec"
	"time"

	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// provider is how one-time codes reach a phone: by the command of the
// configuration, in the log of a development server, or not at all.
func (a *App) provider(o Options) auth.Provider {
	switch {
	case o.Codes != nil:
		return auth.ProviderFunc(func(phone, code string) error {
			o.Codes(phone, code)
			return nil
		})
	case a.Config.SMS != "":
		return auth.ProviderFunc(a.command)
	case a.Config.Development:
		return auth.ProviderFunc(func(phone, code string) error {
			a.log.Info("one-time code (development)", "ends", phone[max(0, len(phone)-4):], "code", code)
			a.codes.Store(phone, code)
			return nil
		})
	}
	return auth.ProviderFunc(func(string, string) error {
		return errs.New(errs.Unavailable, "sms.none", "还没有配置短信，请到社区柜台办理，或请管理员配置短信命令")
	})
}

// command hands phone and text to the configured program as its two arguments:
// no shell reads them.
func (a *App) command(phone, code string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	text := "【近邻】您的验证码是 " + code + "，5 分钟内有效。不是您本人操作请不要理会。"
	return exec.CommandContext(ctx, a.Config.SMS, phone, text).Run()
}
