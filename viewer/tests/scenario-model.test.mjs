// SPDX-License-Identifier: EUPL-1.2
// scenario-model.test.mjs COMPILED explanation.json: what must hold of scenarios, and of their text in the address.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';

const [folder, file] = process.argv.slice(2).map((path) => resolve(path));
const load = (name) => import(pathToFileURL(join(folder, name)));
const { loadKernels, PRINCIPLES } = await load('kernels.js');
const { compute, principlesOf, settingsOf, subjectsOf } = await load('model.js');
const { readState, writeState } = await load('state.js');

const kernels = await loadKernels();
const read = () => JSON.parse(readFileSync(file, 'utf8'));
const subjectOf = (explanation) => subjectsOf(explanation)[0];
const subject = subjectOf(read());
const run = settingsOf(subject);
const rowsOf = (of, settings) => [...compute(kernels, of, settings).rows.values()];
const bare = (rows) => rows.map(({ code, index, rank, units, exact }) => ({ code, index, rank, units, exact }));

test('weights count by their proportions', () => {
    const double = (list) => list.map((weight) => 2 * weight);
    const made = rowsOf(subject, { ...run, weights: double(run.weights), themes: double(run.themes) });
    assert.deepEqual(bare(made), bare(rowsOf(subject, run)));
});

test('a weight of 0 is as a project without that indicator, or theme', () => {
    const explanation = read();
    explanation.index.indicators = explanation.index.indicators.filter(({ theme, name }) => theme === 'bestaan' && name !== 'bijstand');
    explanation.index.themes = explanation.index.themes.filter(({ name }) => name === 'bestaan');
    const without = subjectOf(explanation);
    const made = rowsOf(subject, { ...run, weights: [2, 0, 1, 1, 1], themes: [2, 0] });
    assert.deepEqual(bare(made), bare(rowsOf(without, settingsOf(without))));
});

test('without any weight there is no index, and no division by it', () => {
    const { flaw, rows } = compute(kernels, subject, { ...run, weights: [0, 0, 0, 0, 0] });
    assert.equal(flaw, 'no_weights');
    assert.equal(rows.size, 0);
});

test('every principle spends the budget to the cent, whatever it is', () => {
    for (const principle of principlesOf(subject))
        for (const budget of [590925000, 1000000007, 2127300001]) {
            const { flaw, rows, floors, ceilings } = compute(kernels, subject, { ...run, principle, budget });
            assert.equal(flaw, budget < floors ? 'below_floors' : budget > ceilings ? 'above_ceilings' : null, `${principle} ${budget}`);
            if (flaw === null) assert.equal([...rows.values()].reduce((sum, row) => sum + row.units, 0), budget);
        }
});

test('what needs what is not there is not offered', () => {
    assert.deepEqual(principlesOf(subject), PRINCIPLES);
    const posts = subjectsOf(read()).find(({ name }) => name === 'jeugdwerkers');
    assert.deepEqual(principlesOf(posts), ['equal', 'proportional', 'proportionate']);
    assert.equal(compute(kernels, posts, { ...settingsOf(posts), principle: 'levelling' }).flaw, 'no_task');
});

test('what there is now of an area that took no part is the mean per youth, and is told', () => {
    const explanation = read();
    const [gone] = explanation.divisions[0].areas.splice(3, 1);
    const rest = explanation.divisions[0].areas;
    const made = compute(kernels, subjectOf(explanation), { ...run, principle: 'present' }).rows.get(gone.code);
    assert.deepEqual(made.doubts, ['present_unknown']);
    const youths = rest.reduce((sum, taker) => sum + taker.youths, 0);
    const perYouth = run.budget / (youths + gone.youths);
    assert.ok(Math.abs(made.exact / gone.youths - perYouth) < 1, 'as much per youth as all');
    explanation.divisions[0].areas[0].present_figure.origin = 'none';
    assert.deepEqual(compute(kernels, subjectOf(explanation), run).rows.get(rest[0].code).doubts.at(-1), 'present_unknown');
});

test('hidden ranks: no index of that level, nor a division by it', () => {
    const explanation = read();
    assert.deepEqual(subjectsOf(explanation).map(({ name }) => name), ['preventie', 'jeugdwerkers']);
    explanation.levels[1].ranks = 'shown';
    assert.deepEqual(subjectsOf(explanation).map(({ name }) => name), ['preventie', 'jeugdwerkers', 'index-buurt']);
    explanation.levels[0].ranks = 'hidden';
    assert.deepEqual(subjectsOf(explanation).map(({ name }) => name), ['jeugdwerkers', 'index-buurt']);
    assert.deepEqual(subjectsOf({ levels: [], divisions: [] }), []);
});

test('the text in the address gives back each bit', () => {
    let seed = 7;
    const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
    const settings = () => ({
        principle: PRINCIPLES[Math.floor(random() * PRINCIPLES.length)],
        budget: Math.floor(random() * 1e12),
        floor: random() < 0.3 ? null : 300 * random(),
        ceiling: random() < 0.3 ? null : 1e3 * random(),
        share: random(),
        years: 1 + Math.floor(9 * random()),
        epsilon: 3 * random(),
        weights: run.weights.map((weight) => (random() < 0.5 ? weight : 3 * random())),
        themes: run.themes.map((weight) => (random() < 0.5 ? weight : 3 * random())),
    });
    for (let time = 0; time < 200; time++) {
        const saved = { A: random() < 0.5 ? settings() : null, B: random() < 0.5 ? settings() : null };
        const looked = { subject: subject.name, shown: 'now', against: 'run-equal', map: 'change', settings: settings(), saved };
        const text = writeState(looked, subject);
        assert.match(text, /^[A-Za-z0-9!~=._+-]*$/);
        assert.deepEqual(readState(text, [subject]), looked);
    }
    const odd = { ...subject, name: 'a!b~c/d é' };
    const looked = { subject: odd.name, shown: 'now', against: 'run-equal', map: 'off', settings: run, saved: { A: null, B: null } };
    assert.deepEqual(readState(writeState(looked, odd), [odd]), looked);
});
