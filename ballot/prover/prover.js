// The browser prover of Jinlin (Apache-2.0): seals ballots in the format of Belenios 2.0.
// Built from web/ballot by "go run ./web/build ballot", not minified so that it can be read.
(function proverFile() {
"use strict";

// web/ballot/comb.ts
var arrange = (bits, rows, tables) => {
  const columns = Math.ceil(bits / rows);
  return { rows, columns, tables, depth: Math.ceil(columns / tables) };
};
function cost(s, uses) {
  const chain = s.columns * (s.rows - 1) + s.depth * (s.tables - 1);
  return chain + s.tables * (2 ** s.rows - s.rows - 1) + uses * (s.columns + s.depth - 2);
}
function cheapest(bits, uses) {
  let best = arrange(bits, 1, 1);
  for (let rows = 1; rows <= 8; rows++) {
    for (let tables = 1; tables <= 8; tables++) {
      const s = arrange(bits, rows, tables);
      if (cost(s, uses) < cost(best, uses)) best = s;
    }
  }
  return best;
}
var Comb = class {
  /** Prepares base for about so many powers with exponents of so many bits. */
  constructor(base, p, bits, uses) {
    this.p = p;
    this.tables = [];
    const s = this.shape = cheapest(bits, uses);
    const chain = [base];
    const square = (n) => {
      for (let last = chain[chain.length - 1]; chain.length <= n; chain.push(last)) last = last * last % p;
      return chain[n];
    };
    for (let t = 0; t < s.tables; t++) {
      const table = [1n];
      for (let row = 0; row < s.rows; row++) {
        const step = square(s.columns * row + s.depth * t);
        for (let i = 0, n = table.length; i < n; i++) table.push(i === 0 ? step : table[i] * step % p);
      }
      this.tables.push(table);
    }
  }
  /** Base to the exponent, modulo p. */
  power(exponent) {
    const { rows, columns, tables, depth } = this.shape;
    const bits = exponent.toString(2);
    const entry = (table, column) => {
      let i = 0;
      for (let row = 0; row < rows; row++) {
        if (bits[bits.length - 1 - column - columns * row] === "1") i |= 1 << row;
      }
      return table[i];
    };
    let z = 1n;
    for (let at = depth - 1; at >= 0; at--) {
      if (at < depth - 1) z = z * z % this.p;
      for (let t = 0; t < tables; t++) {
        const column = t * depth + at;
        if (column < columns) z = z * entry(this.tables[t], column) % this.p;
      }
    }
    return z;
  }
};

// web/ballot/group.ts
var decimal = (...lines) => BigInt(lines.join(""));
function group(name, p, g, q) {
  return { name, p, g, q, bits: q.toString(2).length };
}
var safePrime = decimal(
  "32317006071311007",
  "300338913926423828248817941241140239112842009751400741706634",
  "354222619689417363569347117901737909704191754605873209195028",
  "853758986185622153212175412514901774520270235796078236248884",
  "246189477587641105928646099411723245426622522193230540919037",
  "680524235519125679715870117001058055877651038861847280257976",
  "054903569732561526167081339361799541336476559160368317896729",
  "073178384589680639671900977202194168647225871031411336429319",
  "536193471636533209717077448227988588565369208645296636077250",
  "268955505928362751121174096972998068410554359584866583291642",
  "136218231078990999448652468262416972035911852507045361090559"
);
var groups = [
  group(
    "BELENIOS-2048",
    decimal(
      "20694785691422546",
      "401013643657505008064922989295751104097100884787057374219242",
      "717401922237254497684338129066633138078958404960054389636289",
      "796393038773905722803605973749427671376777618898589872735865",
      "049081167099310535867780980030790491654063777173764198678527",
      "273474476341835600035698305193144284561701911000786737307333",
      "564123971732897913240474578834468260652327974647951137672658",
      "693582180046317922073668860052627186363386088796882120769432",
      "366149491002923444346373222145884100586421050242120365433561",
      "201320481118852408731077014151666200162313177169372189248078",
      "507711827842317498073276598828825169183103125680162072880719"
    ),
    decimal(
      "2402352677501852",
      "209227687703532399932712287657378364916510075318787663274146",
      "353219320285676155269678799694668298749389095083896573425601",
      "900601068477164491735474137283104610458681314511781646755400",
      "527402889846139864532661215055797097162016168270312886432456",
      "663834863635782106154918419982534315189740658186868651151358",
      "576410138882215396016043228843603930989333662772848406593138",
      "406010231675095763777982665103606822406635076697764025346253",
      "773085133173495194248967754052573659049492477631475991575198",
      "775177711481490920456600205478127054728238140972518639858334",
      "115700568353695553423781475582491896050296680037745308460627"
    ),
    decimal("78571733251071885", "079927659812671450121821421258408794611510081919805623223441")
  ),
  group("RFC-3526-2048", safePrime, 2n, safePrime >> 1n)
];
var groupNamed = (name) => groups.find((g) => g.name === name);

// web/ballot/refusal.ts
var words = {
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
    "this is not the election that was announced: its fingerprint is {1}, announced was {0}"
  ],
  "ballot.questions": ["共有 {0} 个议题，收到 {1} 个议题的选择", "there are {0} questions, but choices for {1}"],
  "ballot.choices": ["议题“{0}”的选择不合规定", "the choices for question “{0}” are not allowed"],
  "ballot.choices.few": ["议题“{0}”最少选 {1} 项，您选了 {2} 项", "question “{0}” wants at least {1} ticks, there are {2}"],
  "ballot.choices.many": ["议题“{0}”最多选 {1} 项，您选了 {2} 项", "question “{0}” allows at most {1} ticks, there are {2}"],
  "ballot.choices.blank": ["议题“{0}”投空白票，就不能再选别的", "question “{0}” is left blank, so nothing else may be ticked"],
  "ballot.choices.noblank": ["议题“{0}”不能投空白票", "question “{0}” may not be left blank"],
  "browser.insecure": [
    "这个网页不是加密连接，浏览器不让它计算选票；请用 https 打开",
    "the browser lets a page compute ballots only over a secure connection; open it with https"
  ]
};
var Refusal = class extends Error {
  constructor(code, args = []) {
    const say = (text2) => text2.replace(/\{(\d)\}/g, (_, i) => String(args[Number(i)]));
    super(say(words[code][1]));
    this.code = code;
    this.args = args;
    this.name = "Refusal";
    this.zh = say(words[code][0]);
    this.en = this.message;
  }
};

// web/ballot/text.ts
function subtle() {
  const s = globalThis.crypto?.subtle;
  if (!s) throw new Refusal("browser.insecure");
  return s;
}
var utf8 = (text2) => new TextEncoder().encode(text2);
async function sha256(text2) {
  return new Uint8Array(await subtle().digest("SHA-256", utf8(text2)));
}
async function fingerprint(text2) {
  return btoa(String.fromCharCode(...await sha256(text2))).replace(/=+$/, "");
}
async function challenge(text2, q) {
  return fromBytes(await sha256(text2)) % q;
}
function fromBytes(bytes) {
  let hex = "0x";
  for (const b of bytes) hex += b.toString(16).padStart(2, "0");
  return BigInt(hex);
}

// web/ballot/election.ts
var base58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
var maxElection = 1 << 20;
var maxQuestions = 200;
var maxAnswers = 1e3;
var maxBranches = 2e4;
async function read(election) {
  const raw = typeof election === "string" ? election : election.text;
  const hash = await fingerprint(raw);
  if (typeof election !== "string" && election.fingerprint !== hash) {
    throw new Refusal("ballot.foreign", [election.fingerprint, hash]);
  }
  const o = parse(raw);
  const group2 = groupNamed(text(o.group));
  if (o.version !== 1) throw new Refusal("election.version", [String(o.version)]);
  if (!group2) throw new Refusal("election.group", [text(o.group)]);
  if (raw !== canonical(o)) throw malformed("not canonical");
  const uuid = text(o.uuid);
  if (!/^[1-9A-HJ-NP-Za-km-z]{14,64}$/.test(uuid)) throw new Refusal("election.uuid");
  const questions = list(o.questions).map(question);
  if (questions.length === 0 || questions.length > maxQuestions) throw malformed("number of questions");
  if (questions.reduce((n, q) => n + branches(q), 0) > maxBranches) throw malformed("too many answers");
  const key = text(o.public_key);
  if (!/^[1-9][0-9]{0,700}$/.test(key) || BigInt(key) >= group2.p) throw malformed("public key");
  return { uuid, questions, group: group2, key: BigInt(key), fingerprint: hash };
}
var malformed = (why) => new Refusal("election.form", [why]);
function parse(raw) {
  if (utf8(raw).length > maxElection) throw malformed("too long");
  let v;
  try {
    v = JSON.parse(raw);
  } catch {
    throw malformed("not JSON");
  }
  return fields(v);
}
function fields(v) {
  if (typeof v !== "object" || v === null || Array.isArray(v)) throw malformed("want an object");
  return v;
}
function text(v) {
  if (typeof v !== "string") throw malformed("want a text");
  return v;
}
function list(v) {
  if (!Array.isArray(v)) throw malformed("want a list");
  return v;
}
function count(v) {
  if (typeof v !== "number" || !Number.isInteger(v) || v < 0 || v > maxAnswers) throw malformed("number out of range");
  return v;
}
function question(v) {
  const o = fields(v);
  if (o.type !== void 0) throw malformed("non-homomorphic questions are not supported");
  const blank = o.blank ?? false;
  if (typeof blank !== "boolean") throw malformed("want true or false");
  const q = { text: text(o.question), answers: list(o.answers).map(text), min: count(o.min), max: count(o.max), blank };
  const n = q.answers.length;
  if (n === 0 || n > maxAnswers || q.min > q.max || q.max > n) throw new Refusal("election.question", [q.text]);
  return q;
}
var width = (q) => q.answers.length + (q.blank ? 1 : 0);
var branches = (q) => 2 * width(q) + q.max - q.min + 1 + (q.blank ? 3 : 0);
function canonical(o) {
  const questions = list(o.questions).map((v) => {
    const q = fields(v);
    return q.type === void 0 ? pick(q, ["answers", "blank", "min", "max", "question"]) : q;
  });
  const names = ["version", "description", "name", "group", "public_key", "questions", "uuid", "administrator"];
  const spelled = JSON.stringify(pick({ ...o, questions }, [...names, "credential_authority"]));
  return spelled.replace(/\x7f/g, "\\u007f");
}
var pick = (o, names) => Object.fromEntries(names.filter((n) => o[n] !== void 0).map((n) => [n, o[n]]));
function check(q, choices) {
  if (!q.blank && choices.length === q.answers.length + 1) throw new Refusal("ballot.choices.noblank", [q.text]);
  if (choices.length !== width(q) || choices.some((v) => v !== 0 && v !== 1)) {
    throw new Refusal("ballot.choices", [q.text]);
  }
  const ticks = total(q.blank ? choices.slice(1) : choices);
  if (q.blank && choices[0] === 1) {
    if (ticks > 0) throw new Refusal("ballot.choices.blank", [q.text]);
    return;
  }
  if (ticks < q.min) throw new Refusal("ballot.choices.few", [q.text, q.min, ticks]);
  if (ticks > q.max) throw new Refusal("ballot.choices.many", [q.text, q.max, ticks]);
}
var total = (choices) => choices.reduce((n, v) => n + v, 0);

// web/ballot/credential.ts
var rounds = 1e3;
function parseCredential(text2) {
  const chars = text2.trim().replace(/-/g, "");
  if (chars.length !== 15 || [...chars].some((c) => !base58.includes(c))) throw new Refusal("credential.form");
  let n = 0;
  for (const c of chars.slice(0, 14)) n = (n * 58 + base58.indexOf(c)) % 53;
  if (base58[53 - n] !== chars[14]) throw new Refusal("credential.check");
  return chars.match(/.../g).join("-");
}
async function secretCredential(e, text2) {
  const key = await subtle().importKey("raw", utf8(parseCredential(text2)), "PBKDF2", false, ["deriveBits"]);
  const derivation = { name: "PBKDF2", hash: "SHA-256", salt: utf8(e.uuid), iterations: rounds };
  return fromBytes(new Uint8Array(await subtle().deriveBits(derivation, key, 256))) % e.group.q;
}
async function publicCredential(e, text2) {
  const { g, p, bits, q } = e.group;
  return new Comb(g, p, bits + 1, 1).power(await secretCredential(e, text2) + q).toString();
}

// web/ballot/scalar.ts
var browserRandom = (bytes) => void crypto.getRandomValues(bytes);
function draw(g, random) {
  const bytes = new Uint8Array(Math.ceil(g.bits / 8));
  for (; ; ) {
    random(bytes);
    bytes[0] &= 255 >> 8 * bytes.length - g.bits;
    const x = fromBytes(bytes);
    if (x < g.q) return x;
  }
}
function mod(x, q) {
  const r = x % q;
  return r < 0n ? r + q : r;
}

// web/ballot/proof.ts
var open = (claims) => claims.length === 1 && claims[0].values.length === 1;
var Prover = class {
  constructor(e, uses, work2, random = browserRandom) {
    this.e = e;
    this.work = work2;
    this.random = random;
    const { p, g, bits } = e.group;
    this.g = new Comb(g, p, bits + 1, uses.g);
    this.y = new Comb(e.key, p, bits + 1, uses.y);
  }
  draw() {
    return draw(this.e.group, this.random);
  }
  /** Whether the key of the election lies in the group. */
  async keyIsMember() {
    return await this.raise(this.y, this.e.group.q) === 1n;
  }
  /** g^x */
  powerG(x) {
    return this.power(this.g, x);
  }
  /** y^x */
  powerY(x) {
    return this.power(this.y, x);
  }
  // An exponent x below q is raised to as x + q, which gives the same: so all
  // exponents are of one length, and 0 is like any other.
  power(base, x) {
    return this.raise(base, x + this.e.group.q);
  }
  async raise(base, exponent) {
    const z = base.power(exponent);
    await this.work.step();
    return z;
  }
  /**
   * Proves that branch right, counted over all claims, holds; head is what the
   * challenge is made from besides the commitments. For a branch with challenge c
   * and response s these are
   *
   *   A = g^s · α^c    B = y^s · (β/g^M)^c
   *
   * As α = g^r and β = y^r·g^m, they are powers of g and y alone, with e = s + r·c:
   *
   *   A = g^e    B = y^e · g^((m-M)·c)
   *
   * In the right branch c is 0 at first. When the hash is known, c is what is left
   * of it, and s changes so that e stays. All branches are computed alike.
   */
  async prove(head, claims, right) {
    const { q, p } = this.e.group;
    const branches2 = claims.flatMap(({ r, m, values }) => values.map((M) => ({ r, off: BigInt(m - M), c: 0n, s: 0n })));
    const commitments = [];
    let sum = 0n;
    for (const [i, b] of branches2.entries()) {
      const drawn = this.draw();
      b.s = this.draw();
      b.c = i === right ? 0n : drawn;
      sum += b.c;
      const e = mod(b.s + b.r * b.c, q);
      const A = await this.powerG(e);
      let B = await this.powerY(e);
      if (!open(claims)) B = B * await this.powerG(mod(b.off * b.c, q)) % p;
      commitments.push(`${A},${B}`);
    }
    const left = mod(await challenge(`${head}|${commitments.join(",")}`, q) - sum, q);
    return branches2.map((b, i) => {
      const closed = mod(b.s - b.r * left, q);
      return i === right ? proof(left, closed) : proof(b.c, b.s);
    });
  }
  /** Proves that x is the logarithm of a public g^x (section 4.14). */
  async proveKnowledge(head, x) {
    const { q } = this.e.group;
    const w = this.draw();
    const c = await challenge(`${head}|${await this.powerG(w)}`, q);
    return proof(c, mod(w - x * c, q));
  }
};
var proof = (c, s) => ({ challenge: c.toString(), response: s.toString() });
var provingUses = (branches2) => branches2 === 1 ? { g: 1, y: 1 } : { g: 2 * branches2, y: branches2 };

// web/ballot/work.ts
var often = 50;
var patience = 30;
var reason = (signal) => signal.reason ?? new DOMException("aborted", "AbortError");
function stopped(signal) {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(reason(signal));
    signal?.addEventListener("abort", () => reject(reason(signal)), { once: true });
  });
}
var Work = class {
  constructor(total2, onProgress, signal) {
    this.total = total2;
    this.onProgress = onProgress;
    this.signal = signal;
    this.done = 0;
    this.reported = -Infinity;
    this.paused = performance.now();
    this.report();
  }
  /** Is called after each exponentiation. */
  async step() {
    this.done++;
    this.report();
    if (performance.now() - this.paused > patience) await this.pause();
    if (this.signal?.aborted) throw reason(this.signal);
  }
  /** Lets the page draw and listen. */
  async pause() {
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.paused = performance.now();
  }
  report() {
    const now = performance.now();
    if (now - this.reported < often && this.done < this.total) return;
    this.reported = now;
    this.onProgress?.({ done: this.done, total: this.total });
  }
};

// web/ballot/seal.ts
async function sealHere(election, credential, choices, onProgress, signal, random) {
  const e = await read(election);
  if (choices.length !== e.questions.length) throw new Refusal("ballot.questions", [e.questions.length, choices.length]);
  e.questions.forEach((q, i) => check(q, choices[i]));
  const secret = await secretCredential(e, credential);
  const uses = ballotUses(e);
  const work2 = new Work(uses.g + uses.y, onProgress, signal);
  await work2.pause();
  const prover2 = new Prover(e, uses, work2, random);
  if (!await prover2.keyIsMember()) throw new Refusal("election.key.outside");
  const voter = (await prover2.powerG(secret)).toString();
  const answers = [];
  for (const [i, q] of e.questions.entries()) answers.push(await answer(prover2, q, choices[i], `${e.fingerprint}|${voter}`));
  const unsigned = { election_uuid: e.uuid, election_hash: e.fingerprint, credential: voter, answers };
  const hash = await fingerprint(JSON.stringify(unsigned));
  const proof2 = await prover2.proveKnowledge(`sig|${hash}`, secret);
  return JSON.stringify({ ...unsigned, signature: { hash, proof: proof2 } });
}
function ballotUses(e) {
  const uses = { g: 2, y: 1 };
  const add = (u, times = 1) => {
    uses.g += times * u.g;
    uses.y += times * u.y;
  };
  for (const q of e.questions) {
    const sums = q.max - q.min + 1;
    add({ g: 1, y: 1 }, width(q));
    add(provingUses(2), width(q));
    add(provingUses(q.blank ? sums + 1 : sums));
    if (q.blank) add(provingUses(2));
  }
  return uses;
}
async function answer(prover2, q, ticks, bound) {
  const opened = [];
  for (const m of ticks) opened.push(await encrypt(prover2, m));
  const texts = opened.map(({ alpha, beta }) => `${alpha},${beta}`);
  const individual_proofs = [];
  for (const [i, { r, m }] of opened.entries()) {
    individual_proofs.push(await prover2.prove(`prove|${bound}|${texts[i]}`, [{ r, m, values: [0, 1] }], m));
  }
  const choices = opened.map(({ alpha, beta }) => ({ alpha: alpha.toString(), beta: beta.toString() }));
  return { choices, individual_proofs, ...await sound(prover2, q, opened, `${bound}|${texts.join(",")}`) };
}
async function sound(prover2, q, opened, bound) {
  const sums = Array.from({ length: q.max - q.min + 1 }, (_, i) => q.min + i);
  const blank = q.blank ? opened[0] : void 0;
  const rest = blank ? opened.slice(1) : opened;
  const { r, m } = { r: rest.reduce((n, o) => n + o.r, 0n), m: total(rest.map((o) => o.m)) };
  if (!blank) {
    const head = `prove|${bound}|${product(prover2, rest)}`;
    return { overall_proof: await prover2.prove(head, [{ r, m, values: sums }], m - q.min) };
  }
  const two = (ifBlank, ticked) => [
    { r: blank.r, m: blank.m, values: [ifBlank] },
    { r, m, values: ticked }
  ];
  const right = (1 - blank.m) * (m - q.min + 1);
  const overall_proof = await prover2.prove(`bproof1|${bound}`, two(1, sums), right);
  return { overall_proof, blank_proof: await prover2.prove(`bproof0|${bound}`, two(0, [0]), blank.m) };
}
function product(prover2, opened) {
  const { p } = prover2.e.group;
  const alpha = opened.reduce((z, o) => z * o.alpha % p, 1n);
  return `${alpha},${opened.reduce((z, o) => z * o.beta % p, 1n)}`;
}
async function encrypt(prover2, m) {
  const { g, p } = prover2.e.group;
  const r = prover2.draw();
  const alpha = await prover2.powerG(r);
  const zero = await prover2.powerY(r);
  const one = zero * g % p;
  return { alpha, beta: m === 1 ? one : zero, r, m };
}

// web/ballot/worker.ts
var patience2 = 5e3;
var scope = globalThis;
var inWorker = () => scope.document === void 0 && scope.importScripts !== void 0;
function serve() {
  scope.addEventListener("message", ({ data }) => {
    const asked = data?.ballotProver;
    if (asked === "ready?") scope.postMessage({ ready: true });
    else if (asked) void work(asked).then((told) => scope.postMessage(told));
  });
}
async function work({ election, credential, choices }) {
  try {
    return { ballot: await sealHere(election, credential, choices, (progress) => scope.postMessage({ progress })) };
  } catch (e) {
    return e instanceof Refusal ? { refused: { code: e.code, args: e.args } } : { failed: String(e) };
  }
}
var script = globalThis.document?.currentScript ?? void 0;
function fromText() {
  const address = URL.createObjectURL(new Blob([`(${proverFile})()`], { type: "text/javascript" }));
  const w = new Worker(address);
  w.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return w;
}
var fromAddress = (src) => () => new Worker(src);
function openings() {
  if (typeof Worker === "undefined") return [];
  const src = script?.src ?? "";
  return /^https?:/.test(src) && !script?.integrity ? [fromAddress(src), fromText] : [fromText];
}
async function start() {
  for (const open2 of openings()) {
    let w;
    try {
      w = open2();
      await new Promise((resolve, reject) => {
        w.onmessage = resolve;
        w.onerror = reject;
        setTimeout(reject, patience2);
        ask(w, "ready?");
      });
      return w;
    } catch {
      w?.terminate();
    }
  }
  return void 0;
}
async function seal(election, credential, choices, onProgress, signal) {
  const stop = stopped(signal);
  const starting = start();
  const w = await Promise.race([starting, stop]).catch((e) => {
    void starting.then((late) => late?.terminate());
    throw e;
  });
  if (!w) return sealHere(election, credential, choices, onProgress, signal);
  try {
    return await Promise.race([answer2(w, { election, credential, choices }, onProgress), stop]);
  } finally {
    w.terminate();
  }
}
var ask = (w, asked) => w.postMessage({ ballotProver: asked });
function answer2(w, task, onProgress) {
  return new Promise((resolve, reject) => {
    w.onerror = (e) => reject(new Error(e.message));
    w.onmessage = ({ data: told }) => {
      if (told.progress) onProgress?.(told.progress);
      else if (told.ballot !== void 0) resolve(told.ballot);
      else if (told.refused) reject(new Refusal(told.refused.code, told.refused.args));
      else reject(new Error(told.failed));
    };
    ask(w, task);
  });
}

// web/ballot/main.ts
var prover = {
  /**
   * Seals a vote in a worker. choices has, for each question, one 0 or 1 per
   * answer, and before them one for a blank vote if the question allows it. The
   * promise gives the ballot as canonical JSON, or fails with a Refusal, or with
   * the signal's reason.
   */
  seal,
  /** The same on the page's own thread, with a pause for the page now and then. */
  sealHere,
  /** The hash of an election, or of a ballot: its tracker. */
  fingerprint,
  /** The public credential, by which the list of voters knows a credential. */
  publicCredential: async (election, credential) => publicCredential(await read(election), credential),
  Refusal
};
globalThis.ballotProver = prover;
if (inWorker()) serve();
})();
