// SPDX-License-Identifier: EUPL-1.2
// The subjects of the map: a button that opens a list in groups, narrowed by typing.
import type { Indicator } from './data';
import { h } from './dom';
import { labelOf, t, type Word } from './words';

const GROUPS: [Word, (indicator: Indicator) => boolean][] = [
    ['advice', ({ part }) => ['index', 'theme', 'need_rank', 'need_use', 'need_supply', 'target', 'means'].includes(part)],
    ['use', ({ part, axis }) => part === '' && axis === 'use'],
    ['supply', ({ part, axis }) => part === '' && axis === 'supply'],
    ['need', ({ part, axis }) => part === '' && axis === 'need'],
    ['general', ({ part, axis }) => part === '' && axis === ''],
    ['made', () => true],
];

/** Groups that have any of the indicators, in the order in which a policy maker asks. */
export function grouped(indicators: Indicator[]): [Word, Indicator[]][] {
    const groups = new Map<Word, Indicator[]>(GROUPS.map(([word]) => [word, []]));
    for (const one of indicators) groups.get(GROUPS.find(([, holds]) => holds(one))![0])!.push(one);
    return [...groups].filter(([, list]) => list.length > 0);
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
/** What a subject is found by: its names in both languages, its question and its description. */
const told = ({ name, label_nl, label_en, question, description }: Indicator) => plain([name, label_nl, label_en, question, description].join(' '));

export class SubjectPicker {
    readonly host = h('div', { class: 'picker' });
    private readonly title = h('span', { class: 'picker-title' });
    private readonly button = h('button', { type: 'button', id: 'indicator', class: 'picker-button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', 'aria-labelledby': 'indicator-label indicator', onclick: () => this.toggle() }, this.title, h('span', { class: 'chevron', 'aria-hidden': 'true' }));
    private readonly filter = h('input', { id: 'filter', type: 'search', role: 'combobox', autocomplete: 'off', 'aria-expanded': 'true', 'aria-controls': 'subjects', 'aria-autocomplete': 'list', 'aria-label': t('filter'), placeholder: t('filter'), oninput: () => this.render(), onkeydown: (event: Event) => this.key(event as KeyboardEvent) });
    private readonly list = h('div', { id: 'subjects', role: 'listbox', 'aria-label': t('subjects'), tabindex: '-1' });
    private readonly box = h('div', { class: 'picker-box', hidden: true, role: 'dialog', 'aria-label': t('subjects') }, this.filter, this.list);
    private indicators: Indicator[] = [];
    private chosen = '';
    private found: Indicator[] = [];
    private at = -1;

    constructor(readonly choose: (name: string) => void) {
        this.host.append(h('p', { class: 'label', id: 'indicator-label' }, t('indicator')), this.button, this.box);
        this.host.addEventListener('focusout', (event) => { if (event.relatedTarget && !this.host.contains(event.relatedTarget as Node)) this.toggle(false); });
        addEventListener('resize', () => this.toggle(false));
        document.addEventListener('pointerdown', (event) => { if (!this.host.contains(event.target as Node)) this.toggle(false); });
    }

    show(indicators: Indicator[], chosen: Indicator) {
        this.indicators = indicators;
        this.chosen = chosen.name;
        this.title.textContent = labelOf(chosen);
    }

    private toggle(open = this.box.hidden) {
        if (open !== this.box.hidden) return;
        this.box.hidden = !open;
        this.button.setAttribute('aria-expanded', String(open));
        if (!open) return;
        this.filter.value = '';
        this.place();
        this.render();
        this.filter.focus({ preventScroll: true });
    }
    /** Over the columns beside it, below the button. */
    private place() {
        const { left, bottom } = this.button.getBoundingClientRect();
        this.box.style.left = `${left}px`;
        this.box.style.top = `${bottom + 4}px`;
        this.list.style.maxHeight = `${Math.max(180, innerHeight - bottom - 100)}px`;
    }
    private pick(one: Indicator | undefined) {
        if (!one) return;
        this.toggle(false);
        this.button.focus();
        this.choose(one.name);
    }

    private render() {
        const words = plain(this.filter.value).split(/\s+/).filter(Boolean);
        const groups = grouped(this.indicators.filter((one) => words.every((word) => told(one).includes(word))));
        this.found = groups.flatMap(([, list]) => list);
        this.at = words.length > 0 && this.found.length > 0 ? 0 : this.found.findIndex(({ name }) => name === this.chosen);
        let i = 0;
        this.list.replaceChildren(...groups.map(([word, list]) => h('div', { role: 'group', 'aria-label': t(word) }, h('p', { class: 'group', 'aria-hidden': 'true' }, t(word)), ...list.map((one) => this.option(one, i++)))));
        if (this.found.length === 0) this.list.append(h('p', { class: 'soft none', role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, t('noSubject')));
        this.mark();
    }
    private option(one: Indicator, i: number) {
        return h('div', { role: 'option', id: `subject-${i}`, 'data-name': one.name, 'aria-current': one.name === this.chosen ? 'true' : undefined, onclick: () => this.pick(one) }, labelOf(one));
    }
    private mark() {
        this.list.querySelectorAll('[data-name]').forEach((option, i) => option.setAttribute('aria-selected', String(i === this.at)));
        if (this.at >= 0) this.filter.setAttribute('aria-activedescendant', `subject-${this.at}`);
        else this.filter.removeAttribute('aria-activedescendant');
        const option = document.getElementById(`subject-${this.at}`);
        if (option) this.list.scrollTop = Math.max(0, Math.min(this.list.scrollTop, option.offsetTop - 40), option.offsetTop + option.offsetHeight - this.list.clientHeight + 8);
    }
    private key(event: KeyboardEvent) {
        const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
        if (step) { this.at = Math.max(0, Math.min(this.found.length - 1, this.at + step)); this.mark(); }
        else if (event.key === 'Enter') this.pick(this.found[this.at]);
        else if (event.key === 'Escape') { this.toggle(false); this.button.focus(); }
        else return;
        event.preventDefault();
    }
}
