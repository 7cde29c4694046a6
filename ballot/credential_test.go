package ballot_test

import (
	"crypto/rand"
	"fmt"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/ballot"
)

// TestCredentialOfTool holds the derivation to a credential that belenios-tool
// made for the archive in testdata, whose list has the public credential.
func TestCredentialOfTool(t *testing.T) {
	t.Parallel()
	const uuid, issued, public = "Tpg3a6nft5Rhza", "UZ2-McG-3vA-G6A-u3Z", "16161259"
	s := belenios(t)
	for _, typed := range []string{issued, "UZ2McG3vAG6Au3Z", "  " + issued + "\n"} {
		c, err := ballot.ParseCredential(typed)
		must(t, err)
		if c.Reveal() != issued {
			t.Errorf("%q read as %q", typed, c.Reveal())
		}
		key := string(s.Group().Append(nil, c.Public(s, uuid)))
		if !strings.HasPrefix(key, public) {
			t.Errorf("public credential %.12s…, the tool's begins with %s", key, public)
		}
	}
}

func TestCredentialTypingErrors(t *testing.T) {
	t.Parallel()
	c, err := ballot.NewCredential(rand.Reader)
	must(t, err)
	text := c.Reveal()
	for i := range len(text) - 1 {
		for at, r := range ballot.Base58 {
			was := strings.IndexByte(ballot.Base58, text[i])
			if was < 0 || at == was {
				continue
			}
			_, err := ballot.ParseCredential(text[:i] + string(r) + text[i+1:])
			if unnoticed := at-was == 53 || was-at == 53; (err == nil) != unnoticed {
				t.Errorf("character %d: %c for %c: %v", i, r, text[i], err)
			}
		}
	}
	for _, bad := range []string{"", "UZ2-McG-3vA-G6A-u3", "UZ2-McG-3vA-G6A-u3ZZ", "0Z2-McG-3vA-G6A-u3Z", "UZ2 McG 3vA G6A u3Z", strings.Repeat("1", 1000)} {
		if _, err := ballot.ParseCredential(bad); !isFault(err, ballot.CodeCredentialForm) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := ballot.ParseCredential("UZ2-McG-3vA-G6A-u31"); !isFault(err, ballot.CodeCredentialCheck) {
		t.Errorf("wrong check character: %v", err)
	}
}

// TestSecretsDoNotPrint: no format shows a credential, a seed or a key.
func TestSecretsDoNotPrint(t *testing.T) {
	t.Parallel()
	c, err := ballot.NewCredential(rand.Reader)
	must(t, err)
	seed, err := ballot.NewSeed(rand.Reader)
	must(t, err)
	key, _, err := ballot.NewTrustee(belenios(t), rand.Reader)
	must(t, err)
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		for _, shown := range []string{fmt.Sprintf(verb, c), fmt.Sprintf(verb, seed), fmt.Sprintf(verb, key)} {
			for _, secret := range []string{c.Reveal(), seed.Reveal(), strings.Trim(string(key.Reveal()), `"`)} {
				if strings.Contains(shown, secret) {
					t.Errorf("%s shows a secret: %s", verb, shown)
				}
			}
		}
	}
}

func TestChoicesRefused(t *testing.T) {
	t.Parallel()
	l := sample()
	for name, choices := range map[string][][]int{
		"no answers":       nil,
		"one answer":       {{1, 0, 0}},
		"short":            {{1, 0}, {0, 1, 0}},
		"two":              {{2, 0, 0}, {0, 1, 0}},
		"minus":            {{1, 1, -1}, {0, 1, 0}},
		"too many":         {{1, 1, 0}, {0, 1, 0}},
		"too few":          {{0, 0, 0}, {0, 1, 0}},
		"blank and ticked": {{1, 0, 0}, {1, 1, 0}},
		"nothing":          {{1, 0, 0}, {0, 0, 0}},
	} {
		if _, err := ballot.Seal(l.board.Election, l.credentials[0], choices); !isFault(err, ballot.CodeChoices) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestElectionRefused(t *testing.T) {
	t.Parallel()
	trustees := sample().board.Trustees
	good := ballot.Draft{UUID: "11111111111111", Name: "n", Questions: []ballot.Question{matter}}
	if _, err := ballot.NewElection(good, trustees); err != nil {
		t.Fatal(err)
	}
	for name, spoil := range map[string]func(*ballot.Draft){
		"short identifier":  func(d *ballot.Draft) { d.UUID = "abc" },
		"identifier with 0": func(d *ballot.Draft) { d.UUID = "01111111111111" },
		"no question":       func(d *ballot.Draft) { d.Questions = nil },
		"no answers":        func(d *ballot.Draft) { d.Questions = []ballot.Question{{Text: "?"}} },
		"min over max": func(d *ballot.Draft) {
			d.Questions = []ballot.Question{{Answers: []string{"a", "b"}, Min: 2, Max: 1}}
		},
		"max over answers": func(d *ballot.Draft) { d.Questions = []ballot.Question{{Answers: []string{"a"}, Max: 2}} },
		"not UTF-8":        func(d *ballot.Draft) { d.Name = "\xff" },
		"too long":         func(d *ballot.Draft) { d.Description = strings.Repeat("长", 1<<19) },
		"too many answers": func(d *ballot.Draft) {
			many := ballot.Question{Answers: make([]string, 900), Max: 900}
			for range 100 {
				d.Questions = append(d.Questions, many)
			}
		},
	} {
		d := good
		spoil(&d)
		if _, err := ballot.NewElection(d, trustees); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
	if _, err := ballot.SchemeOf(2, "BELENIOS-2048"); !isFault(err, ballot.CodeVersion) {
		t.Errorf("version 2: %v", err)
	}
	if _, err := ballot.SchemeOf(1, "Ed25519"); !isFault(err, ballot.CodeGroup) {
		t.Errorf("Ed25519: %v", err)
	}
}
