// SPDX-License-Identifier: EUPL-1.2
// What there is to know of one area.
import { figureOf, loadAreas, loadFigures, loadSheets, loadStories, rowsOf, type Cell, type Figure, type Indicator, type Project, type Story } from './data';
import { h } from './dom';
import { commonRange, interval, trend, type Dot } from './plots';
import { getLanguage, labelOf, number, t, withUnit } from './words';

type Looked = { level: string; area: number; indicator: Indicator; period: string };

/** The status in words; of a figure of the area around also why its own is hidden. */
export function statusText(project: Project, figure: Figure): string {
    if (figure.hiddenBy !== null) return t('parent', labelOf(project.statuses[figure.hiddenBy]));
    return labelOf(project.statuses[figure.statusIndex]);
}
export function valueText(project: Project, indicator: Indicator, figure: Figure): string {
    const category = indicator.categories.find(({ value }) => value === figure.value);
    if (figure.value === null) return statusText(project, figure);
    return category ? category.label_nl : withUnit(figure.value, indicator.unit);
}
const intervalText = (figure: Figure) => (figure.lower !== null && figure.upper !== null ? `${number(figure.lower)} – ${number(figure.upper)}` : '');

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

async function comparison(project: Project, at: Looked): Promise<HTMLElement | null> {
    const areas = await loadAreas(at.level), dots: Dot[] = [];
    const add = (label: string, figure: Figure | null, chosen = false) => figure && dots.push({ label, chosen, value: figure.value, lower: figure.lower, upper: figure.upper, text: valueText(project, at.indicator, figure) });
    add(areas.name[at.area], await figureAt(project, at.level, at.indicator, at.period, at.area), true);
    for (const larger of ['wijk', 'gemeente']) {
        const around = areas.in[larger]?.[at.area] ?? -1;
        if (around >= 0) add((await loadAreas(larger)).name[around], await figureAt(project, larger, at.indicator, at.period, around));
    }
    add(t('whole'), await wholeOf(project, at.indicator, at.period));
    if (dots.length < 2 || dots.every(({ value }) => value === null) || at.indicator.kind === 'category') return null;
    const range = commonRange(dots);
    return h('section', {}, h('h3', {}, t('compare')), h('table', { class: 'compare' }, h('tbody', {}, ...dots.map((dot) =>
        h('tr', { class: dot.chosen ? 'chosen' : '' }, h('th', { scope: 'row' }, dot.label), h('td', {}, interval(dot, range, 130) as unknown as Node), h('td', { class: 'number' }, dot.text))))));
}

async function overTime(project: Project, at: Looked): Promise<HTMLElement | null> {
    const periods = at.indicator.on[at.level]?.periods ?? [];
    if (periods.length < 2 || at.indicator.kind === 'category') return null;
    const figures = await Promise.all(periods.map((period) => figureAt(project, at.level, at.indicator, period, at.area)));
    const dots = figures.map((figure, i) => ({ label: periods[i], value: figure?.value ?? null, lower: figure?.lower ?? null, upper: figure?.upper ?? null, text: figure ? valueText(project, at.indicator, figure) : '–' }));
    if (dots.filter(({ value }) => value !== null).length < 2) return null;
    return h('section', {}, h('h3', {}, t('trend')), trend(dots) as unknown as HTMLElement);
}

const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? '' : String(cell));

/** The name of a division by a principle, which is an indicator of its own. */
function meansLabel(project: Project, row: Record<string, Cell>): string {
    const made = project.indicators.find(({ name }) => name === `${row.division}_${row.principle}`);
    return made ? labelOf(made) : `${text(row.division)} · ${text(row.principle)}`;
}

async function advice(project: Project, at: Looked): Promise<HTMLElement[]> {
    if (!project.sheets) return [];
    const sheets = await loadSheets(), code = (await loadAreas(at.level)).code[at.area], made: HTMLElement[] = [];
    const mine = (name: string) => rowsOf(sheets[name]).filter((row) => row.code === code && row.level === at.level);
    const targets = mine('targets'), needs = mine('need'), crossings = mine('crossing');
    if (targets.length + needs.length + crossings.length > 0)
        made.push(h('section', {}, h('h3', {}, t('why')),
            ...targets.map((row) => h('div', { class: `verdict ${text(row.class)}` }, h('strong', {}, t('targetOf', text(row.list), text(row.class_nl))),
                row.rank !== null ? h('span', {}, ` · ${t('rankBetween', number(Number(row.rank_lower)), number(Number(row.rank_upper)))}`) : null,
                text(row.margin_nl) ? h('p', { lang: 'nl' }, text(row.margin_nl)) : null)),
            ...needs.map((row) => h('p', { lang: 'nl' }, text(row.why_nl) || text(row.because_nl))),
            ...crossings.map((row) => h('p', { lang: 'nl' }, text(row.words_nl) || text(row.because_nl)))));
    const means = mine('allocation').filter((row) => row.amount !== null || row.amount_fte !== null);
    if (means.length > 0)
        made.push(h('section', {}, h('h3', {}, t('means')), h('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': t('means') }, h('table', {}, h('thead', {}, h('tr', {}, ...[t('division'), t('now'), t('proposal'), t('perYouth')].map((word, i) => h('th', { scope: 'col', class: i > 0 ? 'number' : '' }, word)))),
            h('tbody', {}, ...means.map((row) => { const fte = row.amount_fte !== null, unit = fte ? 'fte' : '€';
                return h('tr', {}, h('th', { scope: 'row' }, meansLabel(project, row)), ...[fte ? row.present_fte : row.present, fte ? row.amount_fte : row.amount, row.per_youth].map((cell) => h('td', { class: 'number' }, cell === null ? '–' : withUnit(Number(cell), unit)))); }))))));
    return made;
}

const storyLine = (story: Story) => h('figure', { class: 'story' }, h('blockquote', { lang: 'nl' }, story.title ? h('strong', {}, `${story.title}. `) : null, story.text), h('figcaption', {}, t('storyBy', story.author_role, new Date(story.date).toLocaleDateString(getLanguage() === 'nl' ? 'nl-NL' : 'en-GB', { year: 'numeric', month: 'long' }))));

async function stories(project: Project, at: Looked): Promise<HTMLElement | null> {
    if (!project.stories) return null;
    const code = (await loadAreas(at.level)).code[at.area], told = (await loadStories()).areas.find((area) => area.level === at.level && area.code === code);
    return told ? h('section', {}, h('h3', {}, t('stories')), ...told.stories.map(storyLine)) : null;
}

/** The main figures of the area: everything that is no statistic of something else. */
async function others(project: Project, at: Looked, pick: (indicator: Indicator) => void): Promise<HTMLElement> {
    const rows = await Promise.all(project.indicators.filter((one) => one.on[at.level] && one.part === '').map(async (one) => {
        const figure = await figureAt(project, at.level, one, one.on[at.level].shown, at.area);
        return h('tr', {}, h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link', onclick: () => pick(one) }, labelOf(one))),
            h('td', { class: 'number' }, figure ? (figure.value === null ? h('span', { class: 'status' }, statusText(project, figure)) : valueText(project, one, figure)) : '–', figure && intervalText(figure) ? h('small', {}, intervalText(figure)) : null));
    }));
    return h('section', {}, h('h3', {}, t('others')), h('table', { class: 'others' }, h('tbody', {}, ...rows)));
}

export async function details(project: Project, at: Looked, pick: (indicator: Indicator) => void, close: () => void): Promise<HTMLElement[]> {
    const areas = await loadAreas(at.level), figure = await figureAt(project, at.level, at.indicator, at.period, at.area);
    const rank = project.indicators.find(({ part, base }) => (part === 'rank' || part === 'need_rank') && base === at.indicator.name);
    const rankFigure = rank?.on[at.level] ? await figureAt(project, at.level, rank, rank.on[at.level].shown, at.area) : null;
    const around = ['gemeente', 'wijk'].map((larger) => areas.in[larger]?.[at.area] ?? -1);
    const places = await Promise.all(['gemeente', 'wijk'].map(async (larger, i) => (around[i] >= 0 ? (await loadAreas(larger)).name[around[i]] : '')));
    const head = h('header', { class: 'area-head' }, h('div', {}, h('h2', { tabindex: '-1' }, areas.name[at.area]), h('p', { class: 'soft' }, [...places.filter(Boolean), areas.code[at.area]].join(' · '))), h('button', { type: 'button', class: 'icon', 'aria-label': t('close'), onclick: close }, '×'));
    const main = h('section', { class: 'main-figure' }, h('p', { class: 'soft' }, `${labelOf(at.indicator)}, ${at.period}`),
        h('p', { class: figure?.value === null ? 'big status' : 'big' }, figure ? valueText(project, at.indicator, figure) : '–'),
        figure && figure.value !== null && intervalText(figure) ? h('p', {}, `${t('interval')}: ${intervalText(figure)}`) : null,
        figure?.status === 'parent' ? h('p', { class: 'status' }, statusText(project, figure)) : null,
        figure?.numerator !== null && figure?.numerator !== undefined && figure.denominator !== null ? h('p', { class: 'soft' }, t('of', number(figure.numerator, 6), number(figure.denominator, 6))) : null,
        rankFigure && rankFigure.value !== null ? h('p', {}, `${t('rank')}: ${number(rankFigure.value)}`, rankFigure.lower !== null ? ` (${t('rankBetween', number(rankFigure.lower), number(rankFigure.upper))})` : '') : null);
    const parts = await Promise.all([comparison(project, at), overTime(project, at), stories(project, at), others(project, at, pick)]);
    const [compared, trended, told, rest] = parts;
    return [head, main, compared, trended, ...(await advice(project, at)), told, rest].filter((part): part is HTMLElement => Boolean(part));
}
