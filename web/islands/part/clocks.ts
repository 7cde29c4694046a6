import { all } from "./page";

// every runs tick each second with the seconds left until they are used up or
// the element is gone.
function every(el: HTMLElement, seconds: number, tick: (left: number) => void): void {
  const end = Date.now() + seconds * 1000;
  const step = (): void => {
    const left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
    tick(left);
    if (left > 0 && el.isConnected) setTimeout(step, 1000);
  };
  step();
}

// undoBars count down and go when the act can no longer be taken back.
export function undoBars(): void {
  for (const bar of all<HTMLElement>("[data-undo]")) {
    const left = bar.querySelector("[data-left]");
    every(bar, Number(bar.dataset.undo), (n) => {
      if (left) left.textContent = String(n);
      if (n === 0) bar.remove();
    });
  }
}

// coverAgain puts the mask back when the minute of a reveal is over.
export function coverAgain(): void {
  for (const el of all<HTMLElement>("[data-hides]")) {
    every(el, Number(el.dataset.hides), (n) => {
      if (n === 0) el.textContent = el.dataset.masked ?? "";
    });
  }
}

// counters say how many characters are in a text area, by what the reader sees.
export function counters(): void {
  for (const say of all<HTMLElement>("[data-counts]")) {
    const area = document.getElementById(say.dataset.counts ?? "");
    if (!(area instanceof HTMLTextAreaElement)) continue;
    const most = Number(say.dataset.max);
    const count = (): void => {
      const n = Array.from(area.value).length;
      say.toggleAttribute("data-over", n > most);
      say.textContent = n > most ? (say.dataset.overText ?? "").replace("{n}", String(n - most)) : `${n} / ${most}`;
    };
    area.addEventListener("input", count);
    if (area.value !== "") count();
  }
}
