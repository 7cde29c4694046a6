package matter

// Diversion says why a matter is not handled here and what the requester can do:
// it is no rejection, and each needs a text told to them (Beijing regulation on
// swift response 2021, art. 11; Jinan hotline regulation 2018, art. 23 and 25).
type Diversion int

// The six diversions, by their codes.
const (
	DivertEmergency Diversion = 1 // to 110, 119, 120 or 122 at once
	DivertLegal     Diversion = 2 // lawsuit, arbitration, reconsideration, 信访: the channel by law is named
	DivertSame      Diversion = 3 // in hand or finished, no new facts: progress is told
	DivertSecret    Diversion = 4 // secrets or privacy: explained
	DivertOutside   Diversion = 5 // outside every unit's duty: market or society
	DivertIllegal   Diversion = 6 // against the law or public order: admonished
)

type diversionRow struct{ label, notice string }

var diversions = map[Diversion]diversionRow{
	DivertEmergency: {"紧急情况，转 110、119、120、122", "这件事请马上拨打 110、119、120 或 122，我们已经同时帮您联系。"},
	DivertLegal:     {"走法定途径（诉讼、仲裁、复议、信访等）", "这件事依法要走专门的渠道：　　。需要我们陪您去，请告诉我们。"},
	DivertSame:      {"同一件事正在办或已办结", "这件事已经在办（或已经办结），进展是：　　。"},
	DivertSecret:    {"涉及国家秘密、商业秘密、个人隐私", "这件事涉及依法保密的内容，不能在这里办，原因是：　　。"},
	DivertOutside:   {"不在任何单位的职责内，走市场或社会渠道", "这件事不在政府和社区的职责里，可以找：　　。"},
	DivertIllegal:   {"违反法律或公序良俗", "这件事违反　　的规定，我们不能办理。"},
}

// Diversions lists the six codes.
func Diversions() []Diversion {
	return []Diversion{DivertEmergency, DivertLegal, DivertSame, DivertSecret, DivertOutside, DivertIllegal}
}

// Label is what people read, in Chinese; "" for what there is not.
func (d Diversion) Label() string { return diversions[d].label }

// Draft is a first wording of what the requester is told; blanks are to be
// filled by whoever sends it.
func (d Diversion) Draft() string { return diversions[d].notice }
