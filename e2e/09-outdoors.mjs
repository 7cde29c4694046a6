// A worker out of reach of the network: what is written waits on the phone, the
// strip says so, and the house has it once when the network is back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, picture } from './house.mjs'
import { fine, go, press, until, visit } from './town.mjs'

const words = `到现场看过了，石板松了一块，已经围起来，${Date.now() % 1000} 号锥桶留在那里`

test('a record written without network waits on the phone until the house has it', async (t) => {
  const worker = await visit(t, 'grid_worker', { home: '/field' })
  const strip = worker.locator('#network')
  const at = await inHand(worker)
  await until(() => worker.evaluate((page) => caches.match(page).then(Boolean), `${at}/handle`), 'the pages of the day are on the phone')
  await strip.getByText('已联网，记录都交上了').waitFor()

  await worker.context().setOffline(true)
  await strip.getByText('未联网，没有待交的记录').waitFor()
  await t.test('what was read ahead opens, what was not says so', async () => {
    await worker.goto('/field/matters/zzzz')
    await worker.getByRole('heading', { name: '未联网' }).waitFor()
    await press(worker, '回到要办的')
    await worker.locator(`main a[href="${at}"]`).click()
    await worker.waitForURL(`**${at}`)
  })
  await t.test('the record waits, and the page says that it does', async () => {
    await press(worker, '记一笔')
    await worker.getByLabel('做了什么').fill(words)
    await worker.locator('#doing').getByRole('button', { name: '记一笔' }).click()
    await worker.waitForURL('**/field')
    await strip.getByText('未联网，已存 1 条').waitFor()
    await worker.getByText('存在这台手机里的').click()
    await worker.locator('#outbox').getByText(words).waitFor()
    await accessible(worker, 'what waits on the phone')
    await picture(worker, 'offline')
  })
  await t.test('a closed page loses nothing', async () => {
    await worker.goto('/field')
    await strip.getByText('未联网，已存 1 条').waitFor()
  })
  await t.test('back in reach it is handed in, once', async () => {
    await worker.context().setOffline(false)
    await strip.getByText('已联网，记录都交上了').waitFor()
    await until(() => worker.locator('#outbox').isHidden(), 'nothing waits any more')
    await go(worker, at)
    await fine(worker)
    assert.equal(await worker.getByText(words, { exact: true }).count(), 1)
  })
  await t.test('what the house refuses stays, and says so', async () => {
    await worker.context().setOffline(true)
    await worker.goto(`${at}/handle`)
    await worker.locator('#doing').getByRole('button', { name: '记一笔' }).click() // with nothing written
    await worker.waitForURL('**/field')
    await worker.context().setOffline(false)
    await strip.getByText('有 1 条没交上，请打开看看').waitFor()
    await worker.getByText('存在这台手机里的').click()
    await worker.getByRole('button', { name: '不要了' }).click()
    await strip.getByText('已联网，记录都交上了').waitFor()
  })
})

// inHand is the address of a matter that the worker is at.
async function inHand(worker) {
  for (const href of await worker.locator('main a.item').evaluateAll((all) => all.map((a) => a.pathname))) {
    const page = await (await worker.request.get(href)).text()
    if (page.includes(`${href}/handle" data-ahead`)) return href
  }
  assert.fail('the worker of the demonstration has nothing in hand')
}
