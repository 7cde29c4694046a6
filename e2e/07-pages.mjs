// Every page that the navigation of every role leads to, in every look.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessible, desktop, phone, picture } from './house.mjs'
import { go, visit } from './town.mjs'

// Whoever sees a face most comes first; of the others, what is new to them.
const roles = ['elder', 'grid_worker', 'subdistrict_lead', 'audit_admin', 'system_admin', 'security_admin', 'community_secretary', 'property_manager', 'resident']
const looks = [
  { name: '390', options: phone },
  { name: '1440', options: desktop },
  { name: '390, 长辈版', options: phone, elder: true },
  { name: '1440, English', options: desktop, lang: 'en' },
  { name: '390, 深色', options: phone, scheme: 'dark' },
  { name: '1440, 深色', options: desktop, scheme: 'dark' },
]

for (const look of looks) {
  test(`every page at ${look.name}`, async (t) => {
    const seen = new Set()
    for (const role of roles) await t.test(role, (t) => walk(t, role, look, seen))
  })
}

// walk opens what nobody opened yet in this look, and the first pages again.
async function walk(t, role, look, seen) {
  const page = await visit(t, role, { options: look.options, old: look.elder })
  if (look.lang) await dressed(page, { lang: look.lang })
  if (look.scheme) await dressed(page, { scheme: look.scheme })
  const wrong = []
  for (const path of await navigation(page)) {
    const known = seen.has(path)
    if (known && !['/', '/field', '/desk'].includes(path)) continue
    seen.add(path)
    const answer = await page.goto(path)
    if (answer.status() !== 200) wrong.push(`${path} answers ${answer.status()}`)
    const { wide, lang } = await page.evaluate(() => ({
      wide: document.scrollingElement.scrollWidth - innerWidth, lang: document.documentElement.lang,
    }))
    if (wide > 1) wrong.push(`${path} is ${wide} px wider than the screen`)
    if (lang !== (look.lang ?? 'zh-CN')) wrong.push(`${path} speaks ${lang}`)
    if (!known && audited(look, path)) await accessible(page, path).catch((e) => wrong.push(e.message))
  }
  assert.deepEqual(wrong, [])
}

// Each face is audited where it is worked with: the desk at a desk, the others
// in the hand; in English the first pages.
function audited(look, path) {
  if (look.lang) return ['/', '/field', '/desk', '/desk/matters', '/open'].includes(path)
  return path.startsWith('/desk') === (look.options === desktop)
}

/** The addresses that the navigation of every face leads to, for whoever this is,
 * what stands under 我的, and at a desk one person. */
async function navigation(page) {
  const all = new Set(['/', '/open', '/open/matters', '/open/privacy'])
  for (const face of ['/', '/field', '/desk']) {
    if ((await page.goto(face)).status() !== 200) continue
    for (const href of await page.locator('nav a[href^="/"]').evaluateAll((a) => a.map((x) => x.getAttribute('href')))) all.add(href)
  }
  const within = async (at, href) => {
    if ((await page.goto(at)).status() !== 200) return []
    return page.locator(`main a[href^="${href}"]`).evaluateAll((a) => a.map((x) => x.getAttribute('href')))
  }
  for (const href of await within('/me', '/me/')) if (href !== '/me/copy') all.add(href)
  if (all.has('/desk/homes')) for (const href of (await within('/desk/homes', '/desk/people/')).slice(0, 1)) all.add(href)
  return all
}

async function dressed(page, look) {
  await page.request.post('/look', { form: { ...look, back: '/' } })
}

test('the pictures of the README', { skip: !process.env.PICTURES && 'PICTURES is not set' }, async (t) => {
  const shots = [
    ['resident', 'resident', phone, '/'], ['elder', 'elder', phone, '/', true],
    ['field', 'grid_worker', phone, '/field'], ['desk', 'community_secretary', desktop, '/desk/matters'],
  ]
  for (const [name, role, options, path, old = false] of shots) {
    const page = await visit(t, role, { options, old })
    await go(page, path)
    await picture(page, name)
  }
})
