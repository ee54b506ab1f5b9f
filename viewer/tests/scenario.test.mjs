// SPDX-License-Identifier: EUPL-1.2
// scenario.test.mjs MODULES COMPILED explanation.json PICTURES: the scenario panel alone on a page from disk, in headless
// Chromium. MODULES: node_modules with vite, playwright-core and axe-core; COMPILED: viewer/src/scenario as JavaScript.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [modules, compiled, explanationFile, pictures] = process.argv.slice(2).map((path) => resolve(path));
const viewer = fileURLToPath(new URL('..', import.meta.url));
const require = createRequire(join(modules, 'any.js'));
const { build } = await import(pathToFileURL(join(modules, 'vite/dist/node/index.js')));
const { chromium } = require('playwright-core');
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const { loadKernels } = await import(pathToFileURL(join(compiled, 'kernels.js')));
const { compute, settingsOf, subjectsOf } = await import(pathToFileURL(join(compiled, 'model.js')));

const explanation = JSON.parse(readFileSync(explanationFile, 'utf8'));
const kernels = await loadKernels();
const subject = subjectsOf(explanation)[0];
const areas = subject.division.areas;

// ---- a page ----

mkdirSync(pictures, { recursive: true });
const site = join(pictures, 'site');
await build({
    configFile: false,
    root: viewer,
    logLevel: 'error',
    build: {
        outDir: site,
        emptyOutDir: true,
        lib: { entry: join(viewer, 'src/scenario/index.ts'), formats: ['iife'], name: 'scenario', fileName: () => 'scenario.js', cssFileName: 'scenario' },
    },
});
const styles = readdirSync(site).find((name) => name.endsWith('.css'));
const script = (text) => `<script>${text.replaceAll('</script', '<\\/script')}</script>`;
writeFileSync(
    join(site, 'index.html'),
    `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Scenario</title><link rel="stylesheet" href="${styles}">
<style>body { font-family: sans-serif; margin: 1rem; --ink: #17232f; --soft: #4c5b69; --line: #cdd6de; --ground: #f2f5f8;
--paper: #fff; --accent: #0b5cad; --accent-soft: #cfe2f5; --chosen: #b3261e; }</style></head>
<body><main><h1>Kompasdam</h1><div id="host"></div></main><script src="scenario.js"></script>
${script(`
const explanation = ${JSON.stringify(explanation)};
window.calls = { paint: [], select: [] };
function mount(language, state) {
    document.documentElement.lang = language;
    scenario.mountScenario(document.getElementById('host'), {
        explanation, language, state,
        areaName: (level, code) => code === 'unknown' ? '' : explanation.levels.find((at) => at.level === level).areas.find((area) => area.code === code).name,
        paint: (level, values, title, unit) => calls.paint.push({ level, values: values && Object.fromEntries(values), title, unit }),
        select: (level, code) => calls.select.push([level, code]),
        setState: (state) => history.replaceState(null, '', '#s=' + state),
    });
}
const language = new URLSearchParams(location.search).get('language') || 'nl';
mount(language, location.hash.slice(3));
`)}</body></html>`,
);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
const asked = [], complaints = [];

async function open(width, query = '', hash = '') {
    const page = await browser.newPage({ viewport: { width, height: 900 } });
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(pathToFileURL(join(site, 'index.html')) + query + hash);
    await page.locator('.scenario tbody tr').first().waitFor();
    return page;
}

const settled = (page) => page.waitForTimeout(450);
const column = (page, number) => page.locator(`.scenario tbody tr > :nth-child(${number})`).allInnerTexts();
const lastPaint = (page) => page.evaluate(() => calls.paint.at(-1) ?? null);
const stateOf = (page) => page.evaluate(() => location.hash.slice(3));
const euro = (cents) => new Intl.NumberFormat('nl-NL', { style: 'currency', currency: 'EUR', minimumFractionDigits: 0, maximumFractionDigits: 0 }).format(cents / 100);
const firstLines = (texts) => texts.map((text) => text.split('\n')[0]);
const NAME = 1, FROM = 7, TO = 8, CHANGE = 9;

async function rowsByName(page, number) {
    const names = firstLines(await column(page, NAME)), cells = firstLines(await column(page, number));
    return new Map(names.map((name, at) => [name, cells[at]]));
}

async function expectAmounts(page, number, unitsOf) {
    const shown = await rowsByName(page, number);
    assert.equal(shown.size, areas.length);
    for (const { name, code } of areas) assert.equal(shown.get(name), euro(unitsOf(code)), `${name}, column ${number}`);
}

function recompute(changes) {
    return compute(kernels, subject, { ...settingsOf(subject), ...changes });
}

async function test(what, run) {
    try {
        await run();
        console.log(`ok ${what}`);
    } catch (error) {
        console.log(`FAILED ${what}\n${error.stack}`);
        process.exitCode = 1;
    }
}

// ---- what it does ----

const page = await open(1440);
const weights = page.locator('.scenario-theme input[type=range]');

await test('opens with what the run has written, on the map nothing of it', async () => {
    const written = new Map(areas.map((area) => [area.code, area.principles.proportionate.units]));
    await expectAmounts(page, FROM, (code) => written.get(code));
    await expectAmounts(page, TO, (code) => written.get(code));
    assert.match(await page.locator('.scenario-summary').innerText(), /^€\s11\.500\.000 over 12 gebieden, per jongere en naar behoefte\. Geen verschil met uitvoer: per jongere en naar behoefte\./);
    assert.equal(await lastPaint(page), null);
    assert.equal(await stateOf(page), '');
});

await test('a level with hidden ranks is not offered', async () => {
    assert.deepEqual(explanation.levels.map((level) => level.ranks), ['shown', 'hidden']);
    const offered = await page.getByLabel('Waarover').locator('option').allInnerTexts();
    assert.deepEqual(offered, ['Preventie voor iedereen (per wijk)', 'Jongerenwerkers (per wijk)']);
});

await test('a weight by keyboard: table, map and address follow, the same as the kernels to the last bit', async () => {
    await weights.nth(1).focus(); // after that of the first theme
    await page.keyboard.press('Home');
    await settled(page);
    const made = recompute({ weights: [0, 1, 1, 1, 1] });
    await expectAmounts(page, TO, (code) => made.rows.get(code).units);
    const paint = await lastPaint(page);
    assert.equal(paint.level, 'wijk');
    assert.equal(paint.unit, 'euro per jongere');
    for (const area of areas) {
        const change = (made.rows.get(area.code).units - area.principles.proportionate.units) / 100;
        assert.equal(paint.values[area.code], change / area.youths, area.code);
    }
    assert.match(await page.locator('.scenario-summary').innerText(), /krijgen meer, .* minder\. Van plaats verandert/);
    assert.match(await stateOf(page), /^preventie!now!run-proportionate!change~w0=0$/);
    assert.equal(await weights.nth(1).getAttribute('aria-valuetext'), '0 telt voor 0%');
});

await test('another principle, another budget, kept as A', async () => {
    await page.getByLabel('Verdeling', { exact: true }).selectOption('proportional');
    await page.getByLabel('Budget, als getal').fill('12000000');
    await settled(page);
    const made = recompute({ weights: [0, 1, 1, 1, 1], principle: 'proportional', budget: 1200000000 });
    await expectAmounts(page, TO, (code) => made.rows.get(code).units);
    assert.equal([...made.rows.values()].reduce((sum, row) => sum + row.units, 0), 1200000000);
    await page.getByRole('button', { name: 'Bewaar als A' }).click();
    assert.equal(await page.locator('.scenario-note').first().innerText(), 'Bewaard als A.');
});

await test('a budget below the floors is told, and no amounts are shown', async () => {
    await page.getByLabel('Budget, als getal').fill('1000000');
    await settled(page);
    assert.match(await page.locator('.scenario-summary').innerText(), /^Het budget is te klein: de ondergrenzen zijn samen €/);
    assert.deepEqual(new Set(await column(page, TO)), new Set(['–']));
    await page.getByLabel('Budget, als getal').fill('12000000');
});

await test('no floor and no ceiling', async () => {
    await page.getByLabel('Minstens per jongere, als getal').fill('');
    await page.getByLabel('Hoogstens per jongere, als getal').fill('');
    await settled(page);
    const made = recompute({ weights: [0, 1, 1, 1, 1], principle: 'proportional', budget: 1200000000, floor: null, ceiling: null });
    await expectAmounts(page, TO, (code) => made.rows.get(code).units);
});

await test('A and B beside each other, in table and map', async () => {
    await page.getByRole('button', { name: 'Bewaar als B' }).click();
    await page.getByRole('button', { name: 'Vergelijk A met B' }).click();
    await settled(page);
    const a = recompute({ weights: [0, 1, 1, 1, 1], principle: 'proportional', budget: 1200000000 });
    const b = recompute({ weights: [0, 1, 1, 1, 1], principle: 'proportional', budget: 1200000000, floor: null, ceiling: null });
    await expectAmounts(page, FROM, (code) => a.rows.get(code).units);
    await expectAmounts(page, TO, (code) => b.rows.get(code).units);
    const paint = await lastPaint(page);
    for (const { code, youths } of areas) assert.equal(paint.values[code], (b.rows.get(code).units - a.rows.get(code).units) / 100 / youths, code);
    assert.match(paint.title, /scenario B – scenario A$/);
    await page.screenshot({ path: join(pictures, 'compare-nl-1440.png'), fullPage: true });
});

await test('the address brings all of it back elsewhere', async () => {
    const state = await stateOf(page);
    assert.match(state, /^[A-Za-z0-9!~=._-]+$/);
    const other = await open(1440, '', `#s=${state}`);
    await settled(other);
    assert.deepEqual(await column(other, TO), await column(page, TO));
    assert.deepEqual(await lastPaint(other), await lastPaint(page));
    assert.equal(await stateOf(other), state);
    await other.close();
});

await test('the link can be copied, by the button or by hand', async () => {
    await page.getByRole('button', { name: 'Kopieer koppeling' }).click();
    await settled(page);
    const link = page.getByLabel('Koppeling naar dit scenario');
    assert.equal(await link.inputValue(), page.url());
    const isSaid = (await page.locator('.scenario-note').last().innerText()).startsWith('De koppeling is gekopieerd');
    assert.ok(isSaid || (await link.evaluate((input) => document.activeElement === input && input.selectionEnd === input.value.length)));
});

await test('an address that nobody made is as the run', async () => {
    for (const state of ['nonsense', 'preventie!Q!run-x!y~b=NaN!w9=3!p=no!w0=-1!c=1e99~', '%E0%A4%A', 'preventie~~~~~']) {
        const other = await open(1440, '', `#s=${state}`);
        await expectAmounts(other, TO, (code) => areas.find((area) => area.code === code).principles.proportionate.units);
        await other.close();
    }
});

await test('sorting tells its direction; an area is chosen', async () => {
    const head = page.locator('.scenario thead th').nth(CHANGE - 1);
    await head.getByRole('button').click();
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    const numbers = firstLines(await column(page, CHANGE)).map((text) => Number(text.replace(/[^\d-]/g, '')));
    assert.deepEqual(numbers, [...numbers].sort((x, y) => y - x));
    await head.getByRole('button').click();
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    await page.getByRole('button', { name: 'Wijk 01 Havenkwartier' }).click();
    assert.deepEqual(await page.evaluate(() => calls.select), [['wijk', 'WK199901']]);
});

await test('what is seen, as CSV', async () => {
    const [saved] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download tabel' }).click()]);
    assert.equal(saved.suggestedFilename(), 'wat-als-preventie.csv');
    const lines = readFileSync(await saved.path(), 'utf8').trimEnd().split('\r\n');
    assert.equal(lines.length, areas.length + 1);
    assert.ok(lines[0].startsWith('\ufeff"code";"Gebied";"Jongeren"'));
    const to = lines.slice(1).map((line) => Math.round(100 * Number(line.split(';')[8].replace(',', '.'))));
    assert.equal(to.reduce((a, b) => a + b), 1200000000);
});

await test('back to the output: the map is as before', async () => {
    await page.getByRole('button', { name: 'Terug naar de uitvoer' }).click();
    await settled(page);
    assert.deepEqual(await lastPaint(page), { level: 'wijk', values: null, title: '', unit: '' });
    await expectAmounts(page, TO, (code) => areas.find((area) => area.code === code).principles.proportionate.units);
});

await test('posts, by an indicator, without weights', async () => {
    await page.getByLabel('Waarover').selectOption('jeugdwerkers');
    await settled(page);
    assert.equal(await weights.count(), 0);
    assert.match(await page.locator('.scenario-summary').innerText(), /^12,0 fte over 12 gebieden/);
    await page.getByLabel('Budget, als getal').fill('30');
    await settled(page);
    assert.match(await page.locator('.scenario-summary').innerText(), /^15,0 fte over 12 gebieden.*Het budget is 3,0 fte meer\./);
});

// ---- for everybody ----

for (const [language, width] of [['nl', 360], ['nl', 1440], ['nl', 1920], ['en', 360], ['en', 1440]]) {
    await test(`${language} at ${width} pixels: nothing for axe, nothing beside the page`, async () => {
        const other = await open(width, `?language=${language}`, '#s=preventie!now!run-proportionate!change~p=closing!y=3!t1=3~');
        await settled(other);
        assert.equal(await other.locator('.scenario h2').innerText(), language === 'nl' ? 'Wat als …?' : 'What if …?');
        await other.screenshot({ path: join(pictures, `panel-${language}-${width}.png`), fullPage: true });
        assert.equal(await other.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
        await other.evaluate(axe);
        const { violations } = await other.evaluate(() => axe.run({ preload: false }));
        assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`), []);
        await other.close();
    });
}

await test('on a phone what comes of it stays in sight, and hides nothing that has the focus', async () => {
    const other = await open(360);
    await other.locator('.scenario-theme input[type=range]').last().focus();
    await other.keyboard.press('End');
    await settled(other);
    const summary = await other.locator('.scenario-summary').boundingBox();
    const moved = await other.locator('.scenario-theme input[type=range]').last().boundingBox();
    assert.ok(summary.y >= 0 && summary.y < 5 && moved.y >= summary.y + summary.height, `${summary.y} ${summary.height} ${moved.y}`);
    await other.screenshot({ path: join(pictures, 'phone-nl.png') });
    await other.close();
});

await test('English words for all that people read', async () => {
    const other = await open(1440, '?language=en');
    const text = await other.locator('.scenario').innerText();
    assert.doesNotMatch(text, /\b(gebied|jongere|behoefte naar|uitvoer|gewicht|budget is te)\b/i);
    await other.close();
});

await test('nothing is asked of any other place, and nothing complains', async () => {
    assert.deepEqual(asked.filter((url) => !url.startsWith('file://') && !url.startsWith('blob:')), []);
    assert.deepEqual(complaints, []);
});

await browser.close();
rmSync(site, { recursive: true });
