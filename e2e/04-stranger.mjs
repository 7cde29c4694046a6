// What one community is told, the grid worker of another finds by no way.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { desktop } from './house.mjs'
import { go, jinlin, photograph, raise, town, visit } from './town.mjs'

test('the grid worker of another community finds nothing of it', async (t) => {
  const house = await town()
  const word = '蓝花楹倒了'
  const resident = await visit(t, 'resident')
  const id = await raise(resident, { words: `${word}，邻居不让锯`, category: '邻里纠纷', photos: [await photograph('tree')] })
  await go(resident, `/matters/${id}`)
  const photo = await resident.locator('main a[href^="/files/"], main img[src^="/files/"]').first()
    .evaluate((e) => e.getAttribute('href') ?? e.getAttribute('src'))
  const known = await visit(t, 'grid_worker', { options: desktop, home: `/field/matters/${id}` })
  assert.match(await known.locator('main').innerText(), /蓝花楹/, 'the worker of the community sees it')
  assert.equal((await known.request.get(photo)).status(), 200)

  const stranger = await visit(t, 'grid_worker_2', { options: desktop, home: '/field' })
  // What was asked for may be said back, in the search box and the switches; nothing else.
  const unseen = async (path) => {
    const answer = await stranger.request.get(path)
    const text = (await answer.text()).replaceAll(`value="${word}"`, '')
    assert.ok(!text.includes(word), `${path} says what it is`)
    assert.ok(path.includes(id) || !text.includes(id), `${path} leads to it`)
    return answer.status()
  }
  await t.test('in no list and by no search', async () => {
    for (const path of ['/field', '/desk', '/desk/matters?stage=all', `/desk/matters?stage=all&q=${encodeURIComponent(word)}`,
      '/desk/matters?stage=all&q=%E6%B6%88%E9%98%B2%E9%80%9A%E9%81%93', '/matters', '/notices', '/desk/board',
      '/desk/matters/export?as=csv&stage=all', '/desk/unrouted']) {
      const status = await unseen(path)
      assert.ok([200, 403, 404].includes(status), `${path} answers ${status}`)
    }
  })
  await t.test('at no address', async () => {
    for (const face of ['/matters', '/field/matters', '/desk/matters']) {
      for (const rest of ['', '/receipt', '/order', '/report', '/accept', '/judge']) {
        assert.ok([403, 404].includes(await unseen(`${face}/${id}${rest}`)), `${face}/${id}${rest} opens`)
      }
      for (const deed of ['accept', 'return', 'report', 'reveal', 'follow', 'withdraw']) {
        const answer = await stranger.request.post(`${face}/${id}/${deed}`, { form: { version: '1', reason: 'x', words: 'x' } })
        assert.ok([403, 404, 405].includes(answer.status()), `${deed} answers ${answer.status()}`)
      }
    }
  })
  await t.test('of what stands in the public list, no more than anybody', async () => {
    const open = await raise(resident, { words: `${word}，车进不来`, category: '消防通道', photos: [await photograph('lane')] })
    for (const rest of ['', '/judge', '/withdraw']) {
      const text = await (await stranger.request.get(`/matters/${open}${rest}`)).text()
      assert.ok(!text.includes(word) && !text.includes('/files/') && !text.includes('陈*'), `/matters/${open}${rest} tells more`)
    }
    for (const face of ['/field/matters', '/desk/matters']) {
      assert.equal((await stranger.request.get(`${face}/${open}`)).status(), 404)
    }
  })
  await t.test('in no file', async () => assert.equal((await stranger.request.get(photo)).status(), 404))
  await t.test('not with a program of the seat', async () => {
    const headers = { authorization: `Bearer ${await token(t, house)}` }
    const list = await fetch(`${house.url}/api/v1/matters`, { headers })
    assert.equal(list.status, 200)
    assert.ok(!(await list.text()).includes(id), 'the list of the API tells of it')
    const one = await fetch(`${house.url}/api/v1/matters/${id}`, { headers })
    assert.equal(one.status, 404)
    const take = await fetch(`${house.url}/api/v1/matters/${id}/accept`, {
      method: 'POST', headers: { ...headers, 'content-type': 'application/json', 'idempotency-key': 'stranger' }, body: '{"version":1}',
    })
    assert.ok([403, 404].includes(take.status), `to accept it answers ${take.status}`)
  })
})

// token is a token of the seat that the stranger holds, as the operator prints it.
async function token(t, house) {
  const lead = await visit(t, 'subdistrict_lead', { options: desktop, home: '/desk/organizations/seats' })
  const there = await lead.locator('select[name=in] option').filter({ hasText: '阳台山' }).getAttribute('value')
  await go(lead, `/desk/organizations/seats?kind=grid_worker&in=${there}`)
  const seat = /seats\/([0-9a-z]+)/.exec(await lead.locator('tbody a').first().getAttribute('href'))[1]
  return jinlin('token', '--data', house.dir, '--seat', seat)
}
