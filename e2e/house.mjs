// The house under test: the built binary on a port and in a directory of its
// own, a browser beside it, and what every journey asks of a page.
import { spawn, execFileSync } from 'node:child_process'
import { mkdtempSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRequire } from 'node:module'
import { chromium } from 'playwright-core'

const here = dirname(fileURLToPath(import.meta.url))
export const root = join(here, '..')
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
export const out = join(here, 'out')
mkdirSync(out, { recursive: true })

let binary
/** The built binary; built once for all journeys unless JINLIN_BIN names one. */
export function bin() {
  if (process.env.JINLIN_BIN) return process.env.JINLIN_BIN
  if (!binary) {
    binary = join(mkdtempSync(join(tmpdir(), 'jinlin-bin-')), 'jinlin')
    execFileSync('go', ['build', '-o', binary, './cmd/jinlin'], { cwd: root, stdio: 'inherit', env: { ...process.env, CGO_ENABLED: '0' } })
  }
  return binary
}

function freePort() {
  return new Promise((resolve, reject) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address()
      s.close(() => resolve(port))
    })
    s.on('error', reject)
  })
}

/** Starts `jinlin demo` or `jinlin serve`; the answer knows its address, its log and how to stop. */
export async function start(command, { dir = mkdtempSync(join(tmpdir(), 'jinlin-e2e-')), args = [], env = {} } = {}) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(bin(), [command, '--addr', `127.0.0.1:${port}`, '--data', dir, ...args], { env: { ...process.env, ...env } })
  let log = ''
  child.stdout.on('data', (d) => (log += d))
  child.stderr.on('data', (d) => (log += d))
  const ended = new Promise((resolve) => child.on('exit', resolve))
  for (let i = 0; ; i++) {
    if (child.exitCode !== null || i > 600) throw new Error(`${command} did not start:\n${log}`)
    try {
      if ((await fetch(`${url}/healthz`)).ok) break
    } catch {
      await new Promise((r) => setTimeout(r, 100))
    }
  }
  return {
    url, dir, child,
    log: () => log,
    async stop(signal = 'SIGTERM') {
      child.kill(signal)
      await ended
    },
    async remove() {
      await this.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

export async function browser() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-gpu-rasterization', '--disable-extensions', '--renderer-process-limit=2', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage',
      '--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  })
}

export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, locale: 'zh-CN' }
export const desktop = { viewport: { width: 1440, height: 900 }, locale: 'zh-CN' }

/** A page that fails its journey on any script error or refusal of the content policy. */
export async function open(b, url, options = phone) {
  const context = await b.newContext({ ...options, baseURL: url })
  const page = await context.newPage()
  page.faults = []
  page.on('pageerror', (e) => page.faults.push(`script: ${e.message}`))
  page.on('console', (m) => {
    if (/Content Security Policy/i.test(m.text())) page.faults.push(m.text())
  })
  page.on('dialog', (d) => {
    page.faults.push(`dialog: ${d.message()}`)
    d.dismiss()
  })
  page.setDefaultTimeout(30000)
  return page
}

/** Becomes someone else by the demo's banner. */
export async function be(page, role) {
  await page.request.post('/demo/role', { form: { role, back: '/' } })
  await page.goto('/')
}

/** Turns 长辈版 on or off. */
export async function elder(page, on = true) {
  await page.request.post('/look', { form: { elder: on ? 'on' : 'off', back: '/' } })
}

/** Fails on any WCAG 2.2 AA violation axe-core finds on the page as it stands. */
export async function accessible(page, what) {
  if (process.env.AXE === 'off') return // a quick look at what is being written
  // The content policy keeps foreign scripts out: axe comes in by the protocol.
  await page.evaluate(readFileSync(axePath, 'utf8'))
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }))
  if (violations.length) {
    const told = violations.map((v) => `${v.id}: ${v.help}\n` + v.nodes.slice(0, 4).map((n) => `    ${n.target} ${n.failureSummary}`).join('\n'))
    throw new Error(`${what} (${page.url()}) is not accessible:\n${told.join('\n')}`)
  }
}

/** Keeps a picture of the page under e2e/out, or docs/pictures when PICTURES is set. */
export async function picture(page, name) {
  const dir = process.env.PICTURES ? join(root, 'docs', 'pictures') : out
  mkdirSync(dir, { recursive: true })
  await page.screenshot({ path: join(dir, `${name}.png`), fullPage: !process.env.PICTURES })
}

/** Fails when the page had script errors, dialogs or content-policy refusals. */
export function clean(page) {
  if (page.faults.length) throw new Error(page.faults.join('\n'))
}
