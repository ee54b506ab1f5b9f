// SPDX-License-Identifier: EUPL-1.2
// What there is to know of one area.
import { advice } from './advice';
import { categoryOf, figureOf, loadAreas, loadFigures, type Figure, type Indicator, type Project } from './data';
import { h } from './dom';
import { decimalsOf, number, range, withUnit } from './numbers';
import { commonRange, interval, trend, type Dot, type Series } from './plots';
import { grouped } from './subjects';
import { labelOf, t } from './words';

export interface Looked { level: string; area: number; indicator: Indicator; period: string; pins: number[] }
export interface Acts { pick(indicator: Indicator): void; close(): void; select(code: string): void; pin(code: string): void }

const OWN = '#154273', AROUND = '#6b7682', PINS = ['#b3261e', '#00735c', '#7a3e9d', '#8a5a00'];
export const MOST_PINS = PINS.length;

/** The status in words; of a figure of the area around also why its own is hidden. */
export function statusText(project: Project, figure: Figure): string {
    if (figure.hiddenBy !== null) return t('parent', labelOf(project.statuses[figure.hiddenBy]));
    return labelOf(project.statuses[figure.statusIndex]);
}
export function valueText(project: Project, indicator: Indicator, figure: Figure): string {
    if (figure.value === null) return statusText(project, figure);
    const category = categoryOf(indicator, figure.value);
    return category ? labelOf(category) : withUnit(figure.value, indicator.unit);
}
export const intervalText = (figure: Figure) => (figure.value === null ? '' : range(figure.lower, figure.upper, decimalsOf([figure.value])));

async function figureAt(project: Project, level: string, indicator: Indicator, period: string, area: number): Promise<Figure | null> {
    if (area < 0 || !indicator.on[level]) return null;
    const figures = await loadFigures(level, indicator.name);
    return figures[period] ? figureOf(project, figures[period], area) : null;
}

/** The rate of all gemeenten together, where every one of them has a numerator and a denominator. */
async function wholeOf(project: Project, indicator: Indicator, period: string): Promise<Figure | null> {
    if (!indicator.on.gemeente || !['share', 'rate', 'ratio', 'mean'].includes(indicator.kind)) return null;
    const [areas, figures] = await Promise.all([loadAreas('gemeente'), loadFigures('gemeente', indicator.name)]);
    const land = areas.code.flatMap((_, i) => (areas.water[i] ? [] : [figureOf(project, figures[period], i)]));
    if (land.length < 2 || land.some(({ numerator, denominator }) => numerator === null || denominator === null)) return null;
    const per = land.find(({ value, numerator }) => value && numerator), sum = (key: 'numerator' | 'denominator') => land.reduce((all, one) => all + one[key]!, 0);
    if (!per || sum('denominator') === 0) return null;
    return { ...per, value: ((per.value! * per.denominator!) / per.numerator!) * (sum('numerator') / sum('denominator')), lower: null, upper: null };
}

const isCategory = (indicator: Indicator) => indicator.kind === 'category' || indicator.categories.length > 0;

async function comparison(project: Project, at: Looked, acts: Acts): Promise<HTMLElement | null> {
    const areas = await loadAreas(at.level), rows: { dot: Dot; code: string }[] = [];
    const add = (label: string, figure: Figure | null, colour: string, code = '') => figure && rows.push({ code, dot: { label, colour, value: figure.value, lower: figure.lower, upper: figure.upper, text: valueText(project, at.indicator, figure) } });
    add(areas.name[at.area], await figureAt(project, at.level, at.indicator, at.period, at.area), OWN);
    for (const [i, area] of at.pins.entries()) if (area !== at.area) add(areas.name[area], await figureAt(project, at.level, at.indicator, at.period, area), PINS[i], areas.code[area]);
    for (const larger of ['wijk', 'gemeente']) {
        const around = areas.in[larger]?.[at.area] ?? -1;
        if (around >= 0 && larger !== at.level) add((await loadAreas(larger)).name[around], await figureAt(project, larger, at.indicator, at.period, around), AROUND);
    }
    add(t('whole'), await wholeOf(project, at.indicator, at.period), AROUND);
    if (rows.length < 2) return null;
    const common = commonRange(rows.map(({ dot }) => dot)), category = isCategory(at.indicator), pinned = rows.some(({ code }) => code !== '');
    return h('section', {}, h('h3', {}, t('compare')), h('table', { class: 'compare' }, h('tbody', {}, ...rows.map(({ dot, code }, i) =>
        h('tr', { class: i === 0 ? 'chosen' : '' }, h('th', { scope: 'row' }, dot.label),
            category ? null : h('td', {}, interval(dot, common, 124)), h('td', { class: dot.value === null ? 'number status' : 'number' }, dot.text),
            pinned ? h('td', { class: 'out' }, code ? h('button', { type: 'button', class: 'unpin', 'aria-label': t('unpinOf', dot.label), onclick: () => acts.pin(code) }, '×') : null) : null)))));
}

async function overTime(project: Project, at: Looked): Promise<HTMLElement | null> {
    const periods = at.indicator.on[at.level]?.periods ?? [];
    if (periods.length < 2 || isCategory(at.indicator)) return null;
    const series = async (area: number, colour: string): Promise<Series> => ({ colour, dots: await Promise.all(periods.map(async (period) => {
        const figure = await figureAt(project, at.level, at.indicator, period, area);
        return { label: period, value: figure?.value ?? null, lower: figure?.lower ?? null, upper: figure?.upper ?? null, text: figure ? valueText(project, at.indicator, figure) : '–' };
    })) });
    const own = await series(at.area, OWN), beside = await Promise.all(at.pins.flatMap((area, i) => (area === at.area ? [] : [series(area, PINS[i])])));
    if (own.dots.filter(({ value }) => value !== null).length < 2) return null;
    return h('section', {}, h('h3', {}, t('trend')), trend(own, beside));
}

function otherLine(project: Project, at: Looked, one: Indicator, acts: Acts, figure: Figure | null): HTMLElement {
    const value = !figure ? '–' : figure.value === null ? h('span', { class: 'status' }, statusText(project, figure)) : valueText(project, one, figure), told = figure ? intervalText(figure) : '';
    return h('tr', { class: one === at.indicator ? 'chosen' : '' }, h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link', onclick: () => acts.pick(one) }, labelOf(one))),
        h('td', { class: 'number' }, value, told ? h('small', {}, told) : null));
}

/** All figures that are no statistic of another, in groups that are read when they are opened. */
function others(project: Project, at: Looked, acts: Acts): HTMLElement {
    const groups = grouped(project.indicators.filter((one) => one.on[at.level] && one.part === ''));
    const isOpen = groups.findIndex(([, list]) => list.includes(at.indicator));
    return h('section', {}, h('h3', {}, t('others')), ...groups.map(([word, list], i) => {
        const body = h('tbody');
        const read = async () => {
            if (body.childElementCount > 0) return;
            body.replaceChildren(...(await Promise.all(list.map(async (one) => otherLine(project, at, one, acts, await figureAt(project, at.level, one, one.on[at.level].shown, at.area))))));
        };
        const group = h('details', { class: 'others', ontoggle: () => void (group.open && read()) }, h('summary', {}, t(word), h('span', { class: 'count' }, ` ${list.length}`)), h('table', {}, body));
        group.open = i === Math.max(isOpen, 0);
        return group;
    }));
}

async function mainFigure(project: Project, at: Looked): Promise<HTMLElement> {
    const figure = await figureAt(project, at.level, at.indicator, at.period, at.area);
    const rank = project.indicators.find(({ part, base }) => (part === 'rank' || part === 'need_rank') && base === at.indicator.name);
    const ranked = rank?.on[at.level]?.periods.includes(at.period) ? await figureAt(project, at.level, rank, at.period, at.area) : null;
    const line = (...parts: (string | Node)[]) => h('p', {}, ...parts), told = figure ? valueText(project, at.indicator, figure) : '–';
    return h('section', { class: 'main-figure' }, h('p', { class: 'soft' }, `${labelOf(at.indicator)}, ${at.period}`),
        h('p', { class: `big${figure?.value === null ? ' status' : told.length > 10 ? ' long' : ''}` }, told),
        figure && intervalText(figure) ? line(`${t('interval')}: ${intervalText(figure)}`) : null,
        figure?.status === 'parent' ? h('p', { class: 'status' }, statusText(project, figure)) : null,
        figure && figure.numerator !== null && figure.denominator !== null ? h('p', { class: 'soft' }, t('of', number(figure.numerator), number(figure.denominator))) : null,
        ranked && ranked.value !== null ? line(ranked.lower === ranked.upper ? t('rankOf', ranked.value) : `${t('rankOf', ranked.value)} (${t('rankBetween', number(ranked.lower, 0), number(ranked.upper, 0))})`) : null);
}

async function head(project: Project, at: Looked, acts: Acts): Promise<HTMLElement> {
    const areas = await loadAreas(at.level), code = areas.code[at.area], isPinned = at.pins.includes(at.area);
    const places = await Promise.all(['gemeente', 'wijk'].filter((larger) => larger !== at.level && project.levels.some(({ name }) => name === larger)).map(async (larger) => {
        const around = areas.in[larger]?.[at.area] ?? -1;
        return around >= 0 ? (await loadAreas(larger)).name[around] : '';
    }));
    return h('header', { class: 'area-head' }, h('div', {}, h('h2', { tabindex: '-1' }, areas.name[at.area]), h('p', { class: 'soft' }, [...places.filter(Boolean), code].join(' · ')),
        isPinned || at.pins.length < MOST_PINS ? h('button', { type: 'button', class: 'chip pin', 'aria-pressed': String(isPinned), onclick: () => acts.pin(code) }, t(isPinned ? 'unpin' : 'pin')) : null),
        h('button', { type: 'button', class: 'icon', 'aria-label': t('close'), onclick: acts.close }, '×'));
}

export async function details(project: Project, at: Looked, acts: Acts): Promise<HTMLElement[]> {
    const [top, main, compared, trended, told] = await Promise.all([head(project, at, acts), mainFigure(project, at), comparison(project, at, acts), overTime(project, at), advice(project, at.level, at.area, acts.select)]);
    return [top, main, compared, trended, ...told, others(project, at, acts)].filter((part): part is HTMLElement => part !== null);
}
