// SPDX-License-Identifier: EUPL-1.2
// From explanation.json (docs/guide/explanation.md) to a scenario and what comes of it. No page, no words.
import { PRINCIPLES } from './kernels.js';
export function subjectsOf(explanation) {
    const shown = (explanation.levels ?? []).filter((level) => level.ranks === 'shown');
    const rules = explanation.index ?? null;
    const divisions = (explanation.divisions ?? []).map((division) => {
        const areas = division.need === 'index' ? (shown.find((at) => at.level === division.level) ?? null) : null;
        return { name: division.name, level: division.level, division, rules: areas && rules, areas };
    });
    const used = new Set(divisions.filter((subject) => subject.areas).map((subject) => subject.level));
    const alone = shown.filter((areas) => rules && !used.has(areas.level));
    // Need by an index that is not shown is not in the file: such a division is left as it is.
    return [
        ...divisions.filter(({ division, areas }) => division.need !== 'index' || areas),
        ...alone.map((areas) => ({ name: `index-${areas.level}`, level: areas.level, division: null, rules, areas })),
    ];
}
/** The rules of the run itself. */
export function settingsOf({ division, rules }) {
    return {
        principle: division ? Object.keys(division.principles)[0] : 'equal',
        budget: division?.budget ?? 0,
        floor: division?.floor_per_youth ?? null,
        ceiling: division?.ceiling_per_youth ?? null,
        share: division?.floor_share ?? 0,
        years: division?.years ?? 1,
        epsilon: division?.epsilon.at(-1) ?? 0,
        weights: rules?.indicators.map((indicator) => indicator.weight) ?? [],
        themes: rules?.themes.map((theme) => theme.weight) ?? [],
    };
}
export function principlesOf({ division }) {
    if (!division)
        return [];
    const needsPresent = new Set(['present', 'closing', 'levelling']);
    return PRINCIPLES.filter((principle) => {
        if (principle === 'welfare')
            return division.half_effect !== null;
        return !needsPresent.has(principle) || division.present !== null;
    });
}
/** So many units are a euro or an FTE. */
export function unitsPer(division) {
    return division.unit === 'cent' ? 100 : 1 / division.post_size;
}
const orNull = (x) => (Number.isNaN(x) ? null : x);
const orNaN = (x) => x ?? NaN;
/** Indicators and themes of weight 0 are left out: to the kernel each counts for something. */
function scoreAreas(kernels, { rules, areas }, settings) {
    const theme = (name) => rules.themes.findIndex((at) => at.name === name);
    const counted = rules.indicators
        .map((indicator, at) => ({ indicator, theme: theme(indicator.theme), weight: settings.weights[at] }))
        .filter((at) => at.weight > 0 && settings.themes[at.theme] > 0);
    const themes = [...new Set(counted.map((at) => at.theme))].sort((a, b) => a - b);
    if (counted.length === 0)
        return null;
    return kernels.index({
        ...rules,
        least: rules.least ?? 0,
        themeWeights: themes.map((at) => settings.themes[at]),
        indicators: counted.map(({ indicator, theme, weight }) => ({
            theme: themes.indexOf(theme),
            weight,
            isStrength: indicator.direction === 'strength',
            values: Float64Array.from(areas.areas, (area) => orNaN(area.figures[indicator.name]?.value)),
        })),
        youths: Float64Array.from(areas.areas, (area) => area.youths ?? 0),
    });
}
/** 1: most need; of equal ones the first place, as in the run. */
function ranksOf(index) {
    const sorted = index.filter((x) => !Number.isNaN(x)).sort().reverse();
    const first = new Map();
    sorted.forEach((x, at) => first.has(x) || first.set(x, at + 1));
    return Array.from(index, (x) => first.get(x) ?? null);
}
function needDoubts(figures) {
    return figures.some((figure) => figure.origin === 'around') ? ['need_around'] : [];
}
function presentDoubts(taker) {
    const origin = taker ? (taker.present_figure?.origin ?? 'own') : 'none';
    return origin === 'around' ? ['present_around'] : origin === 'none' ? ['present_unknown'] : [];
}
function rowsOfIndex({ areas }, scores) {
    const ranks = ranksOf(scores.index);
    return new Map(areas.areas.map(({ code, name, youths, figures }, at) => {
        const index = orNull(scores.index[at]);
        return [code, { code, name, youths, index, rank: ranks[at], need: null, units: null, exact: null, doubts: needDoubts(Object.values(figures)) }];
    }));
}
function rowsOfTakers({ division }) {
    return new Map(division.areas.map(({ code, name, youths, need, need_figure }) => {
        const doubts = need_figure ? needDoubts([need_figure]) : [];
        return [code, { code, name, youths, index: null, rank: null, need: need ?? null, units: null, exact: null, doubts }];
    }));
}
/** Means now of an area that took no part in the run: as the engine does of an unknown one, those of all others per youth. */
function presentOf(division) {
    const takers = new Map(division.areas.map((taker) => [taker.code, taker]));
    const known = division.areas.filter((taker) => taker.present_figure?.origin !== 'none');
    const units = known.reduce((sum, taker) => sum + (taker.present ?? 0), 0);
    const all = known.reduce((sum, taker) => sum + taker.youths, 0);
    return (code, youths) => takers.get(code)?.present ?? Math.round((units / all) * youths);
}
function divideOver(kernels, subject, settings, takers) {
    const division = subject.division;
    const present = division.present === null ? null : presentOf(division);
    return kernels.divide({
        principle: settings.principle,
        budget: settings.budget,
        unitsPer: unitsPer(division),
        floor: orNaN(settings.floor),
        ceiling: orNaN(settings.ceiling),
        share: settings.share,
        years: settings.years,
        aversion: division.aversion,
        epsilon: settings.epsilon,
        halfEffect: orNaN(division.half_effect),
        needAs: division.need_as,
        youths: Float64Array.from(takers, (row) => row.youths),
        figures: Float64Array.from(takers, (row) => (subject.areas ? row.index : row.need)),
        present: present && Float64Array.from(takers, (row) => present(row.code, row.youths)),
    });
}
function addDivision(kernels, subject, settings, outcome) {
    const division = subject.division;
    const takers = [...outcome.rows.values()].filter((row) => (row.youths ?? 0) > 0 && (row.index ?? row.need) !== null);
    const made = divideOver(kernels, subject, settings, takers);
    const known = new Map(division.areas.map((taker) => [taker.code, taker]));
    const total = (list) => orNull(list.reduce((sum, x) => sum + x, 0));
    outcome.flaw = made.flaw === 'fine' ? null : made.flaw;
    outcome.floors = total(made.floors);
    outcome.ceilings = total(made.ceilings);
    takers.forEach((row, at) => {
        row.units = orNull(made.units[at]);
        row.exact = orNull(made.exact[at]);
        row.need = orNull(made.need[at]);
        if (division.present !== null)
            row.doubts.push(...presentDoubts(known.get(row.code)));
    });
}
/** The scenario, by the engine's kernels. Rows of areas without a place in it have nulls. */
export function compute(kernels, subject, settings) {
    const outcome = { flaw: null, rows: new Map(), floors: null, ceilings: null, scores: null };
    if (subject.areas) {
        outcome.scores = scoreAreas(kernels, subject, settings);
        if (!outcome.scores)
            return { ...outcome, flaw: 'no_weights' };
        outcome.rows = rowsOfIndex(subject, outcome.scores);
    }
    else {
        outcome.rows = rowsOfTakers(subject);
    }
    if (subject.division)
        addDivision(kernels, subject, settings, outcome);
    return outcome;
}
/** What the run itself has written, by one of its principles; `present`: the means there are now. */
export function published(subject, principle) {
    const outcome = { flaw: null, rows: new Map(), floors: null, ceilings: null, scores: null };
    for (const { code, name, youths, index, rank } of subject.areas?.areas ?? [])
        outcome.rows.set(code, { code, name, youths, index: index ?? null, rank: rank ?? null, need: null, units: null, exact: null, doubts: [] });
    for (const taker of subject.division?.areas ?? []) {
        const { code, name, youths } = taker;
        const row = outcome.rows.get(code) ?? { code, name, youths, index: null, rank: null, need: null, units: null, exact: null, doubts: [] };
        const isUnknown = taker.present_figure?.origin === 'none';
        row.units = (principle === 'now' ? (isUnknown ? null : taker.present) : taker.principles[principle]?.units) ?? null;
        row.exact = principle === 'now' ? row.units : (taker.principles[principle]?.exact ?? null);
        row.need = taker.need ?? null;
        outcome.rows.set(code, row);
    }
    return outcome;
}
