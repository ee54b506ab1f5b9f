// SPDX-License-Identifier: EUPL-1.2
// viewer.test.mjs MODULES OUT TILED PICTURES: the viewer of a run in headless Chromium, from disk (OUT) and from a web server
// (TILED, with tiles). Pictures of it go to PICTURES.
import assert from 'node:assert/strict'
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { serve } from './serve.mjs'

const [modules, out, tiled, pictures] = process.argv.slice(2).map((path) => resolve(path))
const require = createRequire(join(modules, 'any.js'))
const { chromium } = require('playwright-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
mkdirSync(pictures, { recursive: true })
const index = pathToFileURL(join(out, 'viewer/index.html')).href

// level|code|indicator|period → row of indicators.csv
const rows = new Map()
const [head, ...lines] = readFileSync(join(out, 'indicators.csv'), 'utf8').trim().split('\n').map((line) => [...line.matchAll(/(?:"((?:[^"]|"")*)"|([^",]*))(?:,|$)/g)].map((m) => m[1]?.replaceAll('""', '"') ?? m[2]))
for (const line of lines) { const row = Object.fromEntries(head.map((key, i) => [key, line[i]])); rows.set(`${row.level}|${row.code}|${row.indicator}|${row.period}`, row) }

let browser, server
const asked = [], complaints = []
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'] })
  server = await serve(join(tiled, 'viewer'))
})
after(async () => { await browser.close(); server.close() })

async function open(hash = '', { width = 1440, height = 900, url = index } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, acceptDownloads: true })
  const page = await context.newPage()
  page.on('request', (request) => asked.push(request.url()))
  page.on('pageerror', (error) => complaints.push(`${error.message} (${page.url()})`))
  page.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
  const begin = Date.now()
  await page.goto(`${url}${hash}`)
  await page.waitForSelector('#app[data-ready]', { timeout: 20_000 })
  page.seconds = (Date.now() - begin) / 1000
  return page
}
const shot = (page, name) => page.screenshot({ path: join(pictures, `${name}.png`) })
const close = (page) => page.context().close()
const number = (text) => Number(text.replaceAll('.', '').replace(',', '.'))
async function violations(page) {
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => window.axe.run(document, { preload: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] }))
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`)
}
// Shares of the map's pixels by colour.
const colours = (page) => page.evaluate(() => {
  const map = document.querySelector('.map canvas'), copy = document.createElement('canvas')
  copy.width = map.width; copy.height = map.height
  copy.getContext('2d').drawImage(map, 0, 0)
  const { data } = copy.getContext('2d').getImageData(0, 0, copy.width, copy.height), counts = {}
  for (let i = 0; i < data.length; i += 16) { const key = `#${[0, 1, 2].map((c) => data[i + c].toString(16).padStart(2, '0')).join('')}`; counts[key] = (counts[key] ?? 0) + 1 }
  return counts
})

// Waits for what a busy machine draws later: the first answer of found() that is right, or the last within ten seconds.
async function soon(found, right) {
  for (let left = 50; ; left--) {
    const answer = await found()
    if (right(answer) || left === 0) return answer
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

// Chooses a subject by the words typed.
async function pick(page, words) {
  await page.click('#indicator')
  await page.fill('#filter', words)
  await page.press('#filter', 'Enter')
}

for (const language of ['nl', 'en']) {
  const dutch = language === 'nl'
  test(`${language}: the map has the colours of its legend`, async () => {
    const page = await open(`#//////?lang=${language}`)
    console.log(`# ready after ${page.seconds} s`)
    assert.equal(await page.getAttribute('html', 'lang'), language)
    assert.equal(await page.textContent('h1'), 'Jeugdzorg in Kompasdam')
    const swatches = await page.$$eval('.legend li .swatch', (all) => all.slice(0, 5).map((one) => getComputedStyle(one).backgroundColor.match(/\d+/g).slice(0, 3).map((c) => Number(c).toString(16).padStart(2, '0')).join('')))
    const found = await colours(page)
    for (const colour of swatches) assert.ok(found[`#${colour}`] > 200, `no #${colour} on the map`)
    assert.match(await page.textContent('.legend'), dutch ? /Legenda/ : /Legend/)
    await shot(page, `start-${language}`)
    await close(page)
  })

  test(`${language}: a subject, level and period are chosen, and stand in the address`, async () => {
    const page = await open(`#//////?lang=${language}`)
    await page.click('#indicator')
    const groups = await page.$$eval('#subjects [role=group]', (all) => all.map((one) => one.getAttribute('aria-label')))
    assert.deepEqual(groups, dutch ? ['Doelgebieden en middelen', 'Gebruik', 'Aanbod', 'Behoefte', 'Algemeen', 'Afgeleid: kans, rang, patroon'] : ['Target areas and means', 'Use', 'Supply', 'Need', 'General', 'Derived: chance, rank, pattern'])
    await shot(page, `subjects-${language}`)
    assert.deepEqual(await violations(page), [])
    await page.click('[data-name=reach]')
    await page.waitForFunction(() => location.hash.includes('/wijk/reach/2023/'))
    assert.match(await page.textContent('.legend .unit'), /jongeren/)
    await page.click('.choice label:has-text("2022")')
    await page.waitForFunction(() => location.hash.includes('/2022/'))
    const value = number(await page.textContent('.ranking tr[data-area]:first-child td.number'))
    assert.ok([...rows.values()].some((row) => row.level === 'wijk' && row.indicator === 'reach' && row.period === '2022' && Math.abs(Number(row.value) - value) < 0.06) || !dutch)
    await page.click('.choice label:has-text("Gemeenten")')
    await page.waitForFunction(() => location.hash.includes('/gemeente/reach/'))
    assert.equal(await page.locator('.ranking tbody tr').count(), 1)
    await pick(page, dutch ? 'BIJSTAND' : 'assistance')
    await page.waitForFunction(() => location.hash.includes('/bijstand/'))
    assert.equal(await page.evaluate(() => document.activeElement.id), 'indicator')
    await page.click('#indicator')
    await page.fill('#filter', 'nothing like this')
    await page.waitForSelector(`text=${dutch ? 'Geen onderwerp met dat woord' : 'No subject with that word'}`)
    await page.press('#filter', 'Escape')
    assert.equal(await page.isVisible('#filter'), false)
    const hash = await page.evaluate(() => location.hash)
    const again = await open(hash)
    assert.equal(await again.evaluate(() => location.hash.split('?')[0]), hash.split('?')[0])
    await close(page)
    await close(again)
  })

  test(`${language}: an area is found, and its panel tells its figures`, async () => {
    const page = await open(`#////reach//?lang=${language}`)
    await page.fill('#search', 'oosterveld')
    await page.waitForSelector('#found-0')
    await page.press('#search', 'ArrowDown')
    await page.press('#search', 'Enter')
    await page.waitForSelector('#panel-area h2:has-text("Oosterveld")')
    const text = await page.textContent('#panel-area'), row = rows.get('wijk|WK199903|reach|2023')
    const shown = (await page.textContent('.main-figure .big')).replace('%', '')
    assert.ok(Math.abs((dutch ? number(shown) : Number(shown)) - Number(row.value)) < 0.06, `${shown}, not ${row.value}`)
    for (const word of dutch ? ['95%-interval', 'Vergeleken', 'Door de jaren', 'Waarom wel of geen doelgebied', 'zeker', 'Middelen', 'Verhalen', 'Wachten', 'Doelen', 'Lijkt het meest op', 'Alle cijfers van dit gebied', 'Kompasdam', 'rang'] : ['95% interval', 'Compared', 'Over the years', 'Why a target area', 'Means', 'Stories', 'Goals', 'Most like', 'All figures of this area', 'rank'])
      assert.ok(text.includes(word), `no '${word}'`)
    assert.ok(await page.locator('#panel-area svg.trend .band').count() === 1, 'no band in the trend')
    await page.waitForTimeout(600)
    await shot(page, `area-${language}`)
    assert.deepEqual(await violations(page), [])
    await page.fill('#search', 'nowhere at all')
    await page.waitForSelector(`text=${dutch ? 'Geen gebied met die naam' : 'No area of that name'}`)
    await page.fill('#search', 'BU19990301')
    await page.waitForSelector('#found-0:has-text("Schildersbuurt")')
    await close(page)
  })

  test(`${language}: the ranking is sorted, tells missing in words, and goes with the map`, async () => {
    const page = await open(`#///buurt/jeugdzorg_share//?lang=${language}&tab=rank`)
    const values = async () => (await page.$$eval('.ranking tbody tr', (all) => all.map((one) => one.querySelector('td.number').innerText)))
    const shown = (await values()).filter((text) => /^[\d.,]+$/.test(text)).map((text) => (dutch ? number(text) : Number(text)))
    assert.ok(shown.length > 30 && shown.every((value, i) => i === 0 || value <= shown[i - 1]), 'not from high to low')
    const missing = (await values()).filter((text) => !/^[\d.,]+$/.test(text))
    assert.ok(missing.length > 0 && missing.every((text) => text.length > 4 && text !== '0'), `missing is told as ${missing}`)
    await page.click('.ranking th button:has-text("' + (dutch ? 'Cijfer' : 'Figure') + '")')
    assert.ok((dutch ? number : Number)((await values())[0]) === Math.min(...shown), 'not turned round')
    await page.click('.ranking th button:has-text("' + (dutch ? 'Naam' : 'Name') + '")')
    const names = await page.$$eval('.ranking tbody th button', (all) => all.map((one) => one.textContent))
    assert.deepEqual(names, [...names].sort((a, b) => a.localeCompare(b, 'nl')))
    assert.match(await page.textContent('.ranking tbody'), /\d+–\d+/, 'no interval of a rank')
    await page.hover('.ranking tbody tr:nth-child(3)')
    assert.ok(await page.evaluate(() => document.querySelector('.ranking tbody tr:nth-child(3)').matches(':hover')))
    assert.deepEqual(await violations(page), [])
    await shot(page, `ranking-${language}`)
    await page.click('.ranking tbody tr:nth-child(3) button')
    await page.waitForSelector('#panel-area h2')
    assert.ok((await page.evaluate(() => location.hash)).includes('/BU'))
    await close(page)
  })

  test(`${language}: pointing at the map and clicking it`, async () => {
    const page = await open(`#////reach//?lang=${language}`)
    const box = await page.locator('.map').boundingBox()
    const x = box.x + box.width / 2, y = box.y + box.height / 2 - 30
    await page.mouse.move(x - 5, y)
    await page.mouse.move(x, y)
    await page.waitForSelector('.tip:not([hidden])')
    const name = await page.textContent('.tip strong')
    assert.match(await page.textContent('.tip'), dutch ? /95%-interval/ : /95% interval/)
    assert.equal(await page.locator('tr.hovered').count(), 1)
    await page.mouse.click(x, y)
    await page.waitForSelector(`#panel-area h2:has-text("${name}")`)
    await page.click('.area-head .icon')
    await page.waitForSelector('.hint')
    await close(page)
  })

  test(`${language}: target areas and places are layers`, async () => {
    const page = await open(`#////behoefte//?lang=${language}`)
    const red = async () => Object.entries(await colours(page)).filter(([key]) => key === '#b3261e' || key === '#d52b1e').reduce((all, [, count]) => all + count, 0)
    assert.equal(await red(), 0)
    await page.check('.check input >> nth=0')
    assert.ok(await soon(red, (count) => count > 100) > 100, 'no target areas')
    await page.check('.check input >> nth=1')
    assert.ok(await soon(async () => (await colours(page))['#154273'] ?? 0, (count) => count > 20) > 20, 'no places')
    assert.match(await page.textContent('.legend'), dutch ? /bestaande plek/ : /existing place/)
    await shot(page, `layers-${language}`)
    await close(page)
  })

  test(`${language}: a table and a picture to take along, and an address to share`, async () => {
    const page = await open(`#////reach//?lang=${language}`)
    const [csv] = await Promise.all([page.waitForEvent('download'), page.click('.tool:has-text("CSV")')])
    const text = readFileSync(await csv.path(), 'utf8').trim().split('\n')
    assert.equal(csv.suggestedFilename(), 'kompasdam-wijk-reach-2023.csv')
    assert.equal(text.length, 13)
    for (const line of text.slice(1)) {
      const [level, code, , period, indicator, value, , , status] = line.split(',')
      const row = rows.get(`${level}|${code}|${indicator}|${period}`)
      assert.equal(value, row.value)
      assert.equal(status, row.status)
    }
    const [png] = await Promise.all([page.waitForEvent('download'), page.click('.tool:has-text("PNG")')])
    const bytes = readFileSync(await png.path())
    assert.equal(bytes.subarray(1, 4).toString(), 'PNG')
    assert.ok(bytes.length > 20_000 && bytes.readUInt32BE(16) > 800)
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    page.on('dialog', (dialog) => dialog.dismiss())
    await page.click(`.tool[title="${dutch ? 'Deel deze kaart' : 'Share this map'}"]`)
    await page.click('.tool.language')
    await page.waitForFunction((to) => document.documentElement.lang === to, dutch ? 'en' : 'nl')
    await close(page)
  })

  test(`${language}: the scenario panel paints the map`, async () => {
    const page = await open(`#////behoefte//?lang=${language}&tab=scenario`)
    await page.waitForSelector('#panel-scenario input[type=range]')
    assert.ok(await page.locator('#panel-scenario input[type=range]').count() > 3)
    await page.locator('#panel-scenario input[type=range]').first().focus()
    await page.keyboard.press('ArrowRight')
    await page.waitForFunction(() => new URLSearchParams(location.hash.split('?')[1]).get('s'))
    await shot(page, `scenario-${language}`)
    assert.deepEqual(await violations(page), [])
    await close(page)
  })
}

test('with the keyboard alone', async () => {
  const page = await open('#////reach//?tab=rank')
  await page.keyboard.press('Tab')
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip')
  await page.keyboard.press('Enter')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'ranking')
  await page.focus('#tab-rank')
  await page.keyboard.press('ArrowRight')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'tab-scenario')
  await page.focus('#tab-scenario')
  await page.keyboard.press('ArrowLeft')
  await page.focus('.ranking tbody button')
  await page.keyboard.press('Enter')
  await page.waitForSelector('#panel-area h2')
  await close(page)
})

test('from a phone to a beamer nothing sticks out', async () => {
  for (const [width, height] of [[360, 740], [768, 1024], [1440, 900], [1920, 1080]]) {
    const page = await open('#////reach//WK199903?tab=area', { width, height })
    await page.waitForSelector('#panel-area h2')
    assert.deepEqual(await page.evaluate(() => (document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > innerWidth + 1).slice(0, 5).map((one) => one.outerHTML.slice(0, 100)))), [], `wider than ${width}`)
    await page.screenshot({ path: join(pictures, `width-${width}.png`), fullPage: width < 800 })
    if (width === 360) assert.deepEqual(await violations(page), [])
    await close(page)
  }
})

test('from a web server, with tiles', async () => {
  const url = `${server.url}/index.html`, before = asked.length
  const page = await open('#///buurt/jeugdzorg_share//', { url })
  assert.ok(asked.slice(before).some((address) => address.endsWith('tiles.pmtiles')), 'tiles were not asked for')
  const found = await soon(() => colours(page), (counts) => Object.keys(counts).length > 20)
  assert.ok(Object.keys(found).length > 20 && found['#eef1f4'] > 100)
  const swatch = await page.$eval('.legend li .swatch', (one) => getComputedStyle(one).backgroundColor.match(/\d+/g).slice(0, 3).map((c) => Number(c).toString(16).padStart(2, '0')).join(''))
  assert.ok(found[`#${swatch}`] > 50, `no #${swatch} from tiles`)
  await shot(page, 'tiles')
  await close(page)
})

test('nothing is asked of anyone else, and nothing complains', () => {
  assert.deepEqual(asked.filter((address) => !/^(file:|blob:|data:)/.test(address) && !address.startsWith(server.url) && !address.startsWith('pmtiles:')), [])
  assert.deepEqual(complaints, [])
})
