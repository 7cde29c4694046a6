// A need that is spoken, and what is handed over on paper.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { desktop, out } from './house.mjs'
import { fine, go, idOf, press, visit } from './town.mjs'

test('a need is spoken instead of written', async (t) => {
  const elder = await visit(t, 'elder', { old: true, home: '/matters/new' })
  await elder.getByRole('button', { name: '按一下开始说' }).click()
  await elder.getByText(/正在录/).waitFor()
  await elder.waitForTimeout(1200)
  await elder.getByRole('button', { name: '说完了' }).click()
  await elder.getByText('录好了，可以听一遍').waitFor()
  await press(elder, '交给社区')
  await fine(elder)
  const sound = elder.locator('main audio')
  await sound.waitFor()
  const heard = await elder.request.get(await sound.getAttribute('src'))
  assert.equal(heard.status(), 200)
  assert.match(heard.headers()['content-type'], /^(audio|video)\//)
  assert.ok((await heard.body()).length > 1000, 'the recording has sound in it')

  const id = idOf(elder)
  const desk = await visit(t, 'community_secretary', { home: `/desk/matters/${id}` })
  await desk.locator('audio').first().waitFor({ state: 'attached' })
})

test('what is handed over is printed on A4', async (t) => {
  const staff = await visit(t, 'community_secretary', { options: desktop, home: '/desk/matters?stage=handling' })
  const matter = (await staff.locator('a[data-row]').first().getAttribute('href')).split('?')[0]
  const name = await staff.locator('.rail .who').innerText()
  const by = name.split(/[ ·]/)[0]
  const papers = {
    'work order': [`${matter}/order`, 1, '工单', by, '办理人签名'],
    receipt: [`${matter}/receipt`, 1, '回执', by, '0592-5550110', '/r/'],
  }
  await go(staff, '/desk/doors')
  if (!(await staff.getByRole('link', { name: '打印这里的' }).count())) await press(staff, /每栋楼各做一个/)
  papers['door sheet'] = [await staff.getByRole('link', { name: '打印', exact: true }).first().getAttribute('href'), 1, '扫一扫', '0592-5550110', '/q/']
  for (const [what, [path, pages, ...texts]] of Object.entries(papers)) {
    await t.test(what, async () => {
      await go(staff, path)
      await onPaper(staff, what, pages, ['1 / 1', ...texts])
    })
  }
  await t.test('code letters, a page each', async () => {
    await go(staff, '/desk/letters')
    while (await staff.locator('main .chip').count()) await press(staff, await staff.locator('main .chip').first().innerText())
    const letters = Number(/\d+/.exec(await staff.getByRole('button', { name: /^印/ }).innerText()))
    await press(staff, /^印/)
    await onPaper(staff, 'letters', letters, ['您家的住址码', '住户 收', `1 / ${letters}`])
  })
})

// onPaper prints the page and reads the paper: its size, how many sheets, what stands on it.
async function onPaper(page, name, sheets, texts) {
  assert.ok(await page.locator('.paper svg.qr').count() >= sheets, 'each sheet carries a code')
  const file = join(out, `${name.replace(' ', '-')}.pdf`)
  const pdf = await page.pdf({ path: file, preferCSSPageSize: true })
  const raw = pdf.toString('latin1')
  assert.equal(raw.match(/\/Type \/Page\b(?!s)/g)?.length, sheets, `sheets of ${name}`)
  assert.match(raw, /\/MediaBox \[0 0 59[45](\.\d+)? 84[12](\.\d+)?\]/, 'A4')
  const read = reader(file)
  if (read === undefined) return
  for (const text of texts) assert.ok(bare(read).includes(bare(text)), `${name} does not say ${text}:\n${read.slice(0, 600)}`)
}

const bare = (text) => text.replace(/\s/g, '')

// reader is the text of a PDF, where the machine has something to read it with.
function reader(file) {
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  } catch (e) {
    if (e.code === 'ENOENT') return undefined
    throw e
  }
}
