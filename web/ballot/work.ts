// Long computing that says how far it is and can be stopped.

/** So many exponentiations of so many are done. */
export interface Progress {
  done: number;
  total: number;
}

export type OnProgress = (p: Progress) => void;

const often = 50; // milliseconds between two reports
const patience = 30; // milliseconds without a pause for the page

const reason = (signal: AbortSignal): unknown => signal.reason ?? new DOMException("aborted", "AbortError");

/** Rejects as soon as the signal says so. */
export function stopped(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    if (signal?.aborted) reject(reason(signal));
    signal?.addEventListener("abort", () => reject(reason(signal)), { once: true });
  });
}

export class Work {
  private done = 0;
  private reported = -Infinity;
  private paused = performance.now();

  constructor(
    private readonly total: number,
    private readonly onProgress?: OnProgress,
    private readonly signal?: AbortSignal,
  ) {
    this.report();
  }

  /** Is called after each exponentiation. */
  async step(): Promise<void> {
    this.done++;
    this.report();
    if (performance.now() - this.paused > patience) await this.pause();
    if (this.signal?.aborted) throw reason(this.signal);
  }

  /** Lets the page draw and listen. */
  async pause(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 0));
    this.paused = performance.now();
  }

  private report(): void {
    const now = performance.now();
    if (now - this.reported < often && this.done < this.total) return;
    this.reported = now;
    this.onProgress?.({ done: this.done, total: this.total });
  }
}
