// <jl-voice>: records a spoken note where the browser can; where it cannot, or
// the microphone is refused, the plain file input stays.
import { fill } from "./part/page";

const kinds = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

class Voice extends HTMLElement {
  private recorder: MediaRecorder | null = null;
  private chunks: Blob[] = [];
  private timer = 0;

  connectedCallback(): void {
    if (!("MediaRecorder" in window) || !navigator.mediaDevices?.getUserMedia) return;
    this.get("[data-live-tools]").hidden = false;
    this.get("[data-plain]").hidden = true;
    this.get("[data-start]").addEventListener("click", () => void this.start());
    this.get("[data-stop]").addEventListener("click", () => this.recorder?.stop());
    this.get("[data-again]").addEventListener("click", () => void this.start());
  }

  disconnectedCallback(): void {
    this.recorder?.stop();
  }

  private get<T extends HTMLElement>(selector: string): T {
    const el = this.querySelector<T>(selector);
    if (!el) throw new Error(`jl-voice: no ${selector}`);
    return el;
  }

  private show(recording: boolean, kept: boolean): void {
    this.get("[data-start]").hidden = recording || kept;
    this.get("[data-stop]").hidden = !recording;
    this.get("[data-again]").hidden = recording || !kept;
    this.get("audio").hidden = !kept;
  }

  private async start(): Promise<void> {
    const live = this.get("[data-live]");
    delete live.dataset.done;
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      live.textContent = this.dataset.refused ?? "";
      this.get("[data-plain]").hidden = false;
      return;
    }
    const mimeType = kinds.find((k) => MediaRecorder.isTypeSupported(k));
    const recorder = new MediaRecorder(stream, mimeType ? { mimeType } : undefined);
    this.chunks = [];
    recorder.ondataavailable = (e) => this.chunks.push(e.data);
    recorder.onstop = () => this.keep(stream, recorder.mimeType);
    recorder.start();
    this.recorder = recorder;
    this.show(true, false);
    this.count(live);
  }

  private count(live: HTMLElement): void {
    let seconds = 0;
    const limit = Number(this.dataset.limit);
    const tick = (): void => {
      live.textContent = fill(this.dataset.recording, seconds);
      if (seconds++ >= limit) this.recorder?.stop();
    };
    tick();
    this.timer = window.setInterval(tick, 1000);
  }

  private keep(stream: MediaStream, type: string): void {
    clearInterval(this.timer);
    for (const track of stream.getTracks()) track.stop();
    const bare = type.split(";")[0] ?? "";
    const end = bare.split("/")[1] ?? "webm";
    const file = new File(this.chunks, `voice.${end}`, { type: bare });
    const box = new DataTransfer();
    box.items.add(file);
    this.get<HTMLInputElement>("input").files = box.files;
    const audio = this.get<HTMLAudioElement>("audio");
    if (audio.src) URL.revokeObjectURL(audio.src);
    audio.src = URL.createObjectURL(file);
    const live = this.get("[data-live]");
    live.textContent = this.dataset.kept ?? "";
    live.dataset.done = "yes";
    this.show(false, true);
  }
}

customElements.define("jl-voice", Voice);
