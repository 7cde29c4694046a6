// The prover in a worker, so that the page stays alive. The worker runs this same
// file: proverFile is the function that the build wraps around everything.
import type { Published } from "./election";
import { Refusal, type Code } from "./refusal";
import { sealHere } from "./seal";
import { stopped, type OnProgress, type Progress } from "./work";

declare const proverFile: () => void;

const patience = 5000; // milliseconds for a worker to say that it is there

/** What the page asks of the worker; a worker of somebody else's is left alone. */
interface Asked {
  ballotProver: "ready?" | Task;
}

interface Task {
  election: string | Published;
  credential: string;
  choices: readonly (readonly number[])[];
}

/** What the worker tells the page. */
interface Told {
  ready?: true;
  progress?: Progress;
  ballot?: string;
  refused?: { code: Code; args: readonly (string | number)[] };
  failed?: string;
}

/** As much of a worker's own world as is needed. */
interface Scope {
  document?: unknown;
  importScripts?: unknown;
  postMessage(told: Told): void;
  addEventListener(type: "message", listener: (e: MessageEvent<Partial<Asked> | undefined>) => void): void;
}

const scope = globalThis as unknown as Scope;

export const inWorker = () => scope.document === undefined && scope.importScripts !== undefined;

/** The worker's side: one task, then the page ends it. */
export function serve(): void {
  scope.addEventListener("message", ({ data }) => {
    const asked = data?.ballotProver;
    if (asked === "ready?") scope.postMessage({ ready: true });
    else if (asked) void work(asked).then((told) => scope.postMessage(told));
  });
}

async function work({ election, credential, choices }: Task): Promise<Told> {
  try {
    return { ballot: await sealHere(election, credential, choices, (progress) => scope.postMessage({ progress })) };
  } catch (e) {
    return e instanceof Refusal ? { refused: { code: e.code, args: e.args } } : { failed: String(e) };
  }
}

// The script element is known only while the file runs for the first time.
const script = (globalThis.document?.currentScript ?? undefined) as HTMLScriptElement | undefined;

/** A worker from the text of this very file; the policy must allow worker-src blob: */
function fromText(): Worker {
  const address = URL.createObjectURL(new Blob([`(${proverFile})()`], { type: "text/javascript" }));
  const w = new Worker(address);
  w.addEventListener("message", () => URL.revokeObjectURL(address), { once: true });
  return w;
}

/** A worker from the address that the page has the file from. */
const fromAddress = (src: string) => () => new Worker(src);

/**
 * Ways to start a worker. A page that names the file's hash (integrity) wants just
 * these bytes and no second answer of the server.
 */
function openings(): (() => Worker)[] {
  if (typeof Worker === "undefined") return [];
  const src = script?.src ?? "";
  return /^https?:/.test(src) && !script?.integrity ? [fromAddress(src), fromText] : [fromText];
}

/** A worker that runs, or nothing if the browser gives none. */
async function start(): Promise<Worker | undefined> {
  for (const open of openings()) {
    let w: Worker | undefined;
    try {
      w = open();
      await new Promise((resolve, reject) => {
        w!.onmessage = resolve;
        w!.onerror = reject;
        setTimeout(reject, patience);
        ask(w!, "ready?");
      });
      return w;
    } catch {
      w?.terminate();
    }
  }
  return undefined;
}

/** Seals a vote in a worker, or on this thread where there are no workers. */
export async function seal(
  election: string | Published,
  credential: string,
  choices: readonly (readonly number[])[],
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<string> {
  const stop = stopped(signal);
  const starting = start();
  const w = await Promise.race([starting, stop]).catch((e) => {
    void starting.then((late) => late?.terminate());
    throw e;
  });
  if (!w) return sealHere(election, credential, choices, onProgress, signal);
  try {
    return await Promise.race([answer(w, { election, credential, choices }, onProgress), stop]);
  } finally {
    w.terminate();
  }
}

const ask = (w: Worker, asked: Asked["ballotProver"]) => w.postMessage({ ballotProver: asked } satisfies Asked);

function answer(w: Worker, task: Task, onProgress?: OnProgress): Promise<string> {
  return new Promise((resolve, reject) => {
    w.onerror = (e) => reject(new Error(e.message));
    w.onmessage = ({ data: told }: MessageEvent<Told>) => {
      if (told.progress) onProgress?.(told.progress);
      else if (told.ballot !== undefined) resolve(told.ballot);
      else if (told.refused) reject(new Refusal(told.refused.code, told.refused.args));
      else reject(new Error(told.failed));
    };
    ask(w, task);
  });
}
