// The service worker of /field. Pages seen once can be read again without
// network; a record that cannot be handed in waits in the outbox.
import { add, drop, entries, put, who } from "./part/outbox";

declare const self: ServiceWorkerGlobalScope;

const pages = "field-pages-1";
const parts = "field-parts-1";
const patience = 6000; // milliseconds before a stored page is shown instead
const keepPages = 120;
const ahead = 20; // records of a list that are read before they are opened
const keepParts = 40;

self.addEventListener("install", () => void self.skipWaiting());

self.addEventListener("activate", (e) => {
  e.waitUntil(
    (async () => {
      for (const name of await caches.keys()) if (name !== pages && name !== parts) await caches.delete(name);
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (url.origin !== location.origin) return;
  if (e.request.mode === "navigate" && url.pathname.startsWith("/field")) {
    e.respondWith(e.request.method === "POST" ? post(e.request) : page(e.request));
  } else if (e.request.method === "GET" && url.pathname.startsWith("/static/")) {
    e.respondWith(part(e.request));
  }
});

self.addEventListener("message", (e) => {
  const { ask, pages: wanted, doubt } = e.data as { ask?: string; pages: string[]; doubt: boolean };
  if (ask === "hand-in") e.waitUntil(handIn().then((reached) => (doubt && reached === null ? look() : undefined)));
  if (ask === "read") e.waitUntil(readAhead(wanted));
  if (ask === "forget") e.waitUntil(caches.delete(pages));
});

self.addEventListener("sync" as "message", (e) => e.waitUntil(handIn()));

async function tell(message: { online?: boolean; changed?: boolean; sending?: number }): Promise<void> {
  for (const client of await self.clients.matchAll()) client.postMessage(message);
}

// page asks the network first; without answer the page as last seen.
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(pages);
  try {
    const answer = await Promise.race([fetch(request), late()]);
    void tell({ online: true });
    await remember(cache, request.url, answer.clone());
    return answer;
  } catch {
    void tell({ online: false });
    const seen = (await cache.match(request.url)) ?? (await cache.match(request.url, { ignoreSearch: true }));
    return seen ?? offline();
  }
}

// remember keeps a page for the time without network; never one that shows
// what is masked otherwise.
async function remember(cache: Cache, url: string, answer: Response): Promise<void> {
  if (!answer.ok || answer.redirected) return;
  const text = await answer.clone().text();
  if (text.includes("data-hides")) return;
  await cache.put(url, answer);
  await trim(cache, keepPages);
}

// readAhead keeps the pages a list leads to, and what those lead to where they
// say so, so that a worker who goes out of reach has them along. What is kept
// already is not asked for again.
async function readAhead(urls: string[]): Promise<void> {
  const cache = await caches.open(pages);
  for (const url of urls.slice(0, ahead)) {
    for (const next of await readOne(cache, url)) await readOne(cache, next);
  }
}

// readOne keeps one page and gives the addresses it would have kept as well.
async function readOne(cache: Cache, url: string): Promise<string[]> {
  try {
    const had = await cache.match(url);
    const answer = had ?? (await fetch(url));
    if (!had) await remember(cache, url, answer.clone());
    return Array.from((await answer.text()).matchAll(/href="([^"]+)" data-ahead/g), (m) => m[1] ?? "");
  } catch {
    return []; // no network; another time
  }
}

function late(): Promise<never> {
  return new Promise((_, fail) => setTimeout(() => fail(new Error("late")), patience));
}

// offline says that a page is not on the phone, in the sheet that is.
async function offline(): Promise<Response> {
  const kept = (await (await caches.open(parts)).keys()).find((k) => k.url.includes("/app.css"));
  const sheet = kept ? `<link rel="stylesheet" href="${new URL(kept.url).pathname + new URL(kept.url).search}">` : "";
  return new Response(
    `<!doctype html><html lang="zh-CN" data-theme="linli" data-scheme="light"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>未联网</title>${sheet}
<body><main class="plain-box"><h1>未联网</h1><p>这一页还没有存到手机里，连上网再打开。刚才写的还在，没有丢。</p><p class="second" lang="en">Offline: this page is not on the phone yet. What you wrote is still here.</p><a class="btn btn-primary" href="/field">回到要办的</a></main></body></html>`,
    { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } },
  );
}

// part is a style sheet or a script: its address carries its content's hash.
async function part(request: Request): Promise<Response> {
  const cache = await caches.open(parts);
  const had = await cache.match(request);
  if (had) return had;
  const answer = await fetch(request);
  if (answer.ok && new URL(request.url).searchParams.has("v")) {
    await cache.put(request, answer.clone());
    await trim(cache, keepParts);
  }
  return answer;
}

async function trim(cache: Cache, most: number): Promise<void> {
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
}

// post sends a form; without network, a form that may wait goes to the outbox.
async function post(request: Request): Promise<Response> {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    void tell({ online: false });
    return keep(copy);
  }
}

async function keep(request: Request): Promise<Response> {
  const form = await request.formData();
  const what = form.get("_outbox");
  const action = new URL(request.url).pathname;
  if (typeof what !== "string" || what === "" || form.has("_now")) return offline();
  const fields: [string, string | File][] = [["_waited", "1"]];
  form.forEach((value, name) => {
    if (name !== "version") fields.push([name, value]); // it says what happened, not which page it saw
  });
  await add({ who: await who(), what, at: Date.now(), action, fields, refused: 0 });
  await soon();
  await tell({ changed: true });
  return Response.redirect("/field", 303);
}

// soon asks the browser, where it knows how, to wake us when there is network.
async function soon(): Promise<void> {
  const sync = (self.registration as { sync?: { register(tag: string): Promise<void> } }).sync;
  await sync?.register("outbox").catch(() => undefined);
}

let sending: Promise<boolean | null> = Promise.resolve(null);
let next: Promise<boolean | null> | null = null;

// handIn sends what waits, after what is being sent now: who asks may know of
// network that the one before did not have. It gives whether the house was
// reached, null if nothing waited.
function handIn(): Promise<boolean | null> {
  next ??= sending.then(() => {
    next = null;
    sending = sendAll().catch(() => null);
    return sending;
  });
  return next;
}

// sendAll sends one after another, and stops at the first that finds no
// network. The forms carry their keys, so twice does no harm. Taken is what
// leads on (303): a page in answer is a question, and somebody must read it.
async function sendAll(): Promise<boolean | null> {
  const waiting = (await entries(await who())).filter((e) => e.refused === 0);
  let reached: boolean | null = null;
  for (const [i, e] of waiting.entries()) {
    await tell({ sending: waiting.length - i });
    const status = await send(e.action, e.fields);
    reached = status !== 0;
    if (status === 303 && e.id !== undefined) await drop(e.id);
    else if (status !== 0 && status < 500 && status !== 429) await put({ ...e, refused: status });
    else break;
  }
  await tell({ changed: true });
  return reached;
}

// look finds out whether there is network, for a page that thinks there is none.
async function look(): Promise<void> {
  const reached = await fetch("/healthz", { cache: "no-store" }).then(() => true, () => false);
  await tell({ online: reached });
}

// send gives the status of the answer, 303 for a redirect, 0 without network.
async function send(action: string, fields: [string, string | File][]): Promise<number> {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  try {
    const answer = await fetch(action, { method: "POST", body: form, redirect: "manual", credentials: "same-origin" });
    await tell({ online: true });
    return answer.type === "opaqueredirect" ? 303 : answer.status;
  } catch {
    await tell({ online: false });
    return 0;
  }
}
