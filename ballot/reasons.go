package ballot

// reason is the check a fault belongs to and its words.
type reason struct {
	check CheckName
	text  [2]string // by Language
}

var reasons = map[Code]reason{
	CodeArchive: {CheckArchive, [2]string{
		"档案不规范：%s（第 %[3]d 条，字节 %[4]d）", "the archive is not canonical: %[2]s (entry %[3]d, byte %[4]d)"}},

	CodeNoted: {CheckArchive, [2]string{
		"先前记下的链头 %s 不在这份档案里，历史被改动过", "the head %s noted earlier is not part of this archive: its history was changed"}},

	CodeVersion:      {CheckElection, [2]string{"不认识协议版本 %d", "protocol version %d is not supported"}},
	CodeGroup:        {CheckElection, [2]string{"不认识群 %q", "group %q is not supported"}},
	CodeElectionForm: {CheckElection, [2]string{"选举文件不规范：%v", "the election is malformed: %v"}},
	CodeUUID:         {CheckElection, [2]string{"选举编号不合规定", "the election's identifier is malformed"}},
	CodeQuestion:     {CheckElection, [2]string{"议题“%s”的选项数与可选数不合理", "question %q has impossible numbers of answers"}},
	CodeKeyOutside:   {CheckElection, [2]string{"选举公钥不在群内", "the election's public key lies outside the group"}},
	CodeKeyWrong:     {CheckTrustees, [2]string{"选举公钥不是各监票人公钥合成的", "the election's public key is not that of its trustees"}},

	CodeTrusteesForm:  {CheckTrustees, [2]string{"监票人文件不规范：%v", "the trustees are malformed: %v"}},
	CodeTrusteeProof:  {CheckTrustees, [2]string{"第 %d 位监票人的公钥证明不成立", "the proof of trustee %d's public key does not hold"}},
	CodeTrusteeTwice:  {CheckTrustees, [2]string{"第 %d 位监票人用了别人的公钥", "trustee %d has the public key of another"}},
	CodeThresholdForm: {CheckTrustees, [2]string{"门限监票人的人数与门限对不上", "the numbers of threshold trustees do not fit together"}},
	CodeCertificate:   {CheckTrustees, [2]string{"第 %d 位监票人的证书不成立", "the certificate of trustee %d does not hold"}},
	CodeCoefexps:      {CheckTrustees, [2]string{"第 %d 位监票人的多项式承诺不成立", "the polynomial of trustee %d does not hold"}},
	CodeShareKey:      {CheckTrustees, [2]string{"第 %d 位监票人的公钥与各人的多项式不符", "the public key of trustee %d does not follow from the polynomials"}},
	CodePrivateKey:    {CheckTrustees, [2]string{"私钥文件读不懂", "the private key cannot be read"}},
	CodeCeremony:      {CheckTrustees, [2]string{"密钥仪式的材料不一致：%s", "the key ceremony does not fit together: %s"}},
	CodeDealer:        {CheckTrustees, [2]string{"第 %d 位监票人在密钥仪式中发出的份额不对", "trustee %d dealt a wrong share in the key ceremony"}},

	CodeCredentialForm:    {CheckCredentials, [2]string{"投票码应为 15 个字符，不含 0、O、I、l", "a credential has 15 characters, none of them 0, O, I or l"}},
	CodeCredentialCheck:   {CheckCredentials, [2]string{"投票码有一个字符抄错了，请再核对一遍", "a character of the credential is mistyped"}},
	CodeCredentialList:    {CheckCredentials, [2]string{"公开凭证名单不规范", "the list of credentials is malformed"}},
	CodeCredentialTwice:   {CheckCredentials, [2]string{"公开凭证名单第 %d 行与前面重复", "credential %d of the list stands there twice"}},
	CodeCredentialOutside: {CheckCredentials, [2]string{"公开凭证不在群内", "a public credential lies outside the group"}},
	CodeWeight:            {CheckCredentials, [2]string{"公开凭证名单中有不合规定的权数", "the list of credentials has a malformed weight"}},
	CodeWeightTotal:       {CheckCredentials, [2]string{"权数合计过大", "the weights add up to too much"}},

	CodeRosterForm:   {CheckRoster, [2]string{"名册第 %d 行读不懂", "line %d of the roster cannot be read"}},
	CodeRoster:       {CheckRoster, [2]string{"权数 %d 的人在名册上有 %d 位，在凭证名单上有 %d 位", "weight %d stands %d times in the roster and %d times in the list of credentials"}},
	CodeRosterCount:  {CheckRoster, [2]string{"名册有 %d 人，凭证名单有 %d 人", "the roster has %d voters, the list of credentials %d"}},
	CodeRosterVoter:  {CheckRoster, [2]string{"名册上“%s”的凭证或权数与凭证名单不符", "credential or weight of %q in the roster differ from the list of credentials"}},
	CodePaperForm:    {CheckPaper, [2]string{"纸质票名单第 %d 行读不懂", "line %d of the paper list cannot be read"}},
	CodePaperUnknown: {CheckPaper, [2]string{"纸质票名单第 %d 行不在凭证名单上", "line %d of the paper list is not in the list of credentials"}},
	CodePaper:        {CheckPaper, [2]string{"这张选票的凭证已投纸质票", "the voter of this ballot is on the paper list"}},

	CodeChoices:         {CheckBallots, [2]string{"议题“%s”的选择不合规定", "the choices for question %q are not allowed"}},
	CodeBallotForm:      {CheckBallots, [2]string{"选票不规范：%v", "the ballot is malformed: %v"}},
	CodeForeign:         {CheckBallots, [2]string{"这是另一场选举的选票", "the ballot belongs to another election"}},
	CodeUnknown:         {CheckBallots, [2]string{"选票的凭证不在名单上", "the ballot's credential is not in the list"}},
	CodeSignature:       {CheckBallots, [2]string{"选票的签名不成立", "the ballot's signature does not hold"}},
	CodeChoiceOutside:   {CheckBallots, [2]string{"第 %d 题第 %d 项的密文不在群内", "question %d, choice %d: the ciphertext lies outside the group"}},
	CodeIndividualProof: {CheckBallots, [2]string{"第 %d 题第 %d 项“是 0 或 1”的证明不成立", "question %d, choice %d: the proof of 0 or 1 does not hold"}},
	CodeOverallProof:    {CheckBallots, [2]string{"第 %d 题“选数合规”的证明不成立", "question %d: the overall proof does not hold"}},
	CodeBlankProof:      {CheckBallots, [2]string{"第 %d 题空白票的证明不成立", "question %d: the blank proof does not hold"}},
	CodeReplay:          {CheckReplay, [2]string{"这张选票在第 %d 条已经出现过，是重放", "this ballot is a replay of the one at entry %d"}},
	CodeRevote:          {CheckReplay, [2]string{"这个凭证已经投过票，本次表决不能改票", "this credential has voted and votes may not be changed"}},
	CodeClosed:          {CheckArchive, [2]string{"现在不是投票阶段", "the election is not open for ballots"}},

	CodeTallyForm:       {CheckTally, [2]string{"加密计票不规范：%v", "the encrypted tally is malformed: %v"}},
	CodeTallyOutside:    {CheckTally, [2]string{"第 %d 题的加密计票不在群内", "question %d: the encrypted tally lies outside the group"}},
	CodeTally:           {CheckTally, [2]string{"存档的加密计票与按选票重算的不同", "the archived encrypted tally differs from the recomputed one"}},
	CodeNumTallied:      {CheckTally, [2]string{"存档写计入 %d 张选票，重算是 %d 张", "the archive says %d ballots were tallied, recomputed are %d"}},
	CodeTotalWeight:     {CheckTally, [2]string{"存档写权数合计 %d，重算是 %d", "the archive says a total weight of %d, recomputed is %d"}},
	CodeShuffle:         {CheckTally, [2]string{"档案里有混洗，同态议题不应有", "the archive has shuffles, which homomorphic questions do not need"}},
	CodeDecryptionForm:  {CheckDecryption, [2]string{"部分解密不规范：%v", "a partial decryption is malformed: %v"}},
	CodeDecryption:      {CheckDecryption, [2]string{"第 %d 位监票人对第 %d 题第 %d 项的解密证明不成立", "trustee %d: the decryption proof of question %d, choice %d does not hold"}},
	CodeOwner:           {CheckDecryption, [2]string{"没有第 %d 位监票人", "there is no trustee %d"}},
	CodeOwnerTwice:      {CheckDecryption, [2]string{"第 %d 位监票人解密了两次", "trustee %d decrypted twice"}},
	CodeTrusteesMissing: {CheckDecryption, [2]string{"还缺 %d 位监票人的解密（第 %d 至 %d 位中）", "%d more of trustees %d to %d must decrypt"}},
	CodeResultForm:      {CheckResult, [2]string{"结果不规范：%v", "the result is malformed: %v"}},
	CodeResult:          {CheckResult, [2]string{"第 %d 题第 %d 项的结果与解密不符", "question %d, choice %d: the result is not what was decrypted"}},
	CodePacking:         {CheckResult, [2]string{"权数 %d 不能按这种方式拆成面积和人数", "weight %d does not unpack into area and heads"}},
}
