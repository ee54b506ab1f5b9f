// SPDX-License-Identifier: EUPL-1.2
// All areas of a level as a table: the figures of the map for who does not see it, and for who wants to sort.
import { isUnsure, type Areas, type Figure, type Indicator, type Project } from './data';
import { h } from './dom';
import { commonRange, interval, type Dot } from './plots';
import { labelOf, number, t } from './words';

export interface Row { area: number; name: string; code: string; around: string; figure: Figure; rank: Figure | null }
type Key = 'figure' | 'name' | 'rank';
const SHOWN_FIRST = 250;

export class Ranking {
    readonly host = h('section', { class: 'ranking', id: 'ranking', tabindex: '-1' });
    private key: Key = 'figure';
    private descending = true;
    private rows: Row[] = [];
    private body = h('tbody');
    constructor(readonly project: Project, readonly select: (area: number) => void, readonly hover: (area: number | null) => void) {}

    show(indicator: Indicator, level: string, areas: Areas, figures: Figure[], ranks: Figure[] | null, aroundOf: (area: number) => string) {
        this.rows = figures.flatMap((figure, area) => (areas.water[area] ? [] : [{ area, name: areas.name[area], code: areas.code[area], around: aroundOf(area), figure, rank: ranks?.[area] ?? null }]));
        const range = commonRange(this.rows.map(({ figure }) => this.dot(figure)));
        const heading = (key: Key, text: string) => h('th', { scope: 'col', class: key === 'name' ? '' : 'number', 'aria-sort': this.key === key ? (this.descending ? 'descending' : 'ascending') : 'none' },
            h('button', { type: 'button', class: 'sort', onclick: () => { this.sortBy(key); this.show(indicator, level, areas, figures, ranks, aroundOf); } }, text, h('span', { 'aria-hidden': 'true' }, this.key === key ? (this.descending ? ' ▼' : ' ▲') : '')));
        this.body = h('tbody');
        this.host.replaceChildren(
            h('h2', {}, labelOf(indicator)),
            indicator.unit ? h('p', { class: 'unit' }, indicator.unit) : '',
            h('p', { class: 'soft' }, t('tooSmall')),
            h('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': t('ranking') }, h('table', {},
                h('thead', {}, h('tr', {}, heading('name', t('name')), heading('figure', t('figure')), h('th', { scope: 'col' }, t('interval')), ranks ? heading('rank', t('rank')) : null)),
                this.body)));
        const legend = indicator.on[level].legend;
        const all = this.sorted(), add = (rows: Row[]) => this.body.append(...rows.map((row) => this.line(row, indicator, range, isUnsure(legend, row.figure))));
        add(all.slice(0, SHOWN_FIRST));
        if (all.length <= SHOWN_FIRST) return;
        const more = h('button', { type: 'button', class: 'more', onclick: () => { more.remove(); add(all.slice(SHOWN_FIRST)); } }, t('showAll', number(all.length)));
        this.host.append(more);
    }
    mark(area: number, scroll = false) {
        for (const line of this.body.rows) {
            const chosen = Number(line.dataset.area) === area;
            line.classList.toggle('chosen', chosen);
            line.setAttribute('aria-selected', String(chosen));
            if (chosen && scroll) line.scrollIntoView({ block: 'nearest' });
        }
    }
    point(area: number | null) { for (const line of this.body.rows) line.classList.toggle('hovered', Number(line.dataset.area) === area); }
    get shown() { return this.sorted(); }

    private sortBy(key: Key) {
        this.descending = this.key === key ? !this.descending : key === 'figure';
        this.key = key;
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
    private dot(figure: Figure): Dot { return { label: '', text: '', value: figure.status === 'parent' ? null : figure.value, lower: figure.lower, upper: figure.upper }; }
    private line(row: Row, indicator: Indicator, range: [number, number], unsure: boolean) {
        const { figure, rank } = row, category = indicator.categories.find(({ value }) => value === figure.value);
        const shown = figure.value === null ? h('span', { class: 'status' }, labelOf(this.project.statuses[figure.statusIndex])) : category ? category.label_nl : number(figure.value);
        return h('tr', { 'data-area': row.area, class: unsure ? 'unsure' : '', onmouseenter: () => this.hover(row.area), onmouseleave: () => this.hover(null), onclick: () => this.select(row.area) },
            h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link', onclick: (event: Event) => { event.stopPropagation(); this.select(row.area); } }, row.name), row.around ? h('small', {}, row.around) : null),
            h('td', { class: 'number' }, shown),
            h('td', {}, figure.value !== null && !category ? interval(this.dot(figure), range, 76) as unknown as Node : '', figure.lower !== null ? h('span', { class: 'sr' }, `${number(figure.lower)} – ${number(figure.upper)}`) : ''),
            rank ? h('td', { class: 'number' }, rank.value === null ? '–' : h('span', {}, number(rank.value), rank.lower !== null ? h('small', {}, ` ${number(rank.lower)}–${number(rank.upper)}`) : null)) : null);
    }
}
