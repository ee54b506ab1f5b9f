// SPDX-License-Identifier: EUPL-1.2
// The table of areas: sortable, findable, as long as asked; and the same as CSV.
import { perYouthOf, type Told } from './controls.js';
import type { Line } from './compare.js';
import { h } from './dom.js';
import type { Subject } from './model.js';

const ROWS = 150;
const FINDABLE = 20;

type Key = Exclude<keyof Line, 'code' | 'doubts'>;

interface Column {
    key: Key;
    label: string;
    text(line: Line): string;
}

const rounded = (x: number | null, text: (x: number) => string): string => (x === null ? '–' : text(x));

export function columnsOf(subject: Subject, { words, numbers }: Told): Column[] {
    const division = subject.division, isMoney = division?.unit === 'cent';
    const amount = (x: number) => (isMoney ? numbers.euro(x) : numbers.decimal(x, 1));
    const change = (x: number) => (isMoney ? numbers.euro(x, 0, 'exceptZero') : numbers.decimal(x, 1, 'exceptZero'));
    const unit = isMoney ? '' : ` (${words.fte})`;
    const column = (key: Key, text: (x: number) => string, more = ''): Column => ({
        key,
        label: words.columns[key] + more,
        text: (line) => rounded(line[key] as number | null, text),
    });
    const index = [
        column('indexFrom', (x) => numbers.decimal(x, 1)),
        column('index', (x) => numbers.decimal(x, 1)),
        column('rankFrom', numbers.whole),
        column('rank', numbers.whole),
    ];
    const means = [
        column('from', amount, unit),
        column('to', amount, unit),
        column('change', change, unit),
        column('perYouth', (x) => perYouthOf(division!, x, numbers), isMoney ? '' : ` (${words.ftePerYouths})`),
    ];
    return [
        { key: 'name', label: words.columns.name, text: (line) => line.name },
        column('youths', numbers.whole),
        ...(subject.areas ? index : [column('need', (x) => numbers.decimal(x, 3))]),
        ...(division ? means : []),
    ];
}

const alphabet = new Intl.Collator('nl', { numeric: true });

/** What is not there comes last, whichever way; equal ones by code. */
function sorted(lines: Line[], key: Key, isDown: boolean): Line[] {
    const compare = (a: Line, b: Line): number => {
        const x = a[key], y = b[key];
        if (x === null || y === null) return Number(x === null) - Number(y === null);
        const order = typeof x === 'string' ? alphabet.compare(x, y as string) : x - (y as number);
        return isDown ? -order : order;
    };
    return [...lines].sort((a, b) => compare(a, b) || (a.code < b.code ? -1 : 1));
}

export interface Table {
    element: HTMLElement;
    show(lines: Line[], caption: string): void;
    /** What is seen: found, sorted. */
    csv(state: string): string;
}

export function table(subject: Subject, told: Told, choose: (code: string) => void): Table {
    const { words } = told, columns = columnsOf(subject, told);
    let lines: Line[] = [], key: Key = subject.areas ? 'rank' : 'name', isDown = false, isWhole = false, wanted = '';
    const body = h('tbody'), caption = h('caption'), heads = new Map<Key, HTMLTableCellElement>();
    const finder = h('input', { type: 'search', oninput: () => ((wanted = finder.value), draw()) });
    const find = h('label', { class: 'scenario-find', hidden: true }, h('span', {}, words.filter), finder);
    const more = h('button', { type: 'button', class: 'scenario-plain', onclick: () => ((isWhole = true), draw()) });

    const sortBy = (next: Key) => {
        isDown = key === next ? !isDown : ['youths', 'index', 'indexFrom', 'need', 'from', 'to', 'change', 'perYouth'].includes(next);
        key = next;
        draw();
    };
    for (const column of columns) {
        const button = h('button', { type: 'button', onclick: () => sortBy(column.key) }, column.label);
        heads.set(column.key, h('th', { scope: 'col', class: column.key === 'name' ? 'scenario-name' : null }, button));
    }
    const visible = () => {
        const text = wanted.trim().toLowerCase();
        return sorted(text ? lines.filter((line) => `${line.name} ${line.code}`.toLowerCase().includes(text)) : lines, key, isDown);
    };

    const bar = (line: Line, most: number): HTMLElement => {
        const element = h('span', { class: line.change! < 0 ? 'scenario-bar scenario-less' : 'scenario-bar', 'aria-hidden': 'true' });
        element.style.setProperty('--part', String(most > 0 ? Math.abs(line.change!) / most : 0));
        return element;
    };
    const cell = (line: Line, column: Column, most: number): HTMLElement => {
        if (column.key !== 'name')
            return h('td', {}, column.text(line), column.key === 'change' && line.change !== null ? bar(line, most) : null);
        const notes = line.doubts.map((doubt) => words.doubts[doubt]);
        if (subject.division && line.to === null) notes.push(words.noPart);
        const name = h('button', { type: 'button', class: 'scenario-plain', onclick: () => choose(line.code) }, line.name);
        return h('th', { scope: 'row', class: 'scenario-name' }, name, notes.length ? h('small', {}, notes.join('; ')) : null);
    };
    const draw = () => {
        const found = visible(), most = lines.reduce((all, line) => Math.max(all, Math.abs(line.change ?? 0)), 0);
        const drawn = isWhole ? found : found.slice(0, ROWS);
        body.replaceChildren(...drawn.map((line) => h('tr', {}, ...columns.map((column) => cell(line, column, most)))));
        for (const [at, head] of heads) {
            if (at === key) head.setAttribute('aria-sort', isDown ? 'descending' : 'ascending');
            else head.removeAttribute('aria-sort');
        }
        more.hidden = drawn.length === found.length;
        more.textContent = words.more(found.length);
        find.hidden = lines.length < FINDABLE;
    };
    const head = h('thead', {}, h('tr', {}, ...heads.values()));
    const scroll = h('div', { class: 'scenario-scroll', role: 'region', tabindex: 0, 'aria-label': words.scroll }, h('table', {}, caption, head, body));
    return {
        element: h('div', {}, find, scroll, more),
        show(next, text) {
            lines = next;
            caption.textContent = text;
            draw();
        },
        csv: (state) => csvOf(visible(), columns, state, told),
    };
}

// ---- CSV -----------------------------------------------------------------------------------------------------------

/** As a spreadsheet of that language opens it by a double click; a text is never a formula. */
function csvOf(lines: Line[], columns: Column[], state: string, { language, words }: Told): string {
    const sign = language === 'nl' ? ';' : ',';
    const text = (x: string) => `"${(/^[=+\-@\t\r]/.test(x) ? `'${x}` : x).replaceAll('"', '""')}"`;
    const cell = (x: string | number | null) => {
        if (x === null) return '';
        if (typeof x === 'string') return text(x);
        return language === 'nl' ? String(x).replace('.', ',') : String(x);
    };
    const rows = lines.map((line) => [line.code, ...columns.map(({ key }) => line[key]), words.whatIf, state].map(cell).join(sign));
    const names = ['code', ...columns.map((column) => column.label), words.title, 'scenario'].map(text).join(sign);
    return `\ufeff${[names, ...rows].join('\r\n')}\r\n`;
}

export function download(name: string, text: string): void {
    const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
    h('a', { href: url, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
}
