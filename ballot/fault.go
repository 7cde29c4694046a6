package ballot

import "fmt"

// Language of a text for people.
type Language int

// The languages in which faults and reports speak.
const (
	Chinese Language = iota
	English
)

// Code names a reason to refuse something. It never changes its meaning.
type Code string

// Fault is a reason to refuse something, in words for people.
type Fault struct {
	Code Code
	args []any
}

func fault(code Code, args ...any) *Fault { return &Fault{code, args} }

// Error says the reason in English.
func (f *Fault) Error() string { return "ballot: " + f.In(English) }

// In says the reason in a language.
func (f *Fault) In(l Language) string {
	return fmt.Sprintf(reasons[f.Code].text[l], f.args...)
}

// Check is the part of a verification that a fault makes fail.
func (f *Fault) Check() CheckName { return reasons[f.Code].check }

// The reasons, by what is refused.
const (
	CodeArchive Code = "archive.form"
	CodeNoted   Code = "archive.noted"
	CodeVersion Code = "election.version"
	CodeGroup   Code = "election.group"

	CodeElectionForm Code = "election.form"
	CodeUUID         Code = "election.uuid"
	CodeQuestion     Code = "election.question"
	CodeKeyOutside   Code = "election.key.outside"
	CodeKeyWrong     Code = "election.key.wrong"

	CodeTrusteesForm  Code = "trustees.form"
	CodeTrusteeProof  Code = "trustees.proof"
	CodeTrusteeTwice  Code = "trustees.twice"
	CodeThresholdForm Code = "trustees.threshold"
	CodeCertificate   Code = "trustees.certificate"
	CodeCoefexps      Code = "trustees.coefexps"
	CodeShareKey      Code = "trustees.share"
	CodePrivateKey    Code = "trustees.private"
	CodeCeremony      Code = "trustees.ceremony"
	CodeDealer        Code = "trustees.dealer"

	CodeCredentialForm    Code = "credential.form"
	CodeCredentialCheck   Code = "credential.check"
	CodeCredentialList    Code = "credentials.form"
	CodeCredentialTwice   Code = "credentials.twice"
	CodeCredentialOutside Code = "credentials.outside"
	CodeWeight            Code = "credentials.weight"
	CodeWeightTotal       Code = "credentials.total"
	CodeRosterForm        Code = "roster.form"
	CodeRoster            Code = "roster.differs"
	CodeRosterCount       Code = "roster.count"
	CodeRosterVoter       Code = "roster.voter"
	CodePaperForm         Code = "paper.form"
	CodePaperUnknown      Code = "paper.unknown"
	CodePaper             Code = "paper.voted"

	CodeChoices         Code = "ballot.choices"
	CodeBallotForm      Code = "ballot.form"
	CodeForeign         Code = "ballot.foreign"
	CodeUnknown         Code = "ballot.unknown"
	CodeSignature       Code = "ballot.signature"
	CodeChoiceOutside   Code = "ballot.outside"
	CodeIndividualProof Code = "ballot.individual"
	CodeOverallProof    Code = "ballot.overall"
	CodeBlankProof      Code = "ballot.blank"
	CodeReplay          Code = "ballot.replay"
	CodeRevote          Code = "ballot.revote"
	CodeClosed          Code = "ballot.closed"

	CodeTallyForm       Code = "tally.form"
	CodeTallyOutside    Code = "tally.outside"
	CodeTally           Code = "tally.differs"
	CodeNumTallied      Code = "tally.count"
	CodeTotalWeight     Code = "tally.weight"
	CodeShuffle         Code = "tally.shuffle"
	CodeDecryptionForm  Code = "decryption.form"
	CodeDecryption      Code = "decryption.proof"
	CodeOwner           Code = "decryption.owner"
	CodeOwnerTwice      Code = "decryption.twice"
	CodeTrusteesMissing Code = "decryption.missing"
	CodeResultForm      Code = "result.form"
	CodeResult          Code = "result.differs"
	CodePacking         Code = "result.packing"
)
