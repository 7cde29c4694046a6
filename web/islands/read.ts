// <jl-read>: reads a part of the page aloud, sentence by sentence.

class Read extends HTMLElement {
  private on = false;

  connectedCallback(): void {
    if (!("speechSynthesis" in window)) return;
    this.hidden = false;
    this.querySelector("button")?.addEventListener("click", () => (this.on ? this.stop() : this.start()));
    addEventListener("pagehide", () => speechSynthesis.cancel());
  }

  private show(on: boolean): void {
    this.on = on;
    this.querySelector("button")?.setAttribute("aria-pressed", String(on));
    const word = this.querySelector("button > span");
    if (word) word.textContent = (on ? this.dataset.stop : this.dataset.start) ?? "";
  }

  private stop(): void {
    speechSynthesis.cancel();
    this.show(false);
  }

  private start(): void {
    const text = document.getElementById(this.dataset.target ?? "")?.innerText ?? "";
    const sentences = text.split(/(?<=[。！？；.!?\n])/).filter((s) => s.trim() !== "");
    if (sentences.length === 0) return;
    speechSynthesis.cancel();
    this.show(true);
    for (const [i, sentence] of sentences.entries()) {
      const says = new SpeechSynthesisUtterance(sentence);
      says.lang = document.documentElement.lang;
      says.rate = 0.9;
      if (i === sentences.length - 1) says.onend = () => this.show(false);
      says.onerror = () => this.show(false);
      speechSynthesis.speak(says);
    }
  }
}

customElements.define("jl-read", Read);
