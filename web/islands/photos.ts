// <jl-photos>: shows chosen photographs at once and makes them smaller before
// they are sent. Whatever cannot be made smaller goes as it is. The server
// removes what cameras write into them; this does not promise to.
import { fill } from "./part/page";

const side = 1600; // pixels of the longer side
const quality = 0.82;
const small = 500 * 1024; // bytes; below this a picture is left alone

async function shrink(file: File): Promise<File> {
  if (file.size < small || !/^image\/(jpeg|png)$/.test(file.type)) return file;
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, side / Math.max(bitmap.width, bitmap.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d")?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    bitmap.close();
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", quality));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg", lastModified: file.lastModified });
  } catch {
    return file;
  }
}

class Photos extends HTMLElement {
  private busy: Promise<void> | null = null;
  private kept: File[] = []; // what goes with the form, in the order it was chosen

  connectedCallback(): void {
    const input = this.querySelector("input");
    const form = input?.form;
    if (!input || !form) return;
    this.dataset.live = ""; // the sheet shows the button instead of the browser's own
    input.addEventListener("change", () => {
      this.busy = this.take(input).finally(() => (this.busy = null));
    });
    form.addEventListener("reset", () => this.keep(input, []));
    form.addEventListener("submit", (e) => {
      const busy = this.busy;
      if (!busy) return;
      e.preventDefault();
      e.stopPropagation();
      const by = e.submitter;
      void busy.then(() => form.requestSubmit(by ?? undefined));
    });
  }

  // take adds what was chosen to what is kept.
  private async take(input: HTMLInputElement): Promise<void> {
    const room = Number(this.dataset.most) - this.kept.length;
    const chosen = Array.from(input.files ?? []);
    const say = this.querySelector<HTMLElement>("[data-say]");
    if (say) say.dataset.idle ??= say.textContent ?? "";
    const more: File[] = [];
    for (const [i, file] of chosen.slice(0, room).entries()) {
      if (say) say.textContent = fill(this.dataset.shrinking, i + 1, Math.min(chosen.length, room));
      more.push(await shrink(file));
    }
    if (say) say.textContent = (chosen.length > room ? this.dataset.many : say.dataset.idle) ?? "";
    this.keep(input, [...this.kept, ...more]);
  }

  private keep(input: HTMLInputElement, files: File[]): void {
    this.kept = files;
    const box = new DataTransfer();
    for (const f of files) box.items.add(f);
    input.files = box.files;
    this.querySelector(".thumbs")?.replaceChildren(...files.map((file) => this.thumb(input, file)));
  }

  // thumb is a chosen photograph with a way to take it out again.
  private thumb(input: HTMLInputElement, file: File): HTMLElement {
    const img = document.createElement("img");
    img.alt = file.name;
    img.src = URL.createObjectURL(file);
    img.onload = () => URL.revokeObjectURL(img.src);
    const drop = document.createElement("button");
    drop.type = "button";
    drop.textContent = "×";
    drop.setAttribute("aria-label", (this.dataset.drop ?? "").replace("{name}", file.name));
    drop.addEventListener("click", () => {
      this.keep(input, this.kept.filter((f) => f !== file));
      input.focus();
    });
    const one = document.createElement("span");
    one.append(img, drop);
    return one;
  }
}

customElements.define("jl-photos", Photos);
