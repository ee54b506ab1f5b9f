// SPDX-License-Identifier: EUPL-1.2
// What the colours of the map say, for the map, the legend beside it and the picture that is taken along.
import { entryOf, isUnsure, type Areas, type Entry, type Figure, type Indicator, type Project } from './data';
import { h } from './dom';
import { decimalsOf, number } from './numbers';
import { labelOf, t } from './words';

export type Kind = 'class' | 'hatched' | 'faded' | 'area' | 'outlined' | 'dashed' | 'round';
export interface Line { kind: Kind; colours: string[]; label: string }
export interface Key { title: string; unit: string; lines: Line[]; isScenario: boolean }
export interface Painted { title: string; unit: string; values: Map<string, number> }

export const MISSING = '#e4e6e9', WATER = '#dde7f0', TARGET = '#b3261e', PLACES = { existing: '#154273', fresh: '#d52b1e', closed: '#8d949c' };
const RAMP = ['#ffffcc', '#a1dab4', '#41b6c4', '#2c7fb8', '#253494'];
const LOSS = ['#b35806', '#e08214', '#fdb863'], GAIN = ['#b2abd2', '#8073ac', '#542788'], SAME = '#f7f7f7';

const nice = (step: number) => { const power = 10 ** Math.floor(Math.log10(step)); return [1, 2, 2.5, 5, 10].map((m) => m * power).find((m) => m >= step * 0.999)!; };

/** Classes of what a scenario paints: even steps; around zero where it tells differences. */
export function scenarioEntries(values: number[]): Entry[] {
    const most = Math.max(...values.map(Math.abs));
    const entry = (low: number, high: number, colour: string, words?: [string, string]): Entry => {
        const label = words ?? [`${number(low)} – ${number(high)}`, `${number(low)} – ${number(high)}`];
        return { low, high, colour, label_nl: label[0], label_en: label[1] };
    };
    if (values.length === 0 || most === 0) return [entry(0, 0, SAME, ['0: geen verschil', '0: no difference'])];
    if (values.some((value) => value < 0)) {
        const step = nice(most / 3), places = decimalsOf([step]), sign = (value: number) => `${value > 0 ? '+' : ''}${number(value, value === 0 ? 0 : places)}`;
        const between = (low: number, high: number, colour: string) => { const words = t('fromTo', sign(low), sign(high)); return entry(low, high, colour, [words, words]); };
        return [...LOSS.map((colour, i) => between((i - 3) * step, (i - 2) * step || 0, colour)), entry(0, 0, SAME, ['0: geen verschil', '0: no difference']), ...GAIN.map((colour, i) => between(i * step, (i + 1) * step, colour))];
    }
    const low = Math.min(...values), step = nice((most - low) / 5 || most / 5), from = Math.floor(low / step + 1e-9) * step;
    return RAMP.map((colour, i) => entry(from + i * step, from + (i + 1) * step, colour)).filter(({ low: at }) => at <= most);
}
export function scenarioColour(entries: Entry[], value: number): string {
    const held = entries.find(({ low, high }) => (low === high ? value === low : value >= low && value < high && value !== 0));
    return (held ?? (value < 0 ? entries[0] : value === 0 ? entries.find(({ low, high }) => low <= 0 && high >= 0) ?? entries[0] : entries[entries.length - 1])).colour;
}

export interface Shown { project: Project; indicator: Indicator; level: string; areas: Areas; figures: Figure[]; painted: Painted | null; targets: boolean; places: boolean }

function statusLine({ project, areas, figures, painted }: Shown): Line[] {
    const gone = figures.flatMap((figure, i) => (areas.water[i] || (painted ? painted.values.has(areas.code[i]) : figure.value !== null) ? [] : [figure]));
    if (gone.length === 0) return [];
    const words = painted ? [t('notDivided')] : [...new Set(gone.map(({ statusIndex }) => labelOf(project.statuses[statusIndex])))];
    return [{ kind: 'hatched', colours: [], label: `${t('missing')}: ${words.join('; ')}` }];
}

/** All that the map shows, from high to low, then what is no class. */
export function keyOf(shown: Shown): Key {
    const { indicator, areas, figures, painted } = shown, { legend } = indicator.on[shown.level];
    const entries = painted ? scenarioEntries([...painted.values.values()]) : legend.entries;
    const lines: Line[] = (legend.category && !painted ? entries : [...entries].reverse()).map((entry) => ({ kind: 'class', colours: [entry.colour], label: labelOf(entry) }));
    const land = figures.filter((_, i) => !areas.water[i]), colours = entries.map(({ colour }) => colour);
    lines.push(...statusLine(shown));
    if (!painted && land.some((figure) => isUnsure(legend, figure))) lines.push({ kind: 'faded', colours, label: t('unsure') });
    if (!painted && land.some(({ status }) => status === 'parent')) lines.push({ kind: 'faded', colours, label: t('fromAround') });
    if (areas.water.some(Boolean)) lines.push({ kind: 'area', colours: [WATER], label: t('water') });
    if (shown.targets) lines.push({ kind: 'outlined', colours: [TARGET], label: t('targetCertain') }, { kind: 'dashed', colours: [TARGET], label: t('targetPossible') });
    if (shown.places) lines.push(...(['existing', 'fresh', 'closed'] as const).map((word): Line => ({ kind: 'round', colours: [PLACES[word]], label: t(word) })));
    return { title: painted?.title ?? labelOf(indicator), unit: painted?.unit ?? indicator.unit, lines, isScenario: painted !== null };
}

/** How each area is to be painted. */
export function paintsOf({ indicator, level, areas, figures, painted }: Shown) {
    const { legend } = indicator.on[level], entries = painted ? scenarioEntries([...painted.values.values()]) : [];
    return figures.map((figure, i) => {
        const water = Boolean(areas.water[i]), value = painted ? painted.values.get(areas.code[i]) : undefined;
        if (painted) return { water, missing: value === undefined, faded: false, colour: value === undefined ? MISSING : scenarioColour(entries, value) };
        const entry = entryOf(legend, figure.value);
        return { water, missing: entry === null, faded: entry !== null && (isUnsure(legend, figure) || figure.status === 'parent'), colour: entry?.colour ?? MISSING };
    });
}

function swatch({ kind, colours }: Line): HTMLElement {
    if (kind === 'faded') return h('span', { class: 'swatch faded' }, ...colours.map((colour) => h('span', { style: `background:${colour}` })));
    return h('span', { class: `swatch ${kind}`, style: kind === 'outlined' || kind === 'dashed' || kind === 'hatched' ? '' : `background-color:${colours[0]}` });
}

export function legendOf(key: Key, source: string): Node[] {
    const title = key.isScenario ? [h('p', { class: 'legend-title' }, key.title)] : [], unit = key.unit ? [h('p', { class: 'unit' }, key.unit)] : [];
    return [h('h2', {}, t('legend')), ...title, ...unit, h('ul', {}, ...key.lines.map((line) => h('li', {}, swatch(line), line.label))), h('p', { class: 'soft source' }, `${t('source')}: ${source}`)];
}
