// The forms of the first journeys without any script.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { desktop, phone } from './house.mjs'
import { behalf, deed, fine, go, idOf, photograph, press, raise, says, taken, visit } from './town.mjs'

const bare = { ...phone, javaScriptEnabled: false }
const bareDesk = { ...desktop, javaScriptEnabled: false }

test('every step works without script', async (t) => {
  const worker = await visit(t, 'grid_worker', { options: bare, home: '/field' })
  const secretary = await visit(t, 'community_secretary', { options: bareDesk, home: '/desk' })

  await t.test('help in two taps', async (t) => {
    const her = await visit(t, 'elder', { options: bare, old: true })
    await press(her, '我要人帮忙')
    await press(her, '给我打个电话')
    await says(her, '好，已经告诉社区了')
    await press(her, '看看走到哪了')
    await go(worker, `/field/matters/${idOf(her)}`)
    await press(worker, '签收')
    await fine(worker)
  })
  await t.test('a photo sent in, accepted, reported and judged', async (t) => {
    const resident = await visit(t, 'resident', { options: bare })
    const id = await raise(resident, {
      words: '消防栓漏水，地上都是水', where: '海棠新村', category: '消防通道', photos: [await photograph('hydrant')],
    })
    await go(resident, `/matters/${id}`)
    const src = await resident.locator('main img').first().getAttribute('src')
    const kept = await (await resident.request.get(src)).body()
    assert.ok(kept.length > 1000 && !kept.includes(taken), 'where a photo was taken is not kept')
    await go(worker, `/field/matters/${id}`)
    await press(worker, '签收')
    await go(worker, `/field/matters/${id}`)
    await deed(worker, '反馈结果', async (form) => {
      await form.getByLabel('怎么办的').fill('关了阀门，换了垫圈')
      await form.locator('input[type=file][name=after]').setInputFiles([await photograph('dry')])
    })
    await go(secretary, `/desk/matters/${id}`)
    await press(secretary, '审核通过')
    await go(resident, `/matters/${id}`)
    await deed(resident, '评一评', async (form) => {
      await form.getByLabel('解决了', { exact: true }).check()
      await form.getByLabel('满意', { exact: true }).check()
    })
    await says(resident, '谢谢，记下了')
  })
  await t.test('on behalf of somebody at the telephone', async () => {
    await go(secretary, '/desk/matters/new')
    await behalf(secretary, '五楼楼梯扶手松了')
    await says(secretary, '五楼楼梯扶手松了')
  })
  await t.test('what cannot be taken back is asked on a page', async () => {
    await go(secretary, '/desk/doors')
    await secretary.getByRole('button', { name: /各做一个/ }).click()
    const codes = secretary.getByRole('button', { name: '停用' })
    const before = await codes.count()
    await codes.last().click()
    await secretary.getByRole('heading', { name: /要停用吗/ }).waitFor()
    await press(secretary, '算了，回去')
    assert.equal(await codes.count(), before)
    await codes.last().click()
    await press(secretary, '确定')
    await fine(secretary)
    assert.equal(await codes.count(), before - 1)
  })
})
