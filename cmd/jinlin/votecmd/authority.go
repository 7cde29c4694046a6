package votecmd

import (
	"bytes"
	"crypto/rand"
	"encoding/csv"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/jinlin-oss/jinlin/ballot"
)

// Authority makes credentials from a roster: the secret list for the envelopes,
// and the public list for the board, without names.
type Authority struct {
	Roster string `help:"名册（CSV：名称,面积或权数）。" required:"" type:"existingfile"`
	UUID   string `help:"选举编号。" name:"uuid" required:""`
	Out    string `help:"写到这个目录。" required:"" type:"path"`
	weighing
}

// Run writes credentials.csv (secret), public_credentials.json and roster.csv.
func (c *Authority) Run() error {
	s, err := scheme()
	if err != nil {
		return err
	}
	made, err := issueCredentials(s, c.Roster, c.UUID, c.weighing.weighing())
	if err != nil {
		return said(err)
	}
	return made.write(c.Out, c.Out)
}

// issuance is what the credential authority makes.
type issuance struct {
	scheme ballot.Scheme
	roster *ballot.Roster
	secret []byte // name, credential
	public []ballot.PublicCredential
}

func issueCredentials(s ballot.Scheme, path, uuid string, w ballot.Weighing) (*issuance, error) {
	roster, err := readRoster(path, w)
	if err != nil {
		return nil, err
	}
	out := &issuance{scheme: s, roster: roster}
	var secrets bytes.Buffer
	table := csv.NewWriter(&secrets)
	for _, e := range roster.Entries {
		credential, err := ballot.NewCredential(rand.Reader)
		if err != nil {
			return nil, err
		}
		if err := table.Write([]string{e.Name, credential.Reveal()}); err != nil {
			return nil, err
		}
		out.public = append(out.public, ballot.PublicCredential{Key: credential.Public(s, uuid), Weight: e.Weight})
	}
	table.Flush()
	out.secret = secrets.Bytes()
	out.shuffle()
	return out, nil
}

// shuffle takes the order of the roster out of the public list: keys are random,
// so to sort by them tells nothing.
func (i *issuance) shuffle() {
	text := func(c ballot.PublicCredential) string { return string(i.scheme.Group().Append(nil, c.Key)) }
	slices.SortFunc(i.public, func(a, b ballot.PublicCredential) int { return strings.Compare(text(a), text(b)) })
}

// write puts the secret list into one directory and the public lists into another.
func (i *issuance) write(secretDir, publicDir string) error {
	if err := secret(filepath.Join(secretDir, "credentials.csv"), i.secret); err != nil {
		return err
	}
	list := ballot.AppendCredentials(nil, i.scheme.Group(), i.public)
	if err := open(filepath.Join(publicDir, "public_credentials.json"), list); err != nil {
		return err
	}
	if err := open(filepath.Join(publicDir, "roster.csv"), i.roster.Append(nil)); err != nil {
		return err
	}
	fmt.Printf("投票码 %d 个：%s（机密，逐户装封）\n", len(i.public), filepath.Join(secretDir, "credentials.csv"))
	return nil
}
