import { closest } from "./page";

// guardForms lets a form be sent once, and asks twice where a button says so:
// the first press turns the button into its question, the second does it.

const askFor = 6000; // milliseconds a question stands

function ask(button: HTMLElement, question: string): void {
  const before = button.innerHTML;
  button.dataset.asked = "yes";
  button.textContent = question;
  setTimeout(() => {
    delete button.dataset.asked;
    button.innerHTML = before;
  }, askFor);
}

export function guardForms(): void {
  document.addEventListener("submit", (e) => {
    const form = closest<HTMLFormElement>(e, "form");
    if (!form || e.defaultPrevented) return;
    const button = e.submitter;
    if (button?.dataset.sure && !button.dataset.asked) {
      e.preventDefault();
      ask(button, button.dataset.sure);
      return;
    }
    if (button?.dataset.sure) button.removeAttribute("name"); // asked: the server need not ask again
    if (!("once" in form.dataset)) return;
    if (form.dataset.sent) {
      e.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    button?.setAttribute("aria-disabled", "true");
  });
  // Coming back by the browser's button finds the form usable again.
  addEventListener("pageshow", () => {
    for (const form of Array.from(document.forms)) delete form.dataset.sent;
    document.querySelectorAll(".btn[aria-disabled]").forEach((b) => b.removeAttribute("aria-disabled"));
  });
}
