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

  connectedCallback(): void {
    const input = this.querySelector("input");
    const form = input?.form;
    if (!input || !form) return;
    input.addEventListener("change", () => {
      this.busy = this.take(input).finally(() => (this.busy = null));
    });
    form.addEventListener("submit", (e) => {
      const busy = this.busy;
      if (!busy) return;
      e.preventDefault();
      e.stopPropagation();
      const by = e.submitter;
      void busy.then(() => form.requestSubmit(by ?? undefined));
    });
  }

  private async take(input: HTMLInputElement): Promise<void> {
    const most = Number(this.dataset.most);
    const chosen = Array.from(input.files ?? []);
    const kept = chosen.slice(0, most);
    const say = this.querySelector<HTMLElement>("[data-say]");
    const idle = say?.textContent ?? "";
    const box = new DataTransfer();
    for (const [i, file] of kept.entries()) {
      if (say) say.textContent = fill(this.dataset.shrinking, i + 1, kept.length);
      box.items.add(await shrink(file));
    }
    input.files = box.files;
    if (say) say.textContent = chosen.length > most ? (this.dataset.many ?? "") : idle;
    this.show(Array.from(box.files));
  }

  private show(files: File[]): void {
    const place = this.querySelector(".thumbs");
    place?.replaceChildren(
      ...files.map((file) => {
        const img = document.createElement("img");
        img.alt = file.name;
        img.src = URL.createObjectURL(file);
        img.onload = () => URL.revokeObjectURL(img.src);
        return img;
      }),
    );
  }
}

customElements.define("jl-photos", Photos);
