// SPDX-License-Identifier: EUPL-1.2
// All areas of a level as a table: the figures of the map for who does not see it, and for who wants to sort.
import { categoryOf, entryOf, isUnsure, type Areas, type Entry, type Figure, type Indicator, type Project } from './data';
import { h } from './dom';
import { MISSING } from './legend';
import { decimalsOf, number, range } from './numbers';
import { commonRange, interval, type Dot } from './plots';
import { labelOf, t } from './words';

export interface Row { area: number; name: string; code: string; around: string; figure: Figure; rank: Figure | null }
export interface Ranked { indicator: Indicator; level: string; period: string; areas: Areas; figures: Figure[]; ranks: Figure[] | null; around(area: number): string }
type Key = 'figure' | 'name' | 'rank';
const SHOWN_FIRST = 250;

const dotOf = (figure: Figure): Dot => ({ label: '', text: '', value: figure.value, lower: figure.lower, upper: figure.upper });

export class Ranking {
    readonly host = h('section', { class: 'ranking', id: 'ranking', tabindex: '-1' });
    private key: Key = 'figure';
    private descending = true;
    private rows: Row[] = [];
    private body = h('tbody');
    private lines = new Map<number, HTMLTableRowElement>();
    private marked = -1;
    private pointed: number | null = null;
    constructor(readonly project: Project, readonly select: (area: number) => void, readonly hover: (area: number | null) => void) {}

    show(what: Ranked) {
        const { indicator, areas, figures, ranks } = what;
        this.rows = figures.flatMap((figure, area) => (areas.water[area] ? [] : [{ area, name: areas.name[area], code: areas.code[area], around: what.around(area), figure, rank: ranks?.[area] ?? null }]));
        const isCategory = indicator.categories.length > 0, hasIntervals = this.rows.some(({ figure }) => figure.lower !== null);
        if (this.key === 'rank' && !ranks) this.key = 'figure';
        this.body = h('tbody');
        this.lines.clear();
        this.host.replaceChildren(
            h('h2', {}, labelOf(indicator)), h('p', { class: 'unit' }, [indicator.unit, what.period].filter(Boolean).join(' · ')),
            hasIntervals ? h('p', { class: 'soft' }, t('rankPlot')) : '',
            h('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': t('ranking') }, h('table', {},
                h('thead', {}, h('tr', {}, this.heading('name', t('name'), what), this.heading('figure', t('figure'), what), isCategory ? null : h('th', { scope: 'col', class: 'plots' }, h('span', { class: hasIntervals ? '' : 'sr' }, t('interval'))), ranks ? this.heading('rank', t('rank'), what) : null)), this.body)));
        const all = this.sorted(), line = this.liner(what), add = (rows: Row[]) => this.body.append(...rows.map(line));
        add(all.slice(0, SHOWN_FIRST));
        this.mark(this.marked);
        if (all.length <= SHOWN_FIRST) return;
        const more = h('button', { type: 'button', class: 'more', onclick: () => { more.remove(); add(all.slice(SHOWN_FIRST)); this.mark(this.marked); } }, t('showAll', number(all.length)));
        this.host.append(more);
    }
    mark(area: number, scroll = false) {
        this.set(this.marked, (line) => { line.classList.remove('chosen'); line.removeAttribute('aria-current'); });
        this.marked = area;
        this.set(area, (line) => { line.classList.add('chosen'); line.setAttribute('aria-current', 'true'); if (scroll) line.scrollIntoView({ block: 'nearest' }); });
    }
    point(area: number | null) {
        if (area === this.pointed) return;
        this.set(this.pointed ?? -1, (line) => line.classList.remove('hovered'));
        this.pointed = area;
        this.set(area ?? -1, (line) => line.classList.add('hovered'));
    }
    get shown() { return this.sorted(); }
    private set(area: number, act: (line: HTMLTableRowElement) => void) { const line = this.lines.get(area); if (line) act(line); }

    private heading(key: Key, text: string, what: Ranked) {
        const isKey = this.key === key, arrow = isKey ? (this.descending ? ' ▼' : ' ▲') : '';
        const sort = () => {
            this.descending = isKey ? !this.descending : key === 'figure';
            this.key = key;
            this.show(what);
            this.host.querySelector<HTMLElement>(`[data-key=${key}]`)?.focus();
        };
        return h('th', { scope: 'col', class: key === 'name' ? '' : 'number', 'aria-sort': isKey ? (this.descending ? 'descending' : 'ascending') : 'none' },
            h('button', { type: 'button', class: 'sort', 'data-key': key, onclick: sort }, text, h('span', { 'aria-hidden': 'true' }, arrow)));
    }
    private sorted(): Row[] {
        const value = (row: Row) => (this.key === 'rank' ? row.rank?.value ?? null : row.figure.value);
        return [...this.rows].sort((a, b) => {
            if (this.key === 'name') return (this.descending ? -1 : 1) * a.name.localeCompare(b.name, 'nl');
            const x = value(a), y = value(b);
            if (x === null || y === null) return x === y ? a.name.localeCompare(b.name, 'nl') : x === null ? 1 : -1;
            return (this.descending ? y - x : x - y) || a.name.localeCompare(b.name, 'nl');
        });
    }

    /** A line of the table; all with the same decimals, and their plots on the same scale. */
    private liner({ indicator, level }: Ranked) {
        const common = commonRange(this.rows.map(({ figure }) => dotOf(figure))), places = decimalsOf(this.rows.map(({ figure }) => figure.value)), { legend } = indicator.on[level];
        const swatch = (entry: Entry | null, faded: boolean) => h('span', { class: `dot-swatch${entry ? '' : ' hatched'}${faded ? ' faded' : ''}`, style: entry ? `background-color:${entry.colour}` : `background-color:${MISSING}`, 'aria-hidden': 'true' });
        return (row: Row) => {
            const { area, figure, rank } = row, category = categoryOf(indicator, figure.value), unsure = isUnsure(legend, figure) || figure.status === 'parent';
            const shown = figure.value === null || figure.status === 'parent' ? h('span', {}, figure.value === null ? null : `${number(figure.value, places)} `, h('span', { class: 'status' }, labelOf(this.project.statuses[figure.statusIndex]))) : category ? labelOf(category) : number(figure.value, places);
            const line = h('tr', { 'data-area': area, class: unsure ? 'unsure' : '', onmouseenter: () => this.hover(area), onmouseleave: () => this.hover(null), onclick: () => this.select(area) },
                h('th', { scope: 'row' }, h('div', { class: 'named' }, swatch(entryOf(legend, figure.value), unsure), h('div', {}, h('button', { type: 'button', class: 'link', onfocus: () => this.hover(area), onblur: () => this.hover(null), onclick: (event: Event) => { event.stopPropagation(); this.select(area); } }, row.name), row.around ? h('small', {}, row.around) : null))),
                h('td', { class: category || figure.value === null ? 'number words' : 'number' }, shown),
                indicator.categories.length > 0 ? null : h('td', { class: 'plots' }, figure.value !== null ? interval(dotOf(figure), common, 84) : null, h('span', { class: 'sr' }, range(figure.lower, figure.upper, places))),
                rank ? h('td', { class: 'number rank' }, rank.value === null ? '–' : h('span', {}, number(rank.value), rank.lower !== null ? h('small', {}, ` ${number(rank.lower)}–${number(rank.upper)}`) : null)) : null);
            this.lines.set(area, line);
            return line;
        };
    }
}
