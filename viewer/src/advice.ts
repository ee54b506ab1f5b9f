// SPDX-License-Identifier: EUPL-1.2
// What the guide and people say of one area: why it is a target or not, goals, means, areas alike, stories.
import { loadAreas, loadSheets, loadStories, rowsOf, type Cell, type Project, type Sheet, type Story } from './data';
import { h } from './dom';
import { number, withUnit } from './numbers';
import { getLanguage, labelOf, t, type Word } from './words';

type Row = Record<string, Cell>;
const text = (cell: Cell | undefined) => (cell === null || cell === undefined ? '' : String(cell));
const dutch = (cell: Cell | undefined) => (text(cell) ? h('p', { lang: 'nl' }, text(cell)) : null);

/** Rows of an area, found without making objects of all the others. */
function rowsFor(sheet: Sheet | undefined, level: string, code: string): Row[] {
    if (!sheet) return [];
    const at = (name: string) => sheet.columns.findIndex((column) => column.name === name), levelAt = at('level'), codeAt = at('code');
    return rowsOf({ columns: sheet.columns, rows: sheet.rows.filter((row) => row[codeAt] === code && row[levelAt] === level) });
}

function rankText(row: Row): string {
    const [rank, lower, upper] = [row.rank, row.rank_lower, row.rank_upper].map(Number);
    return lower === upper ? t('rankSure', rank) : `${t('rankOf', rank)} (${t('rankBetween', lower, upper)})`;
}

const CLASSES: Record<string, Word> = { certainly: 'classCertainly', possibly: 'classPossibly', possibly_chosen: 'classChosen', no: 'classNo' };
const classOf = (row: Row) => { const word = CLASSES[text(row.class)]; return word ? t(word) : text(row.class_nl); };

function why(project: Project, targets: Row[], needs: Row[], crossings: Row[]): HTMLElement | null {
    if (targets.length + needs.length + crossings.length === 0) return null;
    const nameOf = (list: string) => { const made = project.indicators.find(({ name }) => name === list); return made ? labelOf(made) : list; };
    return h('section', {}, h('h3', {}, t('why')),
        ...targets.map((row) => h('div', { class: `verdict ${text(row.class)}` },
            h('p', { class: 'verdict-head' }, h('strong', {}, `${nameOf(text(row.list))}: `, classOf(row)), row.rank !== null ? h('small', {}, rankText(row)) : null), dutch(row.margin_nl))),
        ...needs.map((row) => dutch(row.why_nl) ?? dutch(row.because_nl)), ...crossings.map((row) => dutch(row.words_nl) ?? dutch(row.because_nl)));
}

// ---- the division of means ----

const CERTAINTY = { gain: 'certaintyGain', loss: 'certaintyLoss', uncertain: 'certaintyUncertain' } as const;

/** "Preventie voor iedereen, naar behoefte": the division, and the principle that it is divided by. */
function namesOf(project: Project, row: Row): [string, string] {
    const made = project.indicators.find(({ name }) => name === `${row.division}_${row.principle}`), label = made ? labelOf(made) : '', comma = label.indexOf(', ');
    return comma > 0 ? [label.slice(0, comma), label.slice(comma + 2)] : [text(row.division), text(row.principle)];
}

function divided(project: Project, rows: Row[]): HTMLElement {
    const fte = rows[0].amount_fte !== null, unit = fte ? 'fte' : '€', present = fte ? rows[0].present_fte : rows[0].present;
    const amount = (cell: Cell, sign = false) => { if (cell === null) return '–'; const told = withUnit(Number(cell), unit, fte ? 1 : 0); return sign && Number(cell) > 0 ? `+\u2060${told}` : told; };
    const title = namesOf(project, rows[0])[0], heads = [t('division'), t('proposal'), t(fte ? 'perThousand' : 'perYouth')];
    return h('div', { class: 'division' }, h('h4', {}, title), present !== null ? h('p', { class: 'soft' }, t('nowThere', amount(present))) : null,
        h('table', {},
            h('thead', {}, h('tr', {}, ...heads.map((word, i) => h('th', { scope: 'col', class: i > 0 ? 'number' : '' }, word)))),
            h('tbody', {}, ...rows.map((row) => {
                const certainty = CERTAINTY[text(row.certainty) as keyof typeof CERTAINTY], change = fte ? row.change_fte : row.change;
                return h('tr', {}, h('th', { scope: 'row' }, namesOf(project, row)[1], certainty ? h('small', {}, t(certainty)) : null), h('td', { class: 'number' }, amount(fte ? row.amount_fte : row.amount), change === null ? null : h('small', {}, t('thanNow', amount(change, true)))),
                    h('td', { class: 'number' }, row.per_youth === null ? '–' : fte ? number(1000 * Number(row.per_youth), 2) : amount(row.per_youth)));
            }))));
}

function means(project: Project, rows: Row[]): HTMLElement | null {
    const shown = rows.filter((row) => row.amount !== null || row.amount_fte !== null), divisions = [...new Set(shown.map((row) => text(row.division)))];
    if (shown.length === 0) return null;
    return h('section', {}, h('h3', {}, t('means')), ...divisions.map((one) => divided(project, shown.filter((row) => row.division === one))));
}

// ---- goals, areas alike ----

function goals(project: Project, rows: Row[]): HTMLElement | null {
    const told = rows.filter((row) => text(row.text_nl));
    const nameOf = (name: string) => { const made = project.indicators.find((one) => one.name === name); return made ? labelOf(made) : name; };
    return told.length === 0 ? null : h('section', {}, h('h3', {}, t('goals')), ...told.map((row) => h('div', { class: `verdict goal ${text(row.verdict)}` }, h('p', {}, h('strong', {}, nameOf(text(row.indicator)))), dutch(row.text_nl))));
}

function peers(rows: Row[], select: (code: string) => void): HTMLElement | null {
    const codes = [...new Set(rows.map((row) => text(row.peer_code)))].slice(0, 5), nameOf = (code: string) => text(rows.find((row) => row.peer_code === code)!.peer_name);
    return codes.length === 0 ? null : h('section', {}, h('h3', {}, t('peers')), h('ul', { class: 'peers' }, ...codes.map((code) => h('li', {}, h('button', { type: 'button', class: 'link', onclick: () => select(code) }, nameOf(code))))));
}

// ---- stories ----

const when = (date: string) => new Date(date).toLocaleDateString(getLanguage() === 'nl' ? 'nl-NL' : 'en-GB', { year: 'numeric', month: 'long', timeZone: 'UTC' });
const storyLine = (story: Story) => h('figure', { class: 'story' }, h('blockquote', { lang: 'nl' }, story.title ? h('strong', {}, story.title) : null, h('p', {}, story.text)), h('figcaption', {}, h('span', { lang: 'nl' }, story.author_role), `, ${when(story.date)}`));

async function stories(project: Project, level: string, code: string): Promise<HTMLElement | null> {
    if (!project.stories) return null;
    const told = (await loadStories()).areas.find((area) => area.level === level && area.code === code);
    return told ? h('section', {}, h('h3', {}, t('stories')), ...told.stories.map(storyLine)) : null;
}

export async function advice(project: Project, level: string, area: number, select: (code: string) => void): Promise<HTMLElement[]> {
    const code = (await loadAreas(level)).code[area], sheets = project.sheets ? await loadSheets() : {};
    const mine = (name: string) => rowsFor(sheets[name], level, code);
    const parts = [why(project, mine('targets'), mine('need'), mine('crossing')), goals(project, mine('goals')), await stories(project, level, code), means(project, mine('allocation')), peers(mine('peers'), select)];
    return parts.filter((part): part is HTMLElement => part !== null);
}
