// A blocked fire lane, from the photo to the end, with everything that can go
// wrong between: returned, ruled on, judged unhappy, done once more.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, desktop } from './house.mjs'
import { choose, deed, fine, go, photograph, press, raise, says, until, visit } from './town.mjs'

test('a blocked fire lane is snapped, dispatched, returned, ruled on, handled, judged and done again', async (t) => {
  const resident = await visit(t, 'resident')
  const secretary = await visit(t, 'community_secretary', { options: desktop, home: '/desk' })
  const worker = await visit(t, 'grid_worker', { home: '/field' })
  const id = await raise(resident, {
    words: '1 幢楼下消防通道被一辆白色面包车堵住，消防车进不来', where: '海棠新村', photos: [await photograph('blocked')],
  })
  const [mine, desk, field] = [`/matters/${id}`, `/desk/matters/${id}`, `/field/matters/${id}`]
  await accessible(resident, 'raised')

  await t.test('dispatched to the seat', async () => {
    await go(secretary, desk)
    await accessible(secretary, 'the record at the desk')
    await deed(secretary, '派单', (form) => choose(form, '交给谁', '第一网格'))
    await go(worker, '/field')
    await worker.locator(`a[href="${field}"]`).first().waitFor()
    await accessible(worker, 'the inbox of the worker')
  })
  await t.test('returned, and the desk rules that it stays', async () => {
    await go(worker, field)
    await accessible(worker, 'the record outdoors')
    await deed(worker, '退单', (form) => form.getByLabel('为什么不归这里管').fill('停在小区里面，应该归物业'))
    await go(secretary, '/desk/matters?stage=returned')
    await secretary.locator(`a[href^="${desk}"]`).first().waitFor()
    await go(secretary, desk)
    await deed(secretary, '维持原派', (form) => form.getByLabel('裁定的理由').fill('消防通道由网格先到场，物业配合'))
    await go(worker, field)
    assert.equal(await worker.getByRole('link', { name: '退单', exact: true }).count(), 0, 'what was ruled on is not returned again')
  })
  await t.test('handled, with photos of before and after', async () => {
    await handled(worker, field, '联系车主挪开了，地上重新画了禁停线')
    await go(secretary, desk)
    await press(secretary, '审核通过')
    await fine(secretary)
    await go(resident, mine)
    await says(resident, '联系车主挪开了')
    assert.ok(await resident.locator('main img').count() >= 2, 'before and after are shown')
    await accessible(resident, 'reported back')
  })
  await t.test('judged unhappy and opened again', async () => {
    await judged(resident, '没有解决', '不满意')
    await go(resident, mine)
    await deed(resident, '还没办好，请再办', (form) => form.getByLabel('还有什么没办好').fill('今天早上又堵上了'))
    await go(worker, '/field')
    await worker.locator(`a[href="${field}"]`).first().waitFor()
  })
  await t.test('handled again, judged and closed', async () => {
    await handled(worker, field, '装了隔离桩，车开不进来了')
    await go(secretary, desk)
    await press(secretary, '审核通过')
    await go(resident, mine)
    await judged(resident, '解决了', '满意')
    await go(secretary, desk)
    // What was judged good closes by itself, a moment later.
    await until(async () => {
      await go(secretary, '/desk/matters?stage=ended')
      return secretary.locator(`a[href^="${desk}"]`).count()
    }, 'the desk lists it among what is closed')
    await go(secretary, desk)
    await says(secretary, '办结了：已解决')
    await go(resident, mine)
    await says(resident, '已解决')
  })
})

async function handled(worker, field, words) {
  await go(worker, field)
  const accept = worker.getByRole('button', { name: '签收', exact: true })
  if (await accept.count()) await press(worker, '签收')
  await fine(worker)
  await go(worker, field)
  await deed(worker, '反馈结果', async (form) => {
    await form.getByLabel('怎么办的').fill(words)
    await form.locator('input[type=file][name=before]').setInputFiles([await photograph('before')])
    await form.locator('input[type=file][name=after]').setInputFiles([await photograph('after')])
  })
}

async function judged(resident, solved, satisfied) {
  await deed(resident, '评一评', async (form) => {
    await form.getByLabel(solved, { exact: true }).check()
    await form.getByLabel(satisfied, { exact: true }).check()
  })
  await says(resident, '谢谢，记下了')
}
