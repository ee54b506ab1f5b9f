// SPDX-License-Identifier: EUPL-1.2
// again.mjs COMPILED explanation.json: computes the file again as the scenario panel does, and compares every number.
// COMPILED: folder with the modules of viewer/src/scenario. Prints what differs, and how many numbers were compared.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, file] = process.argv.slice(2);
const { loadKernels } = await import(pathToFileURL(`${folder}/kernels.js`));
const { compute, published, settingsOf, subjectsOf } = await import(pathToFileURL(`${folder}/model.js`));

const explanation = JSON.parse(readFileSync(file, 'utf8'));
const kernels = await loadKernels();
let compared = 0, wrong = 0;

function same(what, made, written) {
    compared++;
    const wanted = written ?? NaN;
    if (Object.is(made ?? NaN, wanted)) return;
    if (wrong++ < 20) console.log(`${what}: ${made} computed, ${written} written`);
}

function compareIndex({ rules, areas }, { scores, rows }) {
    same('average', scores.average, areas.average);
    areas.areas.forEach((area, at) => {
        same(`${area.code} index`, rows.get(area.code).index, area.index);
        same(`${area.code} rank`, rows.get(area.code).rank, area.rank);
        rules.themes.forEach(({ name }, theme) => same(`${area.code} ${name}`, scores.themes[theme][at], area.themes[name]));
        rules.indicators.forEach(({ name }, j) => {
            same(`${area.code} ${name} scaled`, scores.scaled[j][at], area.figures[name].scaled);
            same(`${area.code} ${name} contribution`, scores.contributions[j][at], area.figures[name].contribution);
        });
    });
}

function compareDivision({ division }, principle, { flaw, rows }) {
    same(`${division.name} ${principle} flaw`, flaw, null);
    same(`${division.name} takers`, [...rows.values()].filter((row) => row.units !== null).length, division.areas.length);
    for (const taker of division.areas) {
        const row = rows.get(taker.code), { exact, units } = taker.principles[principle];
        same(`${taker.code} ${principle} need`, row.need, taker.need);
        same(`${taker.code} ${principle} exact`, row.exact, exact);
        same(`${taker.code} ${principle} units`, row.units, units);
    }
}

for (const subject of subjectsOf(explanation)) {
    const settings = settingsOf(subject);
    if (subject.areas) compareIndex(subject, compute(kernels, subject, settings));
    for (const principle of Object.keys(subject.division?.principles ?? {})) {
        compareDivision(subject, principle, compute(kernels, subject, { ...settings, principle }));
        compareDivision(subject, principle, published(subject, principle));
    }
}
console.log(`${compared} numbers compared, ${wrong} differ`);
process.exit(wrong > 0 || compared === 0 ? 1 : 0);
