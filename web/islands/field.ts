// The field face: the strip that tells the truth about the network, the list of
// what waits on this phone, and the service worker behind both.
import { all, closest, fill, stored } from "./part/page";
import { drop, entries, put, setWho, who, type Entry } from "./part/outbox";

const strip = document.getElementById("network");
const list = document.getElementById("outbox");
let online = navigator.onLine;
let sending = 0;

function show(waiting: Entry[]): void {
  if (!strip) return;
  const stuck = waiting.filter((e) => e.refused > 0).length;
  const n = waiting.length - stuck;
  const say = strip.dataset;
  let state = online ? "online" : "offline";
  let text = online ? say.online : n > 0 ? fill(say.kept, n) : say.offline;
  if (online && n > 0) text = fill(say.sending, Math.max(n, sending));
  if (stuck > 0) {
    state = "stuck";
    text = fill(say.stuck, stuck);
  }
  strip.hidden = false;
  strip.dataset.state = state;
  if (strip.textContent !== text) strip.textContent = text ?? "";
}

// draw lists what waits, with two ways out for what was refused.
function draw(waiting: Entry[]): void {
  const body = list?.querySelector("ul");
  const shape = list?.querySelector("template");
  if (!list || !body || !shape) return;
  list.hidden = waiting.length === 0;
  body.replaceChildren(
    ...waiting.map((e) => {
      const li = shape.content.cloneNode(true) as DocumentFragment;
      const set = (selector: string, text: string): void => {
        const el = li.querySelector(selector);
        if (el) el.textContent = text;
      };
      set("[data-what]", e.what);
      set("[data-at]", new Date(e.at).toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" }));
      set("[data-how]", (e.refused > 0 ? list.dataset.refused : list.dataset.waits) ?? "");
      set("[data-words]", words(e));
      li.querySelector("[data-again]")?.addEventListener("click", () => void again(e));
      li.querySelector("[data-drop]")?.addEventListener("click", () => void away(e));
      return li;
    }),
  );
}

// words is what was typed, so that nothing is lost if it must be written anew.
function words(e: Entry): string {
  const typed = e.fields.filter(([name, value]) => !name.startsWith("_") && typeof value === "string" && value.length > 1);
  return typed.map(([, value]) => value as string).join("　");
}

async function again(e: Entry): Promise<void> {
  await put({ ...e, refused: 0 });
  ask("hand-in");
  await refresh();
}

async function away(e: Entry): Promise<void> {
  if (e.id !== undefined) await drop(e.id);
  await refresh();
}

async function refresh(): Promise<void> {
  const waiting = await entries(strip?.dataset.who ?? "");
  for (const e of waiting) for (const k of stored.keys("draft:")) if (k.endsWith(":" + e.action)) stored.drop(k);
  show(waiting);
  draw(waiting);
}

function ask(what: "hand-in" | "forget" | "read", pages: string[] = []): void {
  void navigator.serviceWorker?.ready.then((r) => r.active?.postMessage({ ask: what, pages, doubt: !online }));
}

const soonest = 1_000; // milliseconds
const latest = 30_000;
let timer = 0;

// handInSoon asks again and again, ever more slowly: the word that there is
// network comes before the first request gets through, and on some phones never.
function handInSoon(pause = soonest): void {
  clearTimeout(timer);
  timer = window.setTimeout(() => {
    ask("hand-in");
    handInSoon(Math.min(2 * pause, latest));
  }, pause);
}

// freshKeys gives every form that may wait a key of this showing: a page out of
// the cache carries an old one, and two records with one key would be one.
function freshKeys(): void {
  for (const form of all<HTMLFormElement>("form:has(input[name=_outbox])")) {
    const key = form.querySelector<HTMLInputElement>("input[name=_key]");
    if (key) key.value = crypto.randomUUID();
  }
}

async function begin(): Promise<void> {
  const me = strip?.dataset.who ?? "";
  if ((await who()) !== me) ask("forget");
  await setWho(me);
  for (const e of await entries(me)) if (e.refused === 401) await put({ ...e, refused: 0 }); // signed in again
  await navigator.serviceWorker?.register("/static/worker.js", { scope: "/field" });
  ask("hand-in");
  readAhead();
  await refresh();
}

// readAhead takes along this page and those it leads to.
function readAhead(): void {
  const links = all<HTMLAnchorElement>('main a.item[href^="/field/"], a[data-ahead]');
  ask("read", [location.pathname + location.search, ...links.map((a) => a.pathname)]);
}

addEventListener("pageshow", freshKeys);
addEventListener("online", () => {
  online = true;
  ask("hand-in");
  handInSoon();
  void refresh();
});
addEventListener("offline", () => {
  online = false;
  void refresh();
});
navigator.serviceWorker?.addEventListener("message", (e) => {
  const said = e.data as { online?: boolean; sending?: number };
  if (said.online !== undefined) online = said.online;
  sending = said.sending ?? 0;
  void refresh();
});
document.addEventListener("submit", (e) => {
  if (closest(e, "form[data-forget]")) ask("forget");
});
handInSoon();
begin().catch(() => undefined); // no storage, private window: the pages work without
