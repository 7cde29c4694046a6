// The browser prover: makes sealed ballots for elections in the format of
// Belenios 2.0, on the voter's own device. One file without dependencies; a page
// loads it as a plain script and finds it as globalThis.ballotProver.
//
//   seal(election, credential, choices, onProgress, signal)
//
// The formulas are those of package ballot (go doc .../ballot); "section" is a
// section of the Belenios specification, version 2.0.
import { publicCredential } from "./credential";
import { read, type Published } from "./election";
import { Refusal } from "./refusal";
import { sealHere } from "./seal";
import { fingerprint } from "./text";
import { inWorker, seal, serve } from "./worker";

const prover = {
  /**
   * Seals a vote in a worker. choices has, for each question, one 0 or 1 per
   * answer, and before them one for a blank vote if the question allows it. The
   * promise gives the ballot as canonical JSON, or fails with a Refusal, or with
   * the signal's reason.
   */
  seal,
  /** The same on the page's own thread, with a pause for the page now and then. */
  sealHere,
  /** The hash of an election, or of a ballot: its tracker. */
  fingerprint,
  /** The public credential, by which the list of voters knows a credential. */
  publicCredential: async (election: string | Published, credential: string): Promise<string> =>
    publicCredential(await read(election), credential),
  Refusal,
};

declare global {
  var ballotProver: typeof prover;
}

globalThis.ballotProver = prover;
if (inWorker()) serve();
