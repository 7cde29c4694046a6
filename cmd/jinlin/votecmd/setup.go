package votecmd

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/jinlin-oss/jinlin/ballot"
)

// Setup makes everything for a vote on one laptop, in one directory with a
// subdirectory for each party. With --credentials and --trustee it makes only the
// board, from what the parties made on computers of their own.
type Setup struct {
	Out       string `help:"写到这个目录。" required:"" type:"path"`
	Questions string `help:"议题（JSON：name、description、questions）。" required:"" type:"existingfile"`
	UUID      string `help:"选举编号；不给就新取一个。" name:"uuid"`

	Roster    string `help:"名册（CSV：名称,面积或权数），在本机生成投票码。" type:"existingfile" xor:"voters"`
	Trustees  int    `help:"在本机生成几位监票人的密钥。" default:"0"`
	Threshold int    `help:"几位监票人就够解密；0 表示一位都不能少。" default:"0"`
	weighing

	Credentials string   `help:"发码方交来的 public_credentials.json。" type:"existingfile" xor:"voters"`
	Trustee     []string `help:"监票人交来的公钥文件，可以给几次。" type:"existingfile"`
}

// template is the file of questions; it is that of belenios-tool.
type template struct {
	Name                string `json:"name"`
	Description         string `json:"description"`
	Administrator       string `json:"administrator"`
	CredentialAuthority string `json:"credential_authority"`
	Questions           []struct {
		Question string   `json:"question"`
		Answers  []string `json:"answers"`
		Min      int      `json:"min"`
		Max      int      `json:"max"`
		Blank    bool     `json:"blank"`
	} `json:"questions"`
}

func readTemplate(path string) (d ballot.Draft, err error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return d, err
	}
	var t template
	if err := json.Unmarshal(raw, &t); err != nil {
		return d, fmt.Errorf("%s：%w", path, err)
	}
	d = ballot.Draft{Name: t.Name, Description: t.Description, Administrator: t.Administrator, CredentialAuthority: t.CredentialAuthority}
	for _, q := range t.Questions {
		d.Questions = append(d.Questions, ballot.Question{Text: q.Question, Answers: q.Answers, Min: q.Min, Max: q.Max, Blank: q.Blank})
	}
	return d, nil
}

// Run writes the board and, where asked to, the secrets.
func (c *Setup) Run() error {
	s, err := scheme()
	if err != nil {
		return err
	}
	draft, err := readTemplate(c.Questions)
	if err != nil {
		return err
	}
	if c.UUID == "" {
		if c.UUID, err = ballot.NewUUID(rand.Reader); err != nil {
			return err
		}
	}
	draft.UUID = c.UUID
	trustees, err := c.trustees(s)
	if err != nil {
		return said(err)
	}
	election, err := ballot.NewElection(draft, trustees)
	if err != nil {
		return said(err)
	}
	list, err := c.credentials(s)
	if err != nil {
		return said(err)
	}
	return c.board(election, trustees, list)
}

// credentials takes the public list of the authority, or is the authority.
func (c *Setup) credentials(s ballot.Scheme) ([]ballot.PublicCredential, error) {
	if c.Credentials != "" {
		raw, err := os.ReadFile(c.Credentials)
		if err != nil {
			return nil, err
		}
		return ballot.ParseCredentials(s, raw)
	}
	if c.Roster == "" {
		return nil, errors.New("请给名册 --roster，或发码方的 --credentials")
	}
	made, err := issueCredentials(s, c.Roster, c.UUID, c.weighing.weighing())
	if err != nil {
		return nil, err
	}
	return made.public, made.write(filepath.Join(c.Out, "authority"), filepath.Join(c.Out, "public"))
}

// trustees takes the public keys of trustees, or makes them.
func (c *Setup) trustees(s ballot.Scheme) (*ballot.Trustees, error) {
	var items []ballot.TrusteeItem
	for _, path := range c.Trustee {
		raw, err := readLine(path)
		if err != nil {
			return nil, err
		}
		item, err := ballot.ParseTrusteeItem(s, raw)
		if err != nil {
			return nil, fmt.Errorf("%s：%w", path, said(err))
		}
		items = append(items, item)
	}
	made, err := c.makeTrustees(s)
	if err != nil {
		return nil, err
	}
	if items = append(items, made...); len(items) == 0 {
		return nil, errors.New("至少要有一位监票人：--trustees 或 --trustee")
	}
	return ballot.NewTrustees(s, items...)
}

func (c *Setup) makeTrustees(s ballot.Scheme) ([]ballot.TrusteeItem, error) {
	var keys []*ballot.PrivateKey
	var items []ballot.TrusteeItem
	if c.Threshold > 0 {
		privates, item, err := wholeCeremony(ballot.Ceremony{
			Scheme: s, Occasion: c.UUID, Threshold: c.Threshold, Trustees: c.Trustees,
		})
		if err != nil {
			return nil, err
		}
		keys, items = privates, []ballot.TrusteeItem{item}
	} else {
		for range c.Trustees {
			private, public, err := ballot.NewTrustee(s, rand.Reader)
			if err != nil {
				return nil, err
			}
			keys, items = append(keys, private), append(items, ballot.Single(public))
		}
	}
	for i, k := range keys {
		path := filepath.Join(c.Out, fmt.Sprintf("trustee-%d", i+1), "private.json")
		if err := secret(path, k.Reveal()); err != nil {
			return nil, err
		}
		fmt.Printf("监票人 %d 的私钥：%s（机密，交本人保管）\n", i+1, path)
	}
	return items, nil
}

// board writes the public file.
func (c *Setup) board(e *ballot.Election, t *ballot.Trustees, list []ballot.PublicCredential) error {
	dir := filepath.Join(c.Out, "public")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	path := filepath.Join(dir, e.UUID+".bel")
	f, err := os.OpenFile(path, os.O_RDWR|os.O_APPEND|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	b, err := ballot.CreateBoard(f, ballot.Foundation{Time: time.Now(), Election: e, Trustees: t, Credentials: list})
	if err = errors.Join(said(err), f.Sync(), f.Close()); err != nil {
		return err
	}
	fmt.Printf("公开档案：%s\n选举指纹：%s\n链头：%s\n", path, e.Fingerprint(), b.Head())
	return nil
}
