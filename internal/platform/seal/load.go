package seal

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"

	"github.com/jinlin-oss/jinlin/internal/platform/db"
)

// Schema is the migrations of the proof of the keys.
//
//go:embed schema/*.sql
var Schema embed.FS

// The refusals of Load.
var (
	ErrLost  = errors.New("the database holds sealed fields but " + FileName + " is missing: put the file back from the backup of the keys; a new one would not open them")
	ErrOther = errors.New(FileName + " does not belong to this database: its keys do not open what is sealed in it")
)

// instance is the realm of what belongs to no realm.
const instance = 1

const (
	provenAt   = "seal_proof.sealed"
	provenText = "近邻"
)

// proof is a known text sealed with the keys, and its index.
type proof struct {
	Sealed []byte `db:"sealed"`
	Blind  []byte `db:"blind"`
}

// Load gives the keys of an instance: those in DIR/keys.json, which must open
// what the database holds, or new ones for a database that holds nothing sealed.
func Load(ctx context.Context, d *db.DB, dir string) (*Keys, error) {
	k, err := read(dir)
	if err != nil && !missing(err) {
		return nil, fmt.Errorf("keys: %w", err)
	}
	var p proof
	var proven bool
	if err := d.View(ctx, instance, func(tx *db.Tx) (err error) {
		p, proven, err = db.Find[proof](tx, sqlProof)
		return err
	}); err != nil {
		return nil, fmt.Errorf("keys: %w", err)
	}
	switch {
	case k == nil && proven:
		return nil, fmt.Errorf("keys: %w", ErrLost)
	case k == nil:
		if k, err = Generate(); err != nil {
			return nil, fmt.Errorf("keys: %w", err)
		}
		if err := k.save(dir); err != nil { // before anything can be sealed with them
			return nil, fmt.Errorf("keys: %w", err)
		}
	case proven:
		return k, k.check(p)
	}
	return k, k.prove(ctx, d)
}

func (k *Keys) check(p proof) error {
	text, err := k.Open(provenAt, p.Sealed)
	if err != nil || text != provenText || !bytes.Equal(p.Blind, k.Index(provenAt, provenText)) {
		return fmt.Errorf("keys: %w", ErrOther)
	}
	return nil
}

// prove notes in the database which keys it belongs to. Of two servers that
// start at once with different new files, one is refused.
func (k *Keys) prove(ctx context.Context, d *db.DB) error {
	sealed, err := k.Seal(provenAt, provenText)
	if err != nil {
		return err
	}
	var p proof
	if err := d.Update(ctx, instance, func(tx *db.Tx) (err error) {
		if _, err = tx.Exec(sqlProve, sealed, k.Index(provenAt, provenText)); err != nil {
			return err
		}
		p, err = db.Get[proof](tx, sqlProof)
		return err
	}); err != nil {
		return fmt.Errorf("keys: %w", err)
	}
	return k.check(p)
}
