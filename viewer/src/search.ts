// SPDX-License-Identifier: EUPL-1.2
// Finding an area of any level by name or code.
import { loadAreas, type Project } from './data';
import { h } from './dom';
import { t } from './words';

interface Found { level: string; area: number; name: string; where: string; order: number }
const MOST = 12;
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

async function find(project: Project, wanted: string): Promise<Found[]> {
    if (wanted === '') return [];
    const lists = await Promise.all(project.levels.map(async (level) => ({ level, areas: await loadAreas(level.name) })));
    const gemeenten = lists.find(({ level }) => level.name === 'gemeente')?.areas;
    return lists.flatMap(({ level, areas }, rank) => areas.name.flatMap((name, area): Found[] => {
        const text = plain(name), isCode = plain(areas.code[area]) === wanted;
        if (areas.water[area] || !(isCode || text.includes(wanted))) return [];
        const around = gemeenten?.name[areas.in.gemeente?.[area] ?? -1];
        const order = isCode ? -1 : rank + (text === wanted ? 0 : text.startsWith(wanted) || text.includes(` ${wanted}`) ? 10 : 20);
        return [{ level: level.name, area, name, where: [level.title, around, areas.code[area]].filter(Boolean).join(' · '), order }];
    })).sort((a, b) => a.order - b.order || a.name.localeCompare(b.name, 'nl')).slice(0, MOST);
}

export function searchBox(project: Project, pick: (level: string, area: number) => void): HTMLElement {
    const list = h('ul', { id: 'found', role: 'listbox', 'aria-label': t('search'), hidden: true });
    const input = h('input', { id: 'search', type: 'search', role: 'combobox', autocomplete: 'off', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-controls': 'found', 'aria-label': `${t('search')} (${t('searchHint')})`, placeholder: `${t('search')} (${t('searchHint')})` });
    let found: Found[] = [], at = -1, asked = 0;
    const choose = (one: Found | undefined) => {
        if (!one) return;
        input.value = '';
        render([]);
        pick(one.level, one.area);
    };
    const render = (now: Found[], marked = -1) => {
        found = now;
        at = marked;
        list.hidden = input.value.trim() === '';
        input.setAttribute('aria-expanded', String(!list.hidden));
        if (at >= 0) input.setAttribute('aria-activedescendant', `found-${at}`);
        else input.removeAttribute('aria-activedescendant');
        list.replaceChildren(...(found.length > 0 ? found.map((one, i) => h('li', { id: `found-${i}`, role: 'option', 'aria-selected': String(i === at), onmousedown: (event: Event) => { event.preventDefault(); choose(one); } }, one.name, h('small', {}, one.where)))
            : [h('li', { role: 'option', class: 'none', 'aria-disabled': 'true', 'aria-selected': 'false' }, t('noResult'))]));
        document.getElementById(`found-${at}`)?.scrollIntoView({ block: 'nearest' });
    };
    input.addEventListener('input', () => void (async () => {
        const turn = ++asked, now = await find(project, plain(input.value.trim()));
        if (turn === asked) render(now);
    })());
    input.addEventListener('keydown', (event) => {
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) { render(found, Math.max(0, Math.min(found.length - 1, at + step))); event.preventDefault(); }
        if (event.key === 'Enter') choose(found[Math.max(at, 0)]);
        if (event.key === 'Escape') { input.value = ''; render([]); }
    });
    input.addEventListener('blur', () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); });
    return h('div', { class: 'search', role: 'search' }, input, list);
}
