// Reasons to refuse, in words for people. The codes are those of package ballot.

const words = {
  "credential.form": ["投票码应为 15 个字符，不含 0、O、I、l", "a credential has 15 characters, none of them 0, O, I or l"],
  "credential.check": ["投票码有一个字符抄错了，请再核对一遍", "a character of the credential is mistyped"],
  "election.form": ["选举文件不规范：{0}", "the election is malformed: {0}"],
  "election.version": ["不认识协议版本 {0}", "protocol version {0} is not supported"],
  "election.group": ["不认识群“{0}”", "group “{0}” is not supported"],
  "election.uuid": ["选举编号不合规定", "the election's identifier is malformed"],
  "election.question": ["议题“{0}”的选项数与可选数不合理", "question “{0}” has impossible numbers of answers"],
  "election.key.outside": ["选举公钥不在群内", "the election's public key lies outside the group"],
  "ballot.foreign": [
    "这不是公示的那场选举：公示的指纹是 {0}，这份文件的是 {1}",
    "this is not the election that was announced: its fingerprint is {1}, announced was {0}",
  ],
  "ballot.questions": ["共有 {0} 个议题，收到 {1} 个议题的选择", "there are {0} questions, but choices for {1}"],
  "ballot.choices": ["议题“{0}”的选择不合规定", "the choices for question “{0}” are not allowed"],
  "ballot.choices.few": ["议题“{0}”最少选 {1} 项，您选了 {2} 项", "question “{0}” wants at least {1} ticks, there are {2}"],
  "ballot.choices.many": ["议题“{0}”最多选 {1} 项，您选了 {2} 项", "question “{0}” allows at most {1} ticks, there are {2}"],
  "ballot.choices.blank": ["议题“{0}”投空白票，就不能再选别的", "question “{0}” is left blank, so nothing else may be ticked"],
  "ballot.choices.noblank": ["议题“{0}”不能投空白票", "question “{0}” may not be left blank"],
  "browser.insecure": [
    "这个网页不是加密连接，浏览器不让它计算选票；请用 https 打开",
    "the browser lets a page compute ballots only over a secure connection; open it with https",
  ],
} as const satisfies Record<string, readonly [string, string]>;

export type Code = keyof typeof words;

/** Why no ballot was made. Its message is English; zh and en hold both. */
export class Refusal extends Error {
  readonly zh: string;
  readonly en: string;

  constructor(
    readonly code: Code,
    readonly args: readonly (string | number)[] = [],
  ) {
    const say = (text: string) => text.replace(/\{(\d)\}/g, (_, i: string) => String(args[Number(i)]));
    super(say(words[code][1]));
    this.name = "Refusal";
    this.zh = say(words[code][0]);
    this.en = this.message;
  }
}
