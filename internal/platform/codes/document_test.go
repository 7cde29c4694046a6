package codes

import (
	"testing"

	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

func TestDocuments(t *testing.T) {
	t.Parallel()
	made := func(seventeen string) string { return seventeen + string(check(seventeen)) }
	for _, c := range []struct {
		kind     Document
		in, want string
	}{
		{ResidentCard, "11010519491231002x", "11010519491231002X"},
		{ResidencePermit, made("81000019900101001"), made("81000019900101001")},
		{ResidencePermit, made("83000018990101002"), made("83000018990101002")},
		{PermanentResidence, made("93584018990101001"), made("93584018990101001")},
		{PermanentResidence, "usa350180012345", "USA350180012345"},
		{Passport, "e1234 5678", "E12345678"},
		{HongKongMacaoPass, "h12345678", "H12345678"},
		{TaiwanPass, "12345678", "12345678"},
	} {
		if got, err := ParseDocument(c.kind, c.in, today); err != nil || got != c.want {
			t.Errorf("%s %q: %q, %v", c.kind, c.in, got, err)
		}
	}
	for _, c := range []struct {
		kind Document
		in   string
	}{
		{0, "E12345678"}, {ResidentCard, "E12345678"}, {ResidencePermit, "11010519491231002X"},
		{PermanentResidence, "11010519491231002X"}, {PermanentResidence, "935840189901010010"[:17] + "Z"},
		{Passport, "E12"}, {Passport, "护照12345"}, {HongKongMacaoPass, "A12345678"}, {TaiwanPass, "1234567"},
	} {
		if got, err := ParseDocument(c.kind, c.in, today); errs.KindOf(err) != errs.Invalid || got != "" {
			t.Errorf("%s %q: %q, %v, want a refusal", c.kind, c.in, got, err)
		}
	}
	for _, kind := range Documents {
		if kind.String() == "" {
			t.Errorf("document %d has no name", kind)
		}
	}
}
