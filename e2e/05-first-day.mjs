// An empty server becomes a working community on its first day.
import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { accessible, clean, desktop, open, phone, root, start } from './house.mjs'
import { xlsx } from './sheet.mjs'
import { choose, fine, go, idOf, press, says, theBrowser, until } from './town.mjs'

test('an empty server becomes a working community', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'jinlin-first-'))
  const house = await start('serve', { dir, env: { JINLIN_SMS: messenger(dir) } })
  t.after(() => house.remove())
  const page = await open(await theBrowser(), house.url, desktop)
  t.after(async () => {
    await page.context().close()
    clean(page)
  })
  const touches = await counted(page)
  let id
  await t.test('the first-run page', () => firstRun(page, house))
  await t.test('the first sign-in: an own password and a second factor', () => signIn(page))
  await t.test('the divisions of three cities from a table', () => divisions(page))
  await t.test('a seat of a community, and who holds it', () => seat(page))
  await t.test('500 homes from the table of a property company', () => roster(page))
  const code = await letter(t, page)
  await t.test('a resident proves by the letter where they live, and raises a matter', async () => (id = await resident(house, code)))
  await t.test('the worker of that community sees it', () => worker(house, id))
  const work = await touches()
  t.diagnostic(`${work} touches from the empty server to the printed letters`)
  assert.ok(work <= 45, `${work} touches: more than ten minutes of a person's work`)
})

// counted counts what a person does: fields filled, choices made, links and
// buttons pressed, pages gone to.
async function counted(page) {
  await page.context().addInitScript(() => {
    const filled = new WeakSet()
    const touch = () => sessionStorage.setItem('touches', 1 + Number(sessionStorage.getItem('touches')))
    addEventListener('input', ({ target }) => {
      if (filled.has(target)) return
      filled.add(target)
      touch()
    }, true)
    addEventListener('click', ({ target }) => target.closest('a, button') && touch(), true)
  })
  let gone = 0
  const walk = page.goto.bind(page)
  page.goto = (...to) => (gone++, walk(...to))
  return async () => gone + Number(await page.evaluate(() => sessionStorage.getItem('touches')))
}

let login, password

async function firstRun(page, house) {
  const code = /开箱码：(\w+)/.exec(house.log())[1]
  await go(page, '/setup')
  await accessible(page, 'the first-run page')
  await page.getByLabel('先找到您管的地方').fill('开元街道')
  await press(page, '找一找')
  await page.locator('label.choice').filter({ hasText: '开元街道' }).first().click()
  await page.getByLabel('居民打哪个电话找你们').fill('0592-5550110')
  await page.getByLabel('您的名字').fill('郑国栋')
  await page.getByLabel('您的手机').fill('13900000001')
  await page.getByLabel('登录名').fill('kaiyuan.zheng')
  await page.getByLabel('开箱码').fill('WRONGONE')
  await press(page, '建起来')
  assert.match(await page.locator('main').innerText(), /开箱码不对/)
  assert.equal(await page.getByLabel('您的名字').inputValue(), '郑国栋', 'nothing typed is lost')
  await accessible(page, 'a wrong opening code')
  await page.getByLabel('开箱码').fill(code)
  await press(page, '建起来')
  await page.getByRole('heading', { name: '建好了' }).waitFor()
  login = 'kaiyuan.zheng'
  password = await page.locator('#first-password').innerText()
  await press(page, '去登录')
}

async function signIn(page) {
  await accessible(page, 'the door of staff')
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await press(page, '登录')
  await page.getByLabel('新密码', { exact: true }).fill('海风吹过三角梅 1998')
  await page.getByLabel('再填一次新密码').fill('海风吹过三角梅 1998')
  await press(page, '换好，继续')
  await fine(page)
  await press(page, '开始设置')
  await accessible(page, 'the second factor')
  const secret = await page.locator('input[name=secret]').inputValue()
  await page.getByLabel('验证器显示的 6 位数字').fill(totp(secret))
  await press(page, '设置好了')
  await fine(page)
  await page.locator('#recovery').waitFor()
  await press(page, '抄好了，继续')
  assert.match(page.url(), /\/desk/, 'the door leads to where it was asked for')
  await accessible(page, 'the empty desk')
}

async function divisions(page) {
  await go(page, '/desk/divisions')
  await page.locator('input[name=file]').setInputFiles(join(root, 'internal/place/data/divisions.csv'))
  await press(page, '读出来看看')
  await fine(page)
  await accessible(page, 'what the table would change')
  await says(page, '别处的，不动')
  const apply = page.getByRole('button', { name: '照这样导入' })
  if (await apply.count()) await press(page, '照这样导入')
  await fine(page)
  await go(page, '/desk/places')
  await page.getByText('深田社区').first().waitFor()
}

async function seat(page) {
  await go(page, '/desk/organizations')
  await accessible(page, 'the organisations')
  await press(page, '街道办事处')
  await press(page, '加一个岗位')
  await page.getByLabel('岗位类别').selectOption({ label: '社区工作者' })
  await choose(page, '管哪里', '深田社区')
  await press(page, '加上岗位')
  await fine(page)
  await press(page, '请人来担任')
  await accessible(page, 'who takes the seat')
  await page.getByLabel('姓名').fill('黄小兰')
  await page.getByLabel('手机号').fill('13900000002')
  await press(page, '登记并任命')
  await fine(page)
  await says(page, '黄*')
}

async function roster(page) {
  await go(page, '/desk/rosters')
  await accessible(page, 'where rosters are brought in')
  await choose(page, '导入到哪里', '深田社区')
  await page.getByLabel('名册文件').setInputFiles({
    name: '石榴花园住户.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: xlsx(homes(500)),
  })
  await press(page, '读进来核对')
  await fine(page)
  await settled(page, /导入这些/)
  await accessible(page, 'what the roster would change')
  await press(page, '导入这些')
  const told = await settled(page, /看住户名册/)
  assert.match(told, /500 户、500 人已经在名册里了/)
  await accessible(page, 'what the roster did')
  await press(page, '看住户名册')
  assert.match(await page.locator('main').innerText(), /业主 500 人/)
  await accessible(page, 'the homes')
}

// letter prints the letters of all homes and reads the one of 石榴花园 1幢 1单元 101.
async function letter(t, page) {
  let code
  await t.test('a letter with a code for each home', async () => {
    await press(page, '印住址码信')
    await accessible(page, 'which letters to print')
    await press(page, '印 500 封')
    const letters = page.locator('article.paper')
    assert.equal(await letters.count(), 500)
    const mine = letters.filter({ has: page.getByText('石榴花园 1幢 1单元 101', { exact: true }) })
    code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(await mine.innerText())[0]
  })
  return code
}

async function resident(house, code) {
  const page = await open(await theBrowser(), house.url, phone)
  await bySms(page, house, '13905929999', `/me/home?code=${code}`)
  await accessible(page, 'the code of the letter')
  await press(page, '这是我家')
  await fine(page)
  await says(page, '石榴花园 1幢 1单元 101')
  await go(page, '/matters/new')
  await page.getByLabel('什么事').fill('楼下路灯不亮')
  await press(page, '交给社区')
  await fine(page)
  const id = idOf(page)
  await page.context().close()
  clean(page)
  return id
}

async function worker(house, id) {
  const page = await open(await theBrowser(), house.url, phone)
  await bySms(page, house, '13900000002', '/sign-in?by=phone&next=/desk/matters')
  await page.locator(`a[href^="/desk/matters/${id}"]`).first().waitFor()
  await go(page, `/desk/matters/${id}`)
  await says(page, '楼下路灯不亮')
  await accessible(page, 'what the worker sees')
  await page.context().close()
  clean(page)
}

// settled opens the page again until the work on it is done.
async function settled(page, sign) {
  for (let i = 0; i < 120; i++) {
    await fine(page) // what failed is told once
    const text = await page.locator('main').innerText()
    if (sign.test(text)) return text
    await page.waitForTimeout(250)
    await page.reload()
  }
  assert.fail(`never came to ${sign}: ${await page.locator('main').innerText()}`)
}

function homes(count) {
  const rows = [['小区', '楼栋', '单元', '房号', '建筑面积', '业主', '联系电话']]
  for (let i = 0; i < count; i++) {
    rows.push(['石榴花园', `${Math.floor(i / 100) + 1}幢`, `${(Math.floor(i / 50) % 2) + 1}单元`,
      `${(Math.floor(i / 5) % 10) + 1}0${(i % 5) + 1}`, `${70 + (i % 40)}.5`,
      `${'陈林黄张吴'[i % 5]}${'志秀建美国'[Math.floor(i / 5) % 5]}${'强华芳英伟'[Math.floor(i / 25) % 5]}`, `139059${20000 + i}`])
  }
  return rows
}

async function bySms(page, house, number, to) {
  await go(page, to)
  await page.getByLabel('手机号').fill(number)
  await press(page, '发验证码给我')
  await fine(page)
  const message = join(house.dir, 'message')
  await until(() => existsSync(message), 'a message with the code')
  const code = /\d{6}/.exec(readFileSync(message, 'utf8'))[0]
  rmSync(message)
  await page.getByLabel('验证码').fill(code)
  await press(page, '登录')
  await fine(page)
  if (/\/welcome/.test(page.url())) {
    await accessible(page, 'the welcome')
    for (const tick of await page.locator('main input[type=checkbox]').all()) await tick.check()
    await Promise.all([page.waitForEvent('framenavigated'), page.locator('main form button').first().click()])
  }
}

/** The command that a community sets up to send messages; this one writes them down. */
function messenger(dir) {
  const path = join(dir, 'send-message')
  writeFileSync(path, `#!/bin/sh\nprintf '%s' "$2" > '${dir}/message'\n`, { mode: 0o755 })
  return path
}

/** The six digits of RFC 6238 at this moment. */
function totp(secret) {
  const bits = [...secret.replace(/[\s=]/g, '').toUpperCase()].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0')).join('')
  const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)))
  const count = Buffer.alloc(8)
  count.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)))
  const mac = createHmac('sha1', key).update(count).digest()
  return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1e6).padStart(6, '0')
}
