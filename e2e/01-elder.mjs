// An old neighbour asks for help with two taps and hears back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible } from './house.mjs'
import { deed, fine, go, idOf, press, visit } from './town.mjs'

test('an elder asks for help in two taps and hears back', async (t) => {
  const her = await visit(t, 'elder', { old: true })
  await accessible(her, 'the first page of 长辈版')
  await press(her, '我要人帮忙')
  await accessible(her, 'what help')
  await press(her, '给我打个电话')
  await her.getByRole('heading', { name: '好，已经告诉社区了' }).waitFor()
  assert.match(await her.locator('#told').innerText(), /打电话给您/)
  await accessible(her, 'told')
  await press(her, '看看走到哪了')
  const id = idOf(her)
  await accessible(her, 'where it is')

  const worker = await visit(t, 'grid_worker', { home: '/field' })
  await worker.locator(`a[href="/field/matters/${id}"]`).first().waitFor()
  await go(worker, `/field/matters/${id}`)
  await press(worker, '签收')
  await fine(worker)
  await go(her, '/notices')
  await her.getByText('没看过').first().waitFor()
  await accessible(her, 'the notices')

  await go(worker, `/field/matters/${id}`)
  await deed(worker, '反馈结果', async (form) => {
    await form.getByLabel('怎么办的').fill('打过电话，下午陪您去社区医院量血压')
  })
  const secretary = await visit(t, 'community_secretary', { home: `/desk/matters/${id}` })
  await press(secretary, '审核通过')
  await fine(secretary)

  await go(her, '/notices')
  await Promise.all([her.waitForEvent('framenavigated'), her.locator('main button.item').first().click()])
  await her.waitForLoadState()
  assert.equal(idOf(her), id, 'the notice leads to the matter')
  await her.getByText('下午陪您去社区医院量血压').first().waitFor()
  await accessible(her, 'the answer')
  await her.getByLabel('解决了', { exact: true }).check()
  await her.getByLabel('满意', { exact: true }).check()
  await press(her, '评一评', her.locator('#doing'))
  await fine(her)
  await her.getByText('谢谢，记下了').first().waitFor()
  await accessible(her, 'judged')
})
