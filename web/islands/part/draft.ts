import { all, stored } from "./page";

// Drafts keep what was typed in this browser until the server has it: through
// an expired session, a closed tab, a dead battery. Never passwords, codes or
// files. They last a day, and signing out forgets them.

const prefix = "draft:";
const day = 24 * 60 * 60 * 1000;

interface Draft {
  at: number;
  sent: boolean; // posted; forgotten once a page says the act was done
  values: [string, string][];
}

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

function keeps(c: Control): boolean {
  return c.name !== "" && !["hidden", "password", "file", "submit"].includes(c.type) && c.autocomplete !== "one-time-code";
}

function controls(form: HTMLFormElement): Control[] {
  return all<Control>("input, textarea, select", form).filter(keeps);
}

function read(key: string): Draft | null {
  const raw = stored.get(key);
  if (!raw) return null;
  try {
    const draft = JSON.parse(raw) as Draft;
    return Date.now() - draft.at < day ? draft : null;
  } catch {
    return null;
  }
}

function key(form: HTMLFormElement): string {
  return `${prefix}${form.id}:${form.dataset.draft ?? ""}`;
}

function gather(form: HTMLFormElement): [string, string][] {
  const values: [string, string][] = [];
  for (const c of controls(form)) {
    const box = c instanceof HTMLInputElement && (c.type === "checkbox" || c.type === "radio");
    if (box ? (c as HTMLInputElement).checked : c.value !== "") values.push([c.name, c.value]);
  }
  return values;
}

function put(form: HTMLFormElement, draft: Draft): void {
  for (const c of controls(form)) {
    if (c instanceof HTMLInputElement && (c.type === "checkbox" || c.type === "radio")) {
      c.checked = draft.values.some(([n, v]) => n === c.name && v === c.value);
    } else {
      const found = draft.values.find(([n]) => n === c.name);
      if (found) c.value = found[1];
    }
    c.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function save(form: HTMLFormElement, sent: boolean): void {
  const values = gather(form);
  if (values.length === 0) stored.drop(key(form));
  else stored.set(key(form), JSON.stringify({ at: Date.now(), sent, values } satisfies Draft));
}

// offer restores a draft into a form that came empty and says so.
function offer(form: HTMLFormElement, began: string): void {
  const draft = read(key(form));
  const note = form.querySelector<HTMLElement>("[data-draft-note]");
  if (!draft || form.querySelector(".summary") || JSON.stringify(draft.values) === began) return;
  put(form, draft);
  if (!note) return;
  note.hidden = false;
  note.querySelector("button")?.addEventListener("click", () => {
    stored.drop(key(form));
    form.reset();
    note.hidden = true;
  });
}

export function forgetDrafts(): void {
  for (const k of stored.keys(prefix)) stored.drop(k);
}

export function keepDrafts(): void {
  if (document.querySelector(".flashes")) {
    for (const k of stored.keys(prefix)) if (read(k)?.sent !== false) stored.drop(k);
  }
  for (const form of all<HTMLFormElement>("form[data-draft]")) {
    let timer = 0;
    const keep = (): void => {
      clearTimeout(timer);
      timer = 0;
      save(form, false);
    };
    offer(form, JSON.stringify(gather(form)));
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = window.setTimeout(keep, 400);
    });
    form.addEventListener("submit", () => {
      clearTimeout(timer);
      timer = 0;
      save(form, true);
    });
    addEventListener("pagehide", () => {
      if (timer) keep(); // the last words, typed a moment before leaving
    });
  }
}
