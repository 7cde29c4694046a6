package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"time"

	"github.com/jinlin-oss/jinlin/internal/app"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/access"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
)

// rolesFile remembers who can be switched to; it is written last, so that a
// demonstration that was interrupted while it was invented is invented again.
const rolesFile = "demo.json"

// days is how long the story goes back.
const days = 90

// Prepare gives the configuration of a demonstration in dir, inventing it there
// when it has not been yet.
func Prepare(ctx context.Context, dir, addr string) (app.Config, app.Options, error) {
	c := app.Config{Addr: addr, Dir: dir, Workers: 4, Development: true}
	if err := c.Check(); err != nil {
		return c, app.Options{}, err
	}
	roles, err := readRoles(dir)
	if errors.Is(err, fs.ErrNotExist) {
		roles, err = invent(ctx, c, time.Now())
	}
	return c, app.Options{Demo: &app.Demo{Roles: roles}}, err
}

func readRoles(dir string) (roles []app.Role, err error) {
	b, err := os.ReadFile(filepath.Join(dir, rolesFile))
	if err == nil {
		err = json.Unmarshal(b, &roles)
	}
	return roles, err
}

func writeRoles(dir string, roles []app.Role) error {
	b, err := json.MarshalIndent(roles, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, rolesFile), b, 0o600)
}

// builder invents one neighbourhood.
type builder struct {
	ctx   context.Context
	house *app.App
	now   time.Time // of the story
	rand  *rand.Rand
	realm int64

	communities []*community
	visited     []resident // the residents whom a visitor can be
	roles       []app.Role
	subdistrict place.ID
	phones      int // how many invented numbers are given out
	actors      map[people.ID]access.Actor
}

// invent makes the story from the beginning until now.
func invent(ctx context.Context, c app.Config, until time.Time) (roles []app.Role, err error) {
	if err := emptied(c.Dir); err != nil {
		return nil, err
	}
	b := &builder{ctx: ctx, now: until.AddDate(0, 0, -days-2), rand: rand.New(rand.NewPCG(20261122, 13)), actors: map[people.ID]access.Actor{}}
	b.house, err = app.Open(ctx, c, app.Options{
		Now: func() time.Time { return b.now }, Log: slog.New(slog.DiscardHandler), Codes: func(string, string) {},
	})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, b.house.Close()) }()
	for _, chapter := range []func() error{b.ground, b.staff, b.duties, func() error { return b.live(until) }, b.house.Settle} {
		if err := chapter(); err != nil {
			return nil, fmt.Errorf("demo: %w", err)
		}
	}
	return b.roles, writeRoles(c.Dir, b.roles)
}

// emptied clears away what an interrupted invention left. It refuses a directory
// that holds anything else.
func emptied(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	if _, err := os.Stat(filepath.Join(dir, "jinlin.toml")); err == nil {
		return fmt.Errorf("%s is a real instance; choose another directory for the demonstration", dir)
	}
	for _, name := range []string{"jinlin.db", "jinlin.db-wal", "jinlin.db-shm", "clean", "keys.json", "files"} {
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			return err
		}
	}
	return nil
}

// system does something that nobody in the story does.
func (b *builder) system(f func(*act.Act) error) error {
	return b.as(access.Actor{Realm: b.realm, System: "demo"}, f)
}

func (b *builder) as(by access.Actor, f func(*act.Act) error) error {
	return b.house.Stage.Do(b.ctx, by, f)
}

// actor is a person of the story with their seats.
func (b *builder) actor(person people.ID) (access.Actor, error) {
	if a, ok := b.actors[person]; ok {
		return a, nil
	}
	a, err := b.house.ActorOf(b.ctx, b.realm, int64(person))
	if err == nil {
		b.actors[person] = a
	}
	return a, err
}

// role is somebody whom a visitor can be.
func (b *builder) role(key, text, home string, person people.ID) {
	b.roles = append(b.roles, app.Role{Key: key, Text: text, Home: home, Person: int64(person)})
}

// some picks one of a list.
func some[T any](b *builder, list []T) T { return list[b.rand.IntN(len(list))] }

// chance is true in n of a hundred cases.
func (b *builder) chance(n int) bool { return b.rand.IntN(100) < n }
