// Hostile words in every field of every form that anybody of a community can
// open, and then every page that may show them: nothing runs, nothing becomes
// markup, nothing breaks.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { be, desktop, open, start } from './house.mjs'
import { payloads } from './payloads.mjs'
import { theBrowser } from './town.mjs'

// From who may do least to who may do most, for some of what they send takes
// rights away.
const roles = ['resident', 'grid_worker', 'community_secretary', 'audit_admin', 'subdistrict_lead']
const perKind = 2 // pages of one kind a walk
const perForm = 6 // times one form is sent

test('hostile words stay words', async (t) => {
  const house = await start('demo') // of its own: what is sent here wrecks a town
  t.after(() => house.remove())
  const page = await open(await theBrowser(), house.url, desktop)
  t.after(() => page.context().close())
  const sent = new Map() // form → how often
  const shown = new Set() // pages on which the words stand
  let posts = 0
  for (const role of roles) {
    await t.test(role, async () => {
      await be(page, role)
      const forms = new Map()
      await walk(page, (found) => found.forms.forEach((f) => forms.set(kind(f.action) + f.fields.map((x) => x.name), f)))
      for (const [key, form] of forms) {
        for (let n = sent.get(key) ?? 0; n < perForm; n++, posts++) {
          sent.set(key, n + 1)
          await send(page, form, posts)
        }
      }
      await walk(page, (found) => found.shows && shown.add(found.path))
      assert.deepEqual(page.faults, [], 'nothing runs')
    })
  }
  t.diagnostic(`${sent.size} forms, ${posts} times sent, words shown on ${shown.size} pages`)
  assert.ok(sent.size > 30 && shown.size > 15, 'the words must have got in, or this proves nothing')
})

/** Fills a form: a payload in every field of text, the first offer elsewhere. */
async function send(page, form, turn) {
  const filled = {}
  form.fields.forEach((field, i) => {
    if (field.text) filled[field.name] = payloads[(turn * 7 + i) % payloads.length]
    else if (field.value !== null) filled[field.name] = field.value
  })
  const how = form.method === 'get' ? page.request.get(form.action, { params: filled, maxRedirects: 5 })
    : form.multipart ? page.request.post(form.action, { multipart: filled }) : page.request.post(form.action, { form: filled })
  const answer = await how
  assert.ok(answer.status() < 500, `${form.method} ${form.action} answers ${answer.status()} to ${JSON.stringify(filled)}`)
}

/** Opens what this person can reach by links, a few pages of each kind. */
async function walk(page, see) {
  const next = ['/', '/field', '/desk', '/open'], seen = new Set(next), kinds = new Map()
  while (next.length) {
    const path = next.shift()
    const answer = await page.goto(path).catch((e) => {
      if (!/Download is starting|ERR_ABORTED/.test(e.message)) throw e
    })
    if (!answer || answer.status() === 404 || answer.status() === 403) continue
    assert.ok(answer.status() < 500, `${path} answers ${answer.status()}`)
    const found = await page.evaluate(look)
    assert.deepEqual(found.strange, [], `${path} holds markup that nobody wrote`)
    see({ ...found, path: kind(path) })
    for (const link of found.links) {
      const k = kind(link)
      if (seen.has(link) || (kinds.get(k) ?? 0) >= perKind || /\.(csv|xlsx|pdf|zip)|sign-out|\/demo\//.test(link)) continue
      kinds.set(k, (kinds.get(k) ?? 0) + 1)
      seen.add(link)
      next.push(link)
    }
  }
}

/** The kind of a page: its address without the filters and without what names one thing. */
function kind(path) {
  return path.split(/[?#]/)[0].replace(/\/[0-9a-z]{9,}(?=\/|$)/g, '/…')
}

/** In the page: its links, its forms, whether the words stand on it, and what nobody of the house has written. */
function look() {
  const strange = []
  for (const e of document.querySelectorAll('*')) {
    if (/jlx/i.test(e.tagName)) strange.push(e.outerHTML.slice(0, 200))
    for (const a of e.attributes) {
      const active = /^on/i.test(a.name) || /jlx/i.test(a.name) || (/^(href|src|action|formaction|data)$/i.test(a.name) && /^\s*(javascript|vbscript|data:text)/i.test(a.value))
      if (active) strange.push(`${e.tagName} ${a.name}=${a.value.slice(0, 100)}`)
    }
    if (/^(IFRAME|OBJECT|EMBED|BASE)$/.test(e.tagName) || (e.tagName === 'SCRIPT' && /jlx/.test(e.textContent + e.src))) strange.push(e.outerHTML.slice(0, 200))
  }
  // By attribute: a field of the name "action" hides the property.
  const forms = [...document.forms].map((form) => {
    const to = new URL(form.getAttribute('action') ?? location.href, location)
    return {
      action: to.pathname + to.search, here: to.origin === location.origin,
      method: form.getAttribute('method') ?? 'get', multipart: form.getAttribute('enctype') === 'multipart/form-data',
      fields: [...form.elements].filter((e) => e.name && e.type !== 'file').map((e) => ({
        name: e.name,
        text: e.tagName === 'TEXTAREA' || ['text', 'search', 'tel', 'email', 'url'].includes(e.type),
        value: e.type === 'radio' || e.type === 'checkbox' ? (e.checked || e.required ? e.value : null)
          : e.tagName === 'SELECT' ? ([...e.options].find((o) => o.value)?.value ?? '')
          : e.value || ({ number: '1', date: '2026-11-23', 'datetime-local': '2026-11-23T10:00' }[e.type] ?? ''),
      })),
    }
  }).filter((f) => f.here && f.fields.some((x) => x.text) && !/sign-in|\/me\/password|\/demo\//.test(f.action))
  return {
    strange, forms, shows: /jlx/.test(document.body.innerText),
    links: [...document.querySelectorAll('a[href]')].map((a) => a.getAttribute('href')).filter((h) => h.startsWith('/') && !h.startsWith('//')).map((h) => h.split('#')[0]),
  }
}
