package votecmd

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/jinlin-oss/jinlin/ballot"
)

// Trustee is the group of commands of one trustee.
type Trustee struct {
	Key      TrusteeKey      `cmd:"" help:"生成一位必须到场的监票人的密钥。"`
	Certify  TrusteeCertify  `cmd:"" help:"门限密钥仪式第一轮：出示证书。"`
	Deal     TrusteeDeal     `cmd:"" help:"门限密钥仪式第二轮：核对指纹，分发份额。"`
	Confirm  TrusteeConfirm  `cmd:"" help:"门限密钥仪式第三轮：核对份额，得到私钥。"`
	Assemble TrusteeAssemble `cmd:"" help:"门限密钥仪式收尾：合成公开的监票人文件。"`
}

// TrusteeKey makes the keys of a single trustee.
type TrusteeKey struct {
	Out string `help:"写到这个目录。" required:"" type:"path"`
}

// Run writes private.json (secret) and public.json.
func (c *TrusteeKey) Run() error {
	s, err := scheme()
	if err != nil {
		return err
	}
	private, public, err := ballot.NewTrustee(s, rand.Reader)
	if err != nil {
		return err
	}
	if err := secret(filepath.Join(c.Out, "private.json"), private.Reveal()); err != nil {
		return err
	}
	return open(filepath.Join(c.Out, "public.json"), public.Append(nil, s))
}

// ceremony are the flags that all trustees must give alike.
type ceremony struct {
	Occasion  string `help:"密钥的用途，例如选举编号；各位监票人要写得一样。" required:""`
	Threshold int    `help:"几位监票人就够解密。" required:""`
	Trustees  int    `help:"一共几位监票人。" required:""`
}

func (c ceremony) ceremony() (ballot.Ceremony, error) {
	s, err := scheme()
	return ballot.Ceremony{Scheme: s, Occasion: c.Occasion, Threshold: c.Threshold, Trustees: c.Trustees}, err
}

// messages reads the messages of one round, in the order of the trustees.
func messages(s ballot.Scheme, paths []string) ([]ballot.Signed, error) {
	var out []ballot.Signed
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		ms, err := ballot.ParseSigned(s, raw)
		if err != nil {
			return nil, fmt.Errorf("%s：%w", path, said(err))
		}
		out = append(out, ms...)
	}
	return out, nil
}

func readSeed(dir string) (ballot.Seed, error) {
	raw, err := os.ReadFile(filepath.Join(dir, "seed"))
	if err != nil {
		return ballot.Seed{}, err
	}
	return ballot.ParseSeed(string(raw))
}

// TrusteeCertify is round 1.
type TrusteeCertify struct {
	ceremony
	Out string `help:"监票人自己的目录。" required:"" type:"path"`
}

// Run writes seed (secret) and cert.json.
func (c *TrusteeCertify) Run() error {
	k, err := c.ceremony.ceremony()
	if err != nil {
		return err
	}
	seed, err := ballot.NewSeed(rand.Reader)
	if err != nil {
		return err
	}
	cert, err := k.Certify(seed, rand.Reader)
	if err != nil {
		return said(err)
	}
	if err := secret(filepath.Join(c.Out, "seed"), []byte(seed.Reveal()+"\n")); err != nil {
		return err
	}
	return open(filepath.Join(c.Out, "cert.json"), ballot.AppendSigned(nil, cert))
}

// TrusteeDeal is round 2.
type TrusteeDeal struct {
	ceremony
	Out   string   `help:"监票人自己的目录，第一轮的种子在里面。" required:"" type:"path"`
	Certs []string `help:"全部监票人的证书，按次序。" required:"" type:"existingfile"`
}

// Run prints the fingerprint to compare and writes deal.json.
func (c *TrusteeDeal) Run() error {
	k, err := c.ceremony.ceremony()
	if err != nil {
		return err
	}
	certs, err := messages(k.Scheme, c.Certs)
	if err != nil {
		return err
	}
	fingerprint, err := k.Fingerprint(certs)
	if err != nil {
		return said(err)
	}
	fmt.Println("请各位监票人当面核对指纹：", fingerprint)
	seed, err := readSeed(c.Out)
	if err != nil {
		return said(err)
	}
	deal, err := k.Deal(seed, certs, rand.Reader)
	if err != nil {
		return said(err)
	}
	return open(filepath.Join(c.Out, "deal.json"), ballot.AppendSigned(nil, deal))
}

// TrusteeConfirm is round 3.
type TrusteeConfirm struct {
	ceremony
	Out   string   `help:"监票人自己的目录，第一轮的种子在里面。" required:"" type:"path"`
	Certs []string `help:"全部监票人的证书，按次序。" required:"" type:"existingfile"`
	Deals []string `help:"全部监票人的份额文件，按次序。" required:"" type:"existingfile"`
}

// Run writes private.json (secret) and confirmation.json.
func (c *TrusteeConfirm) Run() error {
	k, err := c.ceremony.ceremony()
	if err != nil {
		return err
	}
	certs, err := messages(k.Scheme, c.Certs)
	if err != nil {
		return err
	}
	deals, err := messages(k.Scheme, c.Deals)
	if err != nil {
		return err
	}
	seed, err := readSeed(c.Out)
	if err != nil {
		return said(err)
	}
	private, confirmation, err := k.Confirm(seed, certs, deals, rand.Reader)
	if err != nil {
		return said(err)
	}
	if err := secret(filepath.Join(c.Out, "private.json"), private.Reveal()); err != nil {
		return err
	}
	return open(filepath.Join(c.Out, "confirmation.json"), ballot.AppendSigned(nil, confirmation))
}

// TrusteeAssemble ends a ceremony; anybody can do it.
type TrusteeAssemble struct {
	ceremony
	Certs         []string `help:"全部监票人的证书，按次序。" required:"" type:"existingfile"`
	Deals         []string `help:"全部监票人的份额文件，按次序。" required:"" type:"existingfile"`
	Confirmations []string `help:"全部监票人的确认，按次序。" required:"" type:"existingfile"`
	Out           string   `help:"写到这个文件。" required:"" type:"path"`
}

// Run writes the item for the list of trustees.
func (c *TrusteeAssemble) Run() error {
	k, err := c.ceremony.ceremony()
	if err != nil {
		return err
	}
	var rounds [3][]ballot.Signed
	for i, paths := range [][]string{c.Certs, c.Deals, c.Confirmations} {
		if rounds[i], err = messages(k.Scheme, paths); err != nil {
			return err
		}
	}
	item, err := k.Assemble(rounds[0], rounds[1], rounds[2])
	if err != nil {
		return said(err)
	}
	return open(c.Out, ballot.AppendTrusteeItem(nil, k.Scheme, item))
}

// wholeCeremony plays all trustees on one laptop.
func wholeCeremony(k ballot.Ceremony) (privates []*ballot.PrivateKey, item ballot.TrusteeItem, err error) {
	if k.Threshold > k.Trustees {
		return nil, nil, errors.New("门限不能多于监票人数")
	}
	seeds := make([]ballot.Seed, k.Trustees)
	certs, deals := make([]ballot.Signed, k.Trustees), make([]ballot.Signed, k.Trustees)
	confirmations := make([]ballot.Signed, k.Trustees)
	privates = make([]*ballot.PrivateKey, k.Trustees)
	for _, round := range []func(i int) error{
		func(i int) (err error) { seeds[i], err = ballot.NewSeed(rand.Reader); return err },
		func(i int) (err error) { certs[i], err = k.Certify(seeds[i], rand.Reader); return err },
		func(i int) (err error) { deals[i], err = k.Deal(seeds[i], certs, rand.Reader); return err },
		func(i int) (err error) {
			privates[i], confirmations[i], err = k.Confirm(seeds[i], certs, deals, rand.Reader)
			return err
		},
	} {
		for i := range seeds {
			if err := round(i); err != nil {
				return nil, nil, err
			}
		}
	}
	pedersen, err := k.Assemble(certs, deals, confirmations)
	return privates, pedersen, err
}

// readLine reads a file without its final newline.
func readLine(path string) ([]byte, error) {
	raw, err := os.ReadFile(path)
	return bytes.TrimSpace(raw), err
}

// parsePrivate reads a private key.
func parsePrivate(s ballot.Scheme, path string) (*ballot.PrivateKey, error) {
	raw, err := readLine(path)
	if err != nil {
		return nil, err
	}
	if !json.Valid(raw) {
		return nil, fmt.Errorf("%s 不是私钥文件", path)
	}
	return ballot.ParsePrivateKey(s, raw)
}
