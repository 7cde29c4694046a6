package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"github.com/jinlin-oss/jinlin/cmd/jinlin/votecmd"
	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// cli is every subcommand; each lives in the file of its name.
type cli struct {
	Serve   serveCommand   `cmd:"" help:"Run the server."`
	Demo    demoCommand    `cmd:"" help:"Run a demonstration with invented people, on this computer only."`
	Migrate migrateCommand `cmd:"" help:"Bring the database to this release's schema and stop."`
	Check   checkCommand   `cmd:"" help:"Check the configuration and the database."`
	Import  importCommand  `cmd:"" help:"Import tables: preview first, all or nothing."`
	Export  exportCommand  `cmd:"" help:"Take everything out in open formats, with a report."`
	Backup  backupCommand  `cmd:"" help:"Copy the instance into one file, while the server may run."`
	Restore restoreCommand `cmd:"" help:"Bring a backup back into an empty directory."`
	Token   tokenCommand   `cmd:"" help:"Print an API token for a seat."`
	Keys    keysCommand    `cmd:"" help:"Keep the keys of the sealed fields."`
	Vote    votecmd.Vote   `cmd:"" help:"Hold a vote from files, offline."`
	Verify  verifyCommand  `cmd:"" help:"Check what can be checked by whoever trusts nobody."`
	Version versionCommand `cmd:"" help:"Print the release."`
}

// instance is what every command that opens the instance takes.
type instance struct {
	Data     string `help:"Directory of the instance." default:"data" type:"path"`
	Database string `help:"postgres:// address; empty: SQLite in the directory."`
}

func (i instance) config() (app.Config, error) {
	c, err := app.LoadConfig(i.Data)
	if i.Database != "" {
		c.Database = i.Database
	}
	return c, err
}

// open builds the house for a command that works beside the server.
func (i instance) open(ctx context.Context) (*app.App, error) {
	c, err := i.config()
	if err != nil {
		return nil, err
	}
	return app.Open(ctx, c, app.Options{Beside: true})
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var c cli
	k := kong.Parse(&c, kong.Name("jinlin"), kong.Description("近邻：把一个小区、一个社区、一个街道的事办好。"),
		kong.UsageOnError(), kong.BindTo(ctx, (*context.Context)(nil)))
	if err := k.Run(); err != nil {
		fmt.Fprintln(os.Stderr, explain(err))
		os.Exit(1) //nolint:gocritic // stop only restores the signals
	}
}

// explain is the sentence for people where there is one.
func explain(err error) string {
	if e := errs.As(err); e != nil {
		text := e.Message()
		for _, f := range e.Fields {
			text += "\n  " + f.Name + "：" + f.Text
		}
		return text
	}
	return "jinlin: " + err.Error()
}
