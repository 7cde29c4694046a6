// Drives the prover in Chromium: reads tasks as JSON from standard input, writes
// what came of each to standard output. Run by the Go tests of this package.
//
//   { browser, url, tasks: [{ election, credential, choices, slow?, here?, stop? }] }
//
// slow is the CPU throttling rate of the DevTools protocol; here seals on the
// page's own thread, the one that the throttling certainly reaches; stop aborts at
// the first sign of progress.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const { chromium } = createRequire(new URL('../../../e2e/package.json', import.meta.url))('playwright-core')
const { browser, url, tasks } = JSON.parse(readFileSync(0, 'utf8'))

/** In the page: seals and says how it went. */
async function seal({ election, credential, choices, here, stop }) {
  const prover = globalThis.ballotProver
  const busy = () => {
    const from = performance.now()
    for (let i = 0, x = 1; i < 2e6; i++) x = (x * 48271) % 2147483647
    return performance.now() - from
  }
  const loop = busy() // shows the throttling
  const started = []
  const Plain = globalThis.Worker
  globalThis.Worker = class extends Plain {
    constructor(address, options) {
      super(address, options)
      started.push(String(address).split(':')[0])
    }
  }
  const progress = []
  const stopping = new AbortController()
  const onProgress = (p) => {
    progress.push(p)
    if (stop) stopping.abort()
  }
  const from = performance.now()
  try {
    const ballot = await (here ? prover.sealHere : prover.seal)(election, credential, choices, onProgress, stopping.signal)
    return { ballot, tracker: await prover.fingerprint(ballot), time: performance.now() - from, loop, progress, workers: started }
  } catch (e) {
    return { refused: { code: e instanceof prover.Refusal ? e.code : "", zh: e.zh, en: e.en, text: String(e) }, loop, progress, workers: started }
  } finally {
    globalThis.Worker = Plain
  }
}

const b = await chromium.launch({
  executablePath: browser,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
})
try {
  const page = await b.newPage()
  const faults = []
  page.on('pageerror', (e) => faults.push(e.message))
  page.on('console', (m) => m.type() === 'error' && faults.push(m.text()))
  const protocol = await page.context().newCDPSession(page)
  await page.goto(url)
  const answers = []
  for (const task of tasks) {
    await protocol.send('Emulation.setCPUThrottlingRate', { rate: task.slow ?? 1 })
    answers.push(await page.evaluate(seal, task))
  }
  console.log(JSON.stringify({ answers, faults }))
} finally {
  await b.close()
}
