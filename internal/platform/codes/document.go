package codes

import (
	"regexp"

	"github.com/jinlin-oss/jinlin/internal/platform/calendar"
	"github.com/jinlin-oss/jinlin/internal/platform/errs"
)

// Document is a kind of paper that proves who a person is. The values are
// stored; never renumber them.
type Document uint8

// The kinds of document.
const (
	ResidentCard       Document = 1 // 居民身份证
	ResidencePermit    Document = 2 // 港澳台居民居住证
	PermanentResidence Document = 3 // 外国人永久居留身份证
	Passport           Document = 4 // 护照
	HongKongMacaoPass  Document = 5 // 港澳居民来往内地通行证
	TaiwanPass         Document = 6 // 台湾居民来往大陆通行证
)

// Documents lists the kinds in the order a form offers them.
var Documents = []Document{ResidentCard, ResidencePermit, HongKongMacaoPass, TaiwanPass, Passport, PermanentResidence}

var documentNames = map[Document]string{
	ResidentCard: "居民身份证", ResidencePermit: "港澳台居民居住证", PermanentResidence: "外国人永久居留身份证",
	Passport: "护照", HongKongMacaoPass: "港澳居民来往内地通行证", TaiwanPass: "台湾居民来往大陆通行证",
}

// String is the document's name in Chinese.
func (d Document) String() string { return documentNames[d] }

var (
	passportShape = regexp.MustCompile(`^[A-Z0-9]{5,17}$`)
	hkMacaoShape  = regexp.MustCompile(`^[HM][0-9]{8}([0-9]{2})?$`)
	taiwanShape   = regexp.MustCompile(`^[0-9]{8}$`)
	oldPermanent  = regexp.MustCompile(`^[A-Z]{3}[0-9]{12}$`)
)

var (
	errKind      = errs.New(errs.Invalid, "document.kind", "请选择证件的种类")
	errPermit    = errs.New(errs.Invalid, "document.permit", "港澳台居民居住证号是18位，以81、82或83开头，请再核对一遍")
	errPassport  = errs.New(errs.Invalid, "document.passport", "护照号只有字母和数字，5到17位，请再核对一遍")
	errHongKong  = errs.New(errs.Invalid, "document.hk_macao", "来往内地通行证号以H或M开头，后面是8位数字，请再核对一遍")
	errTaiwan    = errs.New(errs.Invalid, "document.taiwan", "来往大陆通行证号是8位数字，请再核对一遍")
	errPermanent = errs.New(errs.Invalid, "document.permanent", "永久居留身份证号是9开头的18位数字，或3个字母加12位数字，请再核对一遍")
)

// ParseDocument reads the number of a document and gives it in the one form in
// which it is kept. today is the day on which it is read.
func ParseDocument(kind Document, s string, today calendar.Day) (number string, err error) {
	switch kind {
	case ResidentCard:
		id, err := ParseIdentity(s, today)
		return id.Number, err
	case ResidencePermit:
		id, err := ParseIdentity(s, today)
		if err == nil && (id.Number[0] != '8' || id.Number[2:6] != "0000") {
			return "", errPermit
		}
		return id.Number, err
	case PermanentResidence:
		return permanentResidence(compact(s), today)
	case Passport:
		return shaped(passportShape, s, errPassport)
	case HongKongMacaoPass:
		return shaped(hkMacaoShape, s, errHongKong)
	case TaiwanPass:
		return shaped(taiwanShape, s, errTaiwan)
	}
	return "", errKind
}

// permanentResidence reads both cards in use: since 2023 the 18 digits 9, place
// (2), nation (3), birth (8), sequence (3) and the GB 11643 check character;
// before it three letters and twelve digits.
func permanentResidence(s string, today calendar.Day) (string, error) {
	if oldPermanent.MatchString(s) {
		return s, nil
	}
	if len(s) != 18 || s[0] != '9' || !digits(s[:17]) || !digits(s[17:]) && s[17] != 'X' {
		return "", errPermanent
	}
	id, err := identity(s, s[6:14], today)
	return id.Number, err
}

func shaped(shape *regexp.Regexp, s string, otherwise error) (string, error) {
	if s = compact(s); !shape.MatchString(s) {
		return "", otherwise
	}
	return s, nil
}
