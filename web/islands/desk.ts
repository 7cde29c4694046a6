// The desk's keyboard, the choosing of rows, and the pane.
import { all, closest, fill, stored } from "./part/page";

const keysOff = "desk:keys-off"; // single keys can be turned off (WCAG 2.1.4)

const typing = (e: Event): boolean => closest(e, "input, textarea, select, [contenteditable], dialog") !== null;

function links(): HTMLAnchorElement[] {
  return all<HTMLAnchorElement>("table[data-keys] a[data-row]");
}

// move takes the focus to the next row's link, or the one before.
function move(by: 1 | -1): void {
  const rows = links();
  const row = document.activeElement?.closest("tr");
  let at = rows.findIndex((a) => a.closest("tr") === row);
  if (at < 0) at = rows.findIndex((a) => a.closest("tr")?.getAttribute("aria-current") === "true") - (by > 0 ? 0 : -1);
  rows[Math.min(rows.length - 1, Math.max(0, at + by))]?.focus();
}

function choose(): void {
  const row = document.activeElement?.closest("tr");
  row?.querySelector<HTMLInputElement>("input[type=checkbox]")?.click();
}

// opened is the pane while a record stands in it.
function opened(): HTMLElement | null {
  const pane = document.getElementById("pane");
  return pane && !pane.hidden ? pane : null;
}

const keys: Record<string, () => void> = {
  j: () => move(1),
  k: () => move(-1),
  x: choose,
  o: () => opened()?.focus(),
  u: () => document.querySelector<HTMLElement>("[data-undo] button")?.focus(),
  "/": () => document.querySelector<HTMLInputElement>("[data-search]")?.focus(),
  "?": () => document.querySelector<HTMLDialogElement>("#keys")?.showModal(),
};

document.addEventListener("keydown", (e) => {
  if (e.key === "Escape" && closest(e, "[data-search]")) (e.target as HTMLElement).blur();
  if (e.key === "Escape" && closest(e, "#pane") && !typing(e)) document.querySelector<HTMLElement>("tr[aria-current] a[data-row]")?.focus();
  if (e.ctrlKey || e.metaKey || e.altKey || typing(e) || (stored.get(keysOff) && e.key !== "?")) return;
  const act = keys[e.key];
  if (!act) return;
  e.preventDefault();
  act();
});

const off = document.querySelector<HTMLInputElement>("[data-keys-off]");
if (off) {
  off.checked = stored.get(keysOff) !== null;
  off.addEventListener("change", () => (off.checked ? stored.set(keysOff, "1") : stored.drop(keysOff)));
}

// A press anywhere on a row that is not already something to press opens it.
document.addEventListener("click", (e) => {
  const row = closest<HTMLElement>(e, "tr[data-href]");
  if (!row || closest(e, "a, button, input, label, summary") || String(getSelection()) !== "") return;
  row.querySelector<HTMLAnchorElement>("a[data-row]")?.click();
});

// Enter on the row that is open already goes into the record: whoever has no
// mouse does not pass all other rows on the way.
document.addEventListener(
  "click",
  (e) => {
    if (e.detail !== 0 || !closest(e, "tr[aria-current=true] a[data-row]") || !opened()) return;
    e.preventDefault();
    e.stopPropagation();
    opened()?.focus();
  },
  true,
);

// Choosing rows: how many, and all of the page. The bar of what can be done with
// them stands there once there are some.
function count(): void {
  for (const bar of all<HTMLElement>("[data-bulk]")) {
    const n = all<HTMLInputElement>("tbody .pick-row input:checked", bar.closest("form") ?? document).length;
    const say = bar.querySelector<HTMLElement>("[data-chosen]");
    if (say) say.textContent = fill(say.dataset.chosen, n);
    bar.hidden = n === 0;
  }
}

for (const box of all<HTMLInputElement>("[data-choose-all]")) {
  box.hidden = false;
  box.addEventListener("change", () => {
    const table = box.closest("table") ?? document;
    for (const one of all<HTMLInputElement>("tbody .pick-row input", table)) one.checked = box.checked;
    count();
  });
}
document.addEventListener("change", (e) => {
  if (closest(e, ".pick-row")) count();
});
count();

// The pane: the opened row is marked; the focus stays in the list, so that j and
// k go on from there. Where the pane has the screen to itself, it is read from
// its top.
document.addEventListener("htmx:after:swap", () => {
  const pane = document.getElementById("pane");
  if (!pane || pane.hidden) return;
  pane.closest(".desk")?.classList.add("desk-pane");
  for (const a of links()) {
    if (a.href === location.href) a.closest("tr")?.setAttribute("aria-current", "true");
    else a.closest("tr")?.removeAttribute("aria-current");
  }
  if (pane.querySelector<HTMLElement>(".to-list")?.offsetParent) {
    pane.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
});

// What went wrong is a page of its own: go there instead of swapping half of it.
document.addEventListener("htmx:response:error", (e) => {
  const ctx = (e as CustomEvent<{ ctx?: { request?: { action?: string; method?: string } } }>).detail.ctx;
  if (ctx?.request?.method?.toUpperCase() === "GET" && ctx.request.action) {
    e.preventDefault();
    location.assign(ctx.request.action);
  }
});
