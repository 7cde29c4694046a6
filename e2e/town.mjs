// The one demonstration that the journeys share, and how they walk in it.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { be, bin, browser, clean, elder, open, phone, root, start } from './house.mjs'
import { execFileSync } from 'node:child_process'

let house, chromium

/** The demonstration, started once for all journeys; JINLIN_DEMO=URL,DIR names a running one. */
export function town() {
  if (process.env.JINLIN_DEMO) {
    const [url, dir] = process.env.JINLIN_DEMO.split(',')
    house ??= Promise.resolve({ url, dir, remove() {} })
  }
  house ??= start('demo')
  return house
}

/** The one browser of the run. */
export function theBrowser() {
  chromium ??= browser()
  return chromium
}

after(async () => {
  await (await chromium)?.close()
  await (await house)?.remove()
})

/** A page of its own for somebody of the demo; at the end of the journey it must be clean. */
export async function visit(t, role, { options = phone, old = false, home = '/' } = {}) {
  const page = await open(await theBrowser(), (await town()).url, options)
  t.after(async () => {
    await page.context().close()
    clean(page)
  })
  await be(page, role)
  if (old) await elder(page)
  await page.goto(home)
  return page
}

/** Goes to an address of the page's house and asks for this status. */
export async function go(page, path, status = 200) {
  const answer = await page.goto(path)
  assert.equal(answer.status(), status, `${path} answers ${answer.status()}`)
  return answer
}

/** Presses what is named so, button or link, and waits for the page after it. */
export async function press(page, name, within = page) {
  const one = within.getByRole('button', { name, exact: true }).or(within.getByRole('link', { name, exact: true })).first()
  await Promise.all([page.waitForEvent('framenavigated'), one.click()])
  await page.waitForLoadState('load')
}

/** Opens the form of a deed unless it stands open, fills it by label and sends it. */
export async function deed(page, name, fill = async () => {}) {
  const form = page.locator('#doing').filter({ has: page.getByRole('heading', { name, exact: true }) })
  if (!(await form.count())) await press(page, name)
  await fill(form)
  await press(page, name, form)
  await fine(page)
}

/** Chooses in a form what is offered as radios or, where there are many, as a list. */
export async function choose(form, label, text) {
  const list = form.getByLabel(label, { exact: true })
  if (await list.count()) {
    const value = await list.locator('option').filter({ hasText: text }).first().getAttribute('value')
    await list.selectOption(value)
  } else {
    await form.getByRole('group', { name: label }).locator('label').filter({ hasText: text }).first().click()
  }
}

/** Raises a need as the resident whose page it is and gives its id. */
export async function raise(page, { words, where, category, photos = [] }) {
  await go(page, '/matters/new')
  await page.getByLabel('什么事').fill(words)
  if (photos.length) await page.locator('input[type=file][name=photos]').setInputFiles(photos)
  if (where) await choose(page.locator('main form'), '在哪里', where)
  if (category) {
    await page.getByText('再说细一点（可以不填）').click()
    await page.locator('select[name=category]').selectOption({ label: category })
  }
  await press(page, '交给社区')
  const again = page.getByRole('button', { name: '不是，把我的交上去' })
  if (await again.count()) await press(page, '不是，把我的交上去')
  await fine(page)
  return idOf(page)
}

/** Fills and sends the form of a need that somebody tells by phone. */
export async function behalf(staff, words) {
  const form = staff.locator('main form').last()
  await choose(form, '怎么来的', '电话')
  await staff.getByLabel('怎么称呼').fill('林阿婆')
  await staff.getByLabel('什么事').fill(words)
  await staff.locator('input[name=where]').fill('榕荫里2幢1单元301')
  await staff.locator('select[name=category]').selectOption({ label: '公共维修' })
  await staff.getByLabel('本人怎样说的、怎样同意代报').fill('用邻居的座机打来，电话里同意代报')
  await press(staff, '登记')
  if (await staff.getByRole('button', { name: '照样登记' }).count()) await press(staff, '照样登记')
  await fine(staff)
}

/** Fails where the page shows an error summary or refuses what was tried. */
export async function fine(page) {
  const wrong = page.locator('main .summary[role=alert], main .note.tone-red')
  if (await wrong.count()) assert.fail(`${page.url()} says: ${(await wrong.first().innerText()).trim()}`)
}

/** Waits until the page, or the record opened beside it, says so. */
export async function says(page, text) {
  await page.locator('main, #pane').getByText(text).filter({ visible: true }).first().waitFor()
}

/** Asks again until it is so; what is done by itself takes a moment. */
export async function until(so, what) {
  for (const end = Date.now() + 30000; !(await so());) {
    if (Date.now() > end) assert.fail(`never: ${what}`)
    await new Promise((r) => setTimeout(r, 500))
  }
}

/** The number by which addresses name the matter that is open on the page. */
export function idOf(page) {
  const found = /\/matters\/([0-9a-zA-Z]+)/.exec(page.url())
  assert.ok(found, `${page.url()} is no matter`)
  return found[1]
}

/** Runs the program beside the house and gives what it prints. */
export function jinlin(...args) {
  return execFileSync(bin(), args, { cwd: root, encoding: 'utf8' }).trim()
}

/** A photograph as a telephone makes it: a real JPEG with the words on it, and where it was taken written into it. */
export async function photograph(words) {
  const page = await (await theBrowser()).newPage()
  const plain = await page.evaluate((text) => {
    const c = document.createElement('canvas')
    c.width = 1200
    c.height = 900
    const p = c.getContext('2d')
    p.fillStyle = '#9aa7ad'
    p.fillRect(0, 0, 1200, 900)
    p.fillStyle = '#a63d2f'
    p.fillRect(0, 620, 1200, 280)
    p.fillStyle = '#fff'
    p.font = '72px sans-serif'
    p.fillText(text, 80, 460)
    return c.toDataURL('image/jpeg', 0.8).split(',')[1]
  }, words)
  await page.close()
  const jpeg = Buffer.from(plain, 'base64')
  const said = Buffer.from(`Exif\0\0${taken}`)
  const head = Buffer.from([0xff, 0xe1, 0, said.length + 2])
  return { name: `${words}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.concat([jpeg.subarray(0, 2), head, said, jpeg.subarray(2)]) }
}

/** What a camera wrote into the photographs; no stored picture may still hold it. */
export const taken = 'GPS 24.4559N 118.0890E'
