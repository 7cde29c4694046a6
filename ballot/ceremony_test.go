package ballot_test

import (
	"crypto/rand"
	"slices"
	"strings"
	"testing"

	"github.com/jinlin-oss/jinlin/ballot"
)

// rounds are the messages of a ceremony of three trustees, two of whom suffice.
type rounds struct {
	ballot.Ceremony
	seeds                       []ballot.Seed
	certs, deals, confirmations []ballot.Signed
}

func play(t *testing.T, occasion string) *rounds {
	t.Helper()
	r := &rounds{Ceremony: ballot.Ceremony{Scheme: belenios(t), Occasion: occasion, Threshold: 2, Trustees: 3}}
	for range r.Trustees {
		seed, err := ballot.NewSeed(rand.Reader)
		must(t, err)
		cert, err := r.Certify(seed, rand.Reader)
		must(t, err)
		r.seeds, r.certs = append(r.seeds, seed), append(r.certs, cert)
	}
	for _, seed := range r.seeds {
		deal, err := r.Deal(seed, r.certs, rand.Reader)
		must(t, err)
		r.deals = append(r.deals, deal)
	}
	for _, seed := range r.seeds {
		_, c, err := r.Confirm(seed, r.certs, r.deals, rand.Reader)
		must(t, err)
		r.confirmations = append(r.confirmations, c)
	}
	return r
}

// swapped returns the messages with one replaced.
func swapped(ms []ballot.Signed, i int, m ballot.Signed) []ballot.Signed {
	out := slices.Clone(ms)
	out[i] = m
	return out
}

func TestCeremonyRefuses(t *testing.T) {
	t.Parallel()
	here, there := play(t, "here"), play(t, "there")
	if _, err := here.Assemble(here.certs, here.deals, here.confirmations); err != nil {
		t.Fatal(err)
	}
	confirm := func(certs, deals []ballot.Signed) error {
		_, _, err := here.Confirm(here.seeds[0], certs, deals, rand.Reader)
		return err
	}
	changed := here.deals[1]
	changed.Message = strings.Replace(changed.Message, `"dealer":2`, `"dealer":3`, 1)
	forged := here.certs[2]
	forged.Message = there.certs[2].Message
	anew, err := here.Deal(here.seeds[1], here.certs, rand.Reader)
	must(t, err)
	for _, c := range []struct {
		name string
		err  error
		code ballot.Code
	}{
		{"changed deal", confirm(here.certs, swapped(here.deals, 1, changed)), ballot.CodeDealer},
		{"deal of another ceremony", confirm(here.certs, swapped(here.deals, 2, there.deals[2])), ballot.CodeDealer},
		{"deals in another order", confirm(here.certs, []ballot.Signed{here.deals[1], here.deals[0], here.deals[2]}), ballot.CodeDealer},
		{"deal missing", confirm(here.certs, here.deals[:2]), ballot.CodeCeremony},
		{"forged certificate", confirm(swapped(here.certs, 2, forged), here.deals), ballot.CodeCertificate},
		{"certificate twice", confirm(swapped(here.certs, 2, here.certs[1]), here.deals), ballot.CodeTrusteeTwice},
		{"another certificate", confirm(swapped(here.certs, 2, there.certs[2]), here.deals), ballot.CodeDealer},
		{"own certificate missing", confirm(there.certs, there.deals), ballot.CodeCeremony},
		{"certificate missing", confirm(here.certs[:2], here.deals), ballot.CodeThresholdForm},
		{"confirmation of another ceremony", assemble(here, here.deals, swapped(here.confirmations, 0, there.confirmations[0])), ballot.CodeTrusteeProof},
		{"other deals than confirmed", assemble(here, swapped(here.deals, 1, anew), here.confirmations), ballot.CodeTrusteeProof},
		{"confirmation missing", assemble(here, here.deals, here.confirmations[:2]), ballot.CodeCeremony},
	} {
		if !isFault(c.err, c.code) {
			t.Errorf("%s: %v, want %s", c.name, c.err, c.code)
		}
	}
}

func assemble(r *rounds, deals, confirmations []ballot.Signed) error {
	_, err := r.Assemble(r.certs, deals, confirmations)
	return err
}

func TestFingerprintTellsCeremoniesApart(t *testing.T) {
	t.Parallel()
	r := play(t, "one")
	base, err := r.Fingerprint(r.certs)
	must(t, err)
	occasion, threshold := r.Ceremony, r.Ceremony
	occasion.Occasion, threshold.Threshold = "two", 3
	for name, c := range map[string]ballot.Ceremony{"occasion": occasion, "threshold": threshold} {
		if other, err := c.Fingerprint(r.certs); err != nil || other == base {
			t.Errorf("another %s has the same fingerprint: %v", name, err)
		}
	}
	again, err := r.Fingerprint([]ballot.Signed{r.certs[1], r.certs[0], r.certs[2]})
	if err != nil || again == base {
		t.Errorf("another order has the same fingerprint: %v", err)
	}
}

func TestMessagesRoundTrip(t *testing.T) {
	t.Parallel()
	r := play(t, "files \"&\"")
	text := ballot.AppendSigned(nil, r.deals...)
	got, err := ballot.ParseSigned(r.Scheme, text)
	must(t, err)
	if string(ballot.AppendSigned(nil, got...)) != string(text) {
		t.Error("messages come back otherwise")
	}
	if _, err := r.Assemble(r.certs, got, r.confirmations); err != nil {
		t.Error(err)
	}
}
