package app

import (
	"context"
	"crypto/rand"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/jinlin-oss/jinlin/internal/insight"
	"github.com/jinlin-oss/jinlin/internal/matter"
	"github.com/jinlin-oss/jinlin/internal/org"
	"github.com/jinlin-oss/jinlin/internal/people"
	"github.com/jinlin-oss/jinlin/internal/place"
	"github.com/jinlin-oss/jinlin/internal/platform/act"
	"github.com/jinlin-oss/jinlin/internal/platform/auth"
	"github.com/jinlin-oss/jinlin/internal/platform/db"
	"github.com/jinlin-oss/jinlin/internal/platform/file"
	"github.com/jinlin-oss/jinlin/internal/platform/job"
	"github.com/jinlin-oss/jinlin/internal/platform/notify"
	"github.com/jinlin-oss/jinlin/internal/platform/seal"
	"github.com/jinlin-oss/jinlin/internal/platform/trail"
)

// Schema is the migrations of every room, one number sequence.
func Schema() db.Schema {
	return db.Schema{
		trail.Schema, act.Schema, job.Schema, seal.Schema, auth.Schema,
		notify.Schema, place.Schema, people.Schema, org.Schema, matter.Schema,
	}
}

// rooms are what the parts of the house share while it stands.
type rooms struct {
	known   atomic.Pointer[[]place.Realm] // the realms, as last read
	door    *auth.Door
	codes   sync.Map // phone to the last code sent, on a development server only
	files   file.Store
	figures insight.Figures
	opening string // the code of the first day, printed in the terminal
}

// furnish opens the keys and the files and hangs the front door.
func (a *App) furnish(ctx context.Context, o Options) error {
	keys, err := seal.Load(ctx, a.Stage.DB, a.Config.Dir)
	if err != nil {
		return err
	}
	a.Stage.Keys = keys
	if a.files, err = openFiles(a.Config); err != nil {
		return err
	}
	a.opening = rand.Text()[:8]
	a.door = &auth.Door{
		Stage: a.Stage, Codes: a.provider(o),
		Person: func(x *act.Act, phone string) (int64, error) {
			person, err := people.Join(x, phone)
			return int64(person), err
		},
		MustSecond: mustSecond,
		Rules:      func(*act.View) (auth.Rules, error) { return a.Config.rules(), nil },
	}
	return nil
}

func openFiles(c Config) (file.Store, error) {
	if c.S3 == "" {
		return file.OpenDisk(filepath.Join(c.Dir, "files"))
	}
	u, err := url.Parse(c.S3)
	if err != nil {
		return nil, fmt.Errorf("s3: %w", err)
	}
	secret, _ := u.User.Password()
	return file.OpenS3(file.S3{
		Endpoint: u.Host, Bucket: strings.Trim(u.Path, "/"), Access: u.User.Username(), Secret: secret,
	})
}

// mustSecond asks a second factor of those who run the instance or an office
// (GB/T 22239-2019 8.1.4.1 d).
func mustSecond(v *act.View, person int64) (bool, error) {
	held, err := org.HeldBy(v, people.ID(person))
	if err != nil {
		return false, err
	}
	for _, h := range held {
		switch h.Kind {
		case org.SystemAdmin, org.AuditAdmin, org.SecurityAdmin, org.DistrictOffice, org.SubdistrictLead:
			return true, nil
		}
	}
	return false, nil
}
