// What every page but the register loads. Nothing here is needed to use the
// product; each part makes something safer or kinder.
import { coverAgain, counters, undoBars } from "./part/clocks";
import { forgetDrafts, keepDrafts } from "./part/draft";
import { guardForms } from "./part/once";
import { all, closest } from "./part/page";

guardForms();
keepDrafts();
counters();
undoBars();
coverAgain();

document.querySelector<HTMLElement>(".summary")?.focus();

for (const button of all<HTMLElement>("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}

document.addEventListener("submit", (e) => {
  if (closest(e, "form[data-forget]") && !e.defaultPrevented) forgetDrafts();
});
