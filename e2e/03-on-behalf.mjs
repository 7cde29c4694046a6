// Staff write down what a resident without a phone says, and print the receipt.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, clean, desktop, open } from './house.mjs'
import { behalf, go, idOf, press, says, theBrowser, town, visit } from './town.mjs'

test('staff raise a matter by phone for a resident without one and print the receipt', async (t) => {
  const staff = await visit(t, 'community_secretary', { options: desktop, home: '/desk/matters/new' })
  await accessible(staff, 'on behalf')
  await behalf(staff, '三楼楼道灯坏了，晚上下楼看不见')
  const id = idOf(staff)
  await press(staff, '打印回执')
  assert.match(staff.url(), new RegExp(`${id}/receipt`))
  const paper = await staff.locator('body').innerText()
  assert.match(paper, /三楼楼道灯坏了/)
  assert.match(paper, /回执号/)
  assert.match(paper, /0592-5550110/, 'the receipt says whom to call')
  assert.ok(await staff.locator('svg, img').count(), 'the receipt carries a code to the same thing')
  await accessible(staff, 'the receipt')
  await staff.emulateMedia({ media: 'print' })
  assert.equal(await staff.locator('.banner').filter({ visible: true }).count(), 0, 'nothing of the screen is printed')

  await t.test('and the number on it finds the matter without an account', async () => {
    const number = await staff.locator('dt', { hasText: '回执号' }).locator('xpath=following-sibling::dd[1]').innerText()
    const anyone = await open(await theBrowser(), (await town()).url)
    await go(anyone, '/r')
    await accessible(anyone, 'where receipts are looked up')
    await anyone.locator('main input:not([type=hidden])').first().fill(number.trim())
    await Promise.all([anyone.waitForEvent('framenavigated'), anyone.locator('main form button').last().click()])
    await anyone.getByText(number.trim()).first().waitFor()
    await says(anyone, '怎么办的')
    assert.doesNotMatch(await anyone.locator('main').innerText(), /林阿婆|301/, 'nobody is named to whoever finds a receipt')
    await accessible(anyone, 'the matter behind a receipt')
    await anyone.context().close()
    clean(anyone)
  })
})
