// SPDX-License-Identifier: EUPL-1.2
// The page: chooses, shows, and keeps the map, the ranking, the details and the address in step.
import { entryOf, figureOf, isUnsure, load, loadAreas, loadFigures, loadProject, loadSheets, rowsOf, type Areas, type Entry, type Figure, type Indicator, type Project } from './data';
import { details, statusText, valueText } from './details';
import { h } from './dom';
import { saveCsv, savePng } from './download';
import { AreaMap } from './map';
import { Ranking } from './ranking';
import { hasScenario, mountScenario } from './scenario';
import { readState, writeState, type State } from './state';
import './style.css';
import { getLanguage, labelOf, number, setLanguage, t, type Word } from './words';

const GROUPS: [Word, (indicator: Indicator) => boolean][] = [
    ['advice', ({ part }) => ['index', 'theme', 'need_rank', 'need_use', 'need_supply', 'target', 'means'].includes(part)],
    ['use', ({ part, axis }) => part === '' && axis === 'use'],
    ['supply', ({ part, axis }) => part === '' && axis === 'supply'],
    ['need', ({ part, axis }) => part === '' && axis === 'need'],
    ['general', ({ part, axis }) => part === '' && axis === ''],
    ['made', () => true],
];

class Page {
    readonly app = document.getElementById('app')!;
    readonly live = h('div', { class: 'sr', 'aria-live': 'polite' });
    map!: AreaMap;
    ranking!: Ranking;
    indicator!: Indicator;
    areas!: Areas;
    figures: Figure[] = [];
    scenarioPaint: { values: Map<string, number>; title: string; unit: string } | null = null;
    scenarioMounted = false;
    readonly parts: Record<string, HTMLElement> = {};

    constructor(readonly project: Project, readonly state: State) {}

    // ---- the frame ----

    async start() {
        this.frame();
        this.map = await AreaMap.open(this.parts.map, this.project, this.state.view, {
            hover: (area, x, y) => this.hover(area, x, y),
            click: (area) => void this.select(area ?? -1),
            moved: (view) => { this.state.view = view; writeState(this.state); },
        });
        const given = this.state.view !== null;
        this.state.view = this.map.view;
        await this.show();
        if (this.state.area) await this.select(this.areas.code.indexOf(this.state.area), !given);
        addEventListener('hashchange', () => void this.follow());
        this.app.dataset.ready = 'true';
    }

    private frame() {
        const { project, parts } = this;
        document.title = `${project.title} · kansenkompas`;
        this.ranking = new Ranking(project, (area) => void this.select(area, true), (area) => this.point(area));
        parts.map = h('div', { class: 'map', role: 'application', 'aria-label': t('mapLabel') });
        parts.tip = h('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' });
        parts.controls = h('div', { class: 'controls' });
        parts.legend = h('section', { class: 'legend', 'aria-label': t('legend') });
        parts.area = h('div', { id: 'panel-area', role: 'tabpanel', 'aria-labelledby': 'tab-area' });
        parts.rank = h('div', { id: 'panel-rank', role: 'tabpanel', 'aria-labelledby': 'tab-rank' }, this.ranking.host);
        parts.scenario = h('div', { id: 'panel-scenario', role: 'tabpanel', 'aria-labelledby': 'tab-scenario' });
        parts.about = h('div', { id: 'panel-about', role: 'tabpanel', 'aria-labelledby': 'tab-about' });
        parts.tabs = h('div', { class: 'tabs', role: 'tablist' });
        this.app.replaceChildren(
            h('a', { class: 'skip', href: '#ranking', onclick: (event: Event) => { event.preventDefault(); this.openTab('rank'); this.ranking.host.focus(); } }, t('skip')),
            h('header', { class: 'top' }, h('div', { class: 'brand' }, h('h1', {}, project.title), h('p', {}, `${t('subtitle')} · ${project.period}`)), this.search(), this.buttons()),
            h('main', {}, h('aside', { class: 'left', 'aria-label': t('indicator') }, parts.controls, parts.legend), h('div', { class: 'stage' }, parts.map, parts.tip), h('aside', { class: 'right', 'aria-label': t('area') }, parts.tabs, parts.area, parts.rank, parts.scenario, parts.about)),
            this.live);
        this.about();
        this.tabs();
    }

    private buttons() {
        const button = (word: Word, act: () => void, icon: string, name = '') => h('button', { type: 'button', class: 'tool', onclick: act, title: t(word) }, h('span', { 'aria-hidden': 'true' }, icon), name ? ` ${name}` : null, h('span', { class: 'sr' }, ` ${t(word)}`));
        return h('nav', { class: 'tools', 'aria-label': t('share') },
            button('back', () => this.map.home(), '⌂'),
            button('share', () => void this.share(), '⤴'),
            button('csv', () => saveCsv(this.project, this.indicator, this.state.level, this.state.period, this.ranking.shown), '⤓', 'CSV'),
            button('png', () => savePng(this.project, this.indicator, this.state.level, this.state.period, this.map.image()), '⤓', 'PNG'),
            h('button', { type: 'button', class: 'tool language', onclick: () => this.switchLanguage(), lang: getLanguage() === 'nl' ? 'en' : 'nl' }, t('language')));
    }

    private tabs() {
        const names: [string, Word][] = [['area', 'area'], ['rank', 'ranking'], ...(hasScenario && this.project.explanation ? [['scenario', 'scenario'] as [string, Word]] : []), ['about', 'about']];
        if (!names.some(([name]) => name === this.state.tab)) this.state.tab = 'rank';
        this.parts.tabs.replaceChildren(...names.map(([name, word]) => h('button', {
            type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}`, 'aria-selected': String(this.state.tab === name), tabindex: this.state.tab === name ? 0 : -1,
            onclick: () => this.openTab(name),
            onkeydown: (event: Event) => {
                const step = { ArrowRight: 1, ArrowLeft: -1 }[(event as KeyboardEvent).key];
                if (!step) return;
                const next = names[(names.findIndex(([other]) => other === name) + step + names.length) % names.length][0];
                this.openTab(next);
                document.getElementById(`tab-${next}`)?.focus();
            },
        }, t(word))));
        for (const name of ['area', 'rank', 'scenario', 'about']) this.parts[name].hidden = this.state.tab !== name;
        if (this.state.tab === 'scenario') void this.mountScenario();
    }
    openTab(name: string) {
        this.state.tab = name;
        this.tabs();
        writeState(this.state);
    }

    private about() {
        const on = this.indicator?.on[this.state.level];
        this.parts.about.replaceChildren(h('h2', {}, t('what')), ...(['aboutText', 'aboutChance', 'aboutUse', 'aboutPrivacy'] as Word[]).map((word) => h('p', {}, t(word))),
            on ? h('h3', {}, labelOf(this.indicator)) : '', on ? h('p', { lang: 'nl' }, this.indicator.question) : '', on && getLanguage() === 'en' ? h('p', {}, this.indicator.description) : '',
            h('p', { class: 'soft' }, on ? `${t('source')}: ${this.source()}. ` : '', this.project.boundaries ? `${t('boundaries', this.project.boundaries)}. ` : '', `${t('madeBy', this.project.version)}.`));
    }

    // ---- choices ----

    private controls() {
        const { project, state } = this;
        const groups = new Map<Word, Indicator[]>(GROUPS.map(([word]) => [word, []]));
        for (const one of project.indicators) if (one.on[state.level]) groups.get(GROUPS.find(([, holds]) => holds(one))![0])!.push(one);
        const select = h('select', { id: 'indicator', onchange: () => void this.change({ indicator: select.value }) });
        for (const [word, list] of groups) if (list.length > 0) select.append(h('optgroup', { label: t(word) }, ...list.map((one) => h('option', { value: one.name, selected: one.name === state.indicator }, labelOf(one)))));
        const filter = h('input', { id: 'filter', type: 'search', autocomplete: 'off', list: 'subjects', placeholder: t('filter'), 'aria-label': t('filter'), onchange: () => {
            const wanted = filter.value.trim().toLowerCase(), found = project.indicators.find((one) => one.on[state.level] && labelOf(one).toLowerCase() === wanted) ?? project.indicators.find((one) => wanted && one.on[state.level] && labelOf(one).toLowerCase().includes(wanted));
            filter.value = '';
            if (found) void this.change({ indicator: found.name });
        } });
        const levels = project.levels.filter(({ name }) => this.indicator.on[name]);
        const periods = this.indicator.on[state.level].periods;
        const toggle = (key: 'targets' | 'places', word: Word, possible: boolean) => possible && h('label', { class: 'check' }, h('input', { type: 'checkbox', checked: state[key], onchange: (event: Event) => void this.change({ [key]: (event.target as HTMLInputElement).checked }) }), t(word));
        this.parts.controls.replaceChildren(
            h('label', { for: 'indicator' }, t('indicator')), select, filter, h('datalist', { id: 'subjects' }, ...project.indicators.filter((one) => one.on[state.level]).map((one) => h('option', { value: labelOf(one) }))),
            this.indicator.question ? h('p', { class: 'question', lang: 'nl' }, this.indicator.question) : '',
            h('fieldset', { class: 'choice' }, h('legend', {}, t('level')), ...levels.map(({ name, title }) => h('label', {}, h('input', { type: 'radio', name: 'level', value: name, checked: name === state.level, onchange: () => void this.change({ level: name }) }), h('span', {}, title)))),
            periods.length > 1 ? h('fieldset', { class: 'choice' }, h('legend', {}, t('period')), ...periods.map((period) => h('label', {}, h('input', { type: 'radio', name: 'period', value: period, checked: period === state.period, onchange: () => void this.change({ period }) }), h('span', {}, period)))) : '',
            project.sheets || project.siting ? h('fieldset', { class: 'layers' }, h('legend', {}, t('layers')), toggle('targets', 'targetsLayer', project.indicators.some((one) => one.part === 'target' && Boolean(one.on[state.level]))) || '', toggle('places', 'placesLayer', project.siting) || '') : '');
    }

    /** What the guide makes is of several sources: then the project is. */
    private source() { return this.indicator.on[this.state.level].source || this.project.title; }
    private legendLine(colour: string, label: string, kind = '') {
        return h('li', {}, h('span', { class: `swatch ${kind}`, style: `background-color:${colour}` }), label);
    }
    private legend() {
        const { legend } = this.indicator.on[this.state.level], statuses = new Set(this.figures.filter((figure, i) => figure.value === null && !this.areas.water[i]).map(({ statusIndex }) => statusIndex));
        const unsure = this.figures.some((figure) => isUnsure(legend, figure)), entries: Entry[] = legend.category ? legend.entries : [...legend.entries].reverse();
        this.parts.legend.replaceChildren(h('h2', {}, this.scenarioPaint?.title ?? t('legend')), h('p', { class: 'unit' }, this.scenarioPaint?.unit ?? this.indicator.unit),
            h('ul', {}, ...entries.map((entry) => this.legendLine(entry.colour, labelOf(entry))),
                statuses.size > 0 ? this.legendLine('', t('missing') + ': ' + [...statuses].map((status) => labelOf(this.project.statuses[status])).join('; '), 'hatched') : '',
                unsure ? this.legendLine(legend.entries[Math.floor(legend.entries.length / 2)]?.colour ?? '', t('unsure'), 'faded') : '',
                this.areas.water.some(Boolean) ? this.legendLine('#dde7f0', t('water')) : '',
                ...(this.state.targets ? [this.legendLine('transparent', `${t('targetsLayer')}: ${t('certain').toLowerCase()}`, 'outlined'), this.legendLine('transparent', `${t('targetsLayer')}: ${t('possible').toLowerCase()}`, 'outlined dashed')] : []),
                ...(this.state.places ? [this.legendLine('#154273', t('existing'), 'round'), this.legendLine('#d52b1e', t('fresh'), 'round'), this.legendLine('#8d949c', t('closed'), 'round')] : [])),
            h('p', { class: 'soft' }, `${t('source')}: ${this.source()}`));
    }

    async change(to: Partial<State>) {
        const { state, project } = this, before = state.area;
        Object.assign(state, to);
        const wanted = project.indicators.find(({ name }) => name === state.indicator) ?? project.indicators[0];
        if (!wanted.on[state.level]) state.level = Object.keys(wanted.on)[0];
        if ('level' in to && to.level) state.area = '';
        if (!wanted.on[state.level].periods.includes(state.period)) state.period = wanted.on[state.level].shown;
        this.scenarioPaint = null;
        await this.show();
        if (before && state.area) await this.select(this.areas.code.indexOf(state.area));
        this.live.textContent = `${labelOf(this.indicator)}, ${state.period}`;
    }

    async show() {
        const { project, state } = this;
        this.indicator = project.indicators.find(({ name }) => name === state.indicator) ?? project.indicators[0];
        const rank = project.indicators.find(({ part, base, on }) => (part === 'rank' || part === 'need_rank') && base === this.indicator.name && on[state.level]);
        const [areas, figures, ranks] = await Promise.all([loadAreas(state.level), loadFigures(state.level, this.indicator.name), rank && loadFigures(state.level, rank.name)]);
        const all = (from: typeof figures, period: string) => areas.code.map((_, i) => figureOf(project, from[period], i));
        this.areas = areas;
        this.figures = all(figures, state.period);
        this.map.show(state.level);
        this.repaint();
        await this.outline();
        await this.map.showPlaces(state.places && project.siting);
        const gemeente = state.level !== 'gemeente' && areas.in.gemeente && project.levels[0].name === 'gemeente' ? await loadAreas('gemeente') : null;
        const many = gemeente && gemeente.water.filter((water) => !water).length > 1;
        this.ranking.show(this.indicator, state.level, areas, this.figures, ranks && rank ? all(ranks, rank.on[state.level].shown) : null, (area) => (many ? gemeente.name[areas.in.gemeente[area]] ?? '' : ''));
        this.controls();
        this.legend();
        this.about();
        if (!state.area) this.parts.area.replaceChildren(h('p', { class: 'hint' }, t('choose')));
        this.map.setLabels(areas.code.flatMap((_, i) => (areas.water[i] ? [] : [{ at: this.map.centre(state.level, i), text: areas.name[i].replace(/^Wijk \w+ /, ''), weight: this.map.weight(state.level, i) }])));
        writeState(state);
    }

    private repaint() {
        const { legend } = this.indicator.on[this.state.level], scenario = this.scenarioPaint, values = scenario ? [...scenario.values.values()] : [];
        const low = Math.min(...values), high = Math.max(...values), ramp = ['#f1eef6', '#bdc9e1', '#74a9cf', '#2b8cbe', '#045a8d'];
        this.map.paint(this.figures.map((figure, i) => {
            const water = Boolean(this.areas.water[i]);
            if (scenario) {
                const value = scenario.values.get(this.areas.code[i]);
                return { water, missing: value === undefined, faded: false, colour: value === undefined ? '#e4e6e9' : ramp[Math.min(4, Math.floor(((value - low) / (high - low || 1)) * 5))] };
            }
            const entry = entryOf(legend, figure.value);
            return { water, missing: entry === null, faded: entry !== null && (isUnsure(legend, figure) || figure.status === 'parent'), colour: entry?.colour ?? '#e4e6e9' };
        }));
    }
    private async outline() {
        const { project, state } = this;
        if (!state.targets || !project.sheets) { this.map.outline([], []); return; }
        const rows = rowsOf((await loadSheets()).targets).filter((row) => row.level === state.level);
        const of = (holds: (found: string) => boolean) => {
            const codes = new Set(rows.filter((row) => holds(String(row.class))).map((row) => row.code));
            return this.areas.code.flatMap((code, i) => (codes.has(code) ? [i] : []));
        };
        this.map.outline(of((found) => found === 'certainly'), of((found) => found.startsWith('possibly')));
    }

    // ---- an area ----

    private point(area: number | null) { this.map.highlight(area ?? -1); }
    private hover(area: number | null, x: number, y: number) {
        const { tip } = this.parts;
        this.ranking.point(area);
        tip.hidden = area === null;
        if (area === null) return;
        const figure = this.figures[area], scenario = this.scenarioPaint?.values.get(this.areas.code[area]);
        tip.replaceChildren(h('strong', {}, this.areas.name[area]), h('div', { class: figure.value === null ? 'status' : '' }, this.scenarioPaint ? `${number(scenario ?? null)} ${this.scenarioPaint.unit}` : valueText(this.project, this.indicator, figure)),
            figure.lower !== null && !this.scenarioPaint ? h('div', { class: 'soft' }, `${t('interval')}: ${number(figure.lower)} – ${number(figure.upper)}`) : '', figure.status === 'parent' ? h('div', { class: 'soft' }, statusText(this.project, figure)) : '');
        const { clientWidth } = this.parts.map;
        tip.style.left = `${Math.min(x + 16, clientWidth - 240)}px`;
        tip.style.top = `${y + 16}px`;
    }

    async select(area: number, fly = false) {
        const { state } = this;
        state.area = area >= 0 ? this.areas.code[area] : '';
        this.map.choose(area);
        this.ranking.mark(area, true);
        if (area < 0) { this.parts.area.replaceChildren(h('p', { class: 'hint' }, t('choose'))); writeState(state); return; }
        if (fly) this.map.flyTo(state.level, area);
        if (state.tab !== 'scenario') this.openTab('area');
        const parts = await details(this.project, { level: state.level, area, indicator: this.indicator, period: state.period }, (one) => void this.change({ indicator: one.name }), () => void this.select(-1));
        if (state.area !== this.areas.code[area]) return;
        this.parts.area.replaceChildren(...parts);
        this.live.textContent = `${this.areas.name[area]}: ${valueText(this.project, this.indicator, this.figures[area])}`;
        writeState(state);
    }

    // ---- search ----

    private search() {
        const list = h('ul', { id: 'found', role: 'listbox', hidden: true });
        const input = h('input', { id: 'search', type: 'search', role: 'combobox', autocomplete: 'off', 'aria-expanded': 'false', 'aria-controls': 'found', 'aria-label': t('search'), placeholder: `${t('search')} (${t('searchHint')})` });
        let found: { level: string; area: number; name: string; where: string }[] = [], at = -1;
        const render = () => {
            list.hidden = input.value.trim() === '';
            input.setAttribute('aria-expanded', String(!list.hidden));
            if (at >= 0) input.setAttribute('aria-activedescendant', `found-${at}`);
            else input.removeAttribute('aria-activedescendant');
            list.replaceChildren(...(found.length > 0 ? found.map((one, i) => h('li', { id: `found-${i}`, role: 'option', 'aria-selected': String(i === at), onmousedown: (event: Event) => { event.preventDefault(); void pick(i); } }, one.name, h('small', {}, one.where))) : [h('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false' }, t('noResult'))]));
        };
        const pick = async (i: number) => {
            const one = found[i];
            if (!one) return;
            input.value = '';
            found = [];
            at = -1;
            render();
            if (one.level !== this.state.level) {
                if (!this.indicator.on[one.level]) this.state.indicator = this.project.indicators.find(({ on }) => on[one.level])!.name;
                await this.change({ level: one.level });
            }
            await this.select(one.area, true);
        };
        input.addEventListener('input', () => void (async () => {
            const wanted = input.value.trim().toLowerCase();
            at = -1;
            const lists = await Promise.all(this.project.levels.map(async (level) => ({ level, areas: await loadAreas(level.name) })));
            found = wanted === '' ? [] : lists.flatMap(({ level, areas }) => areas.name.flatMap((name, area) => {
                if (areas.water[area] || !(name.toLowerCase().includes(wanted) || areas.code[area].toLowerCase() === wanted)) return [];
                return [{ level: level.name, area, name, where: `${level.title} · ${areas.code[area]}` }];
            })).sort((a, b) => Number(b.name.toLowerCase().startsWith(wanted)) - Number(a.name.toLowerCase().startsWith(wanted))).slice(0, 12);
            render();
        })());
        input.addEventListener('keydown', (event) => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { at = Math.max(0, Math.min(found.length - 1, at + (event.key === 'ArrowDown' ? 1 : -1))); render(); event.preventDefault(); }
            if (event.key === 'Enter') void pick(at >= 0 ? at : 0);
            if (event.key === 'Escape') { input.value = ''; at = -1; render(); }
        });
        input.addEventListener('blur', () => { list.hidden = true; input.setAttribute('aria-expanded', 'false'); });
        return h('div', { class: 'search', role: 'search' }, input, list);
    }

    // ---- scenario, sharing, language ----

    private async mountScenario() {
        if (this.scenarioMounted) return;
        this.scenarioMounted = true;
        const explanation = await load('explanation');
        const names = new Map<string, string>();
        for (const { name } of this.project.levels) { const areas = await loadAreas(name); areas.code.forEach((code, i) => names.set(`${name}/${code}`, areas.name[i])); }
        mountScenario(this.parts.scenario, {
            explanation, language: getLanguage(),
            areaName: (level, code) => names.get(`${level}/${code}`) ?? code,
            paint: (level, values, title, unit) => void (async () => {
                if (values && level !== this.state.level) {
                    if (!this.indicator.on[level]) this.state.indicator = this.project.indicators.find(({ on }) => on[level])!.name;
                    await this.change({ level });
                }
                this.scenarioPaint = values ? { values, title, unit } : null;
                this.repaint();
                this.legend();
            })(),
            select: (level, code) => void (async () => {
                if (level !== this.state.level) await this.change({ level });
                await this.select(this.areas.code.indexOf(code), true);
            })(),
            state: this.state.scenario,
            setState: (to) => { this.state.scenario = to; writeState(this.state); },
        });
    }
    private async share() {
        writeState(this.state);
        try { await navigator.clipboard.writeText(location.href); } catch { prompt(t('share'), location.href); return; }
        this.live.textContent = t('shared');
        const note = h('div', { class: 'toast', role: 'status' }, t('shared'));
        this.app.append(note);
        setTimeout(() => note.remove(), 2500);
    }
    private switchLanguage() {
        this.state.language = getLanguage() === 'nl' ? 'en' : 'nl';
        writeState(this.state);
        location.reload();
    }
    private async follow() {
        const to = readState();
        if (to.language && to.language !== getLanguage()) { location.reload(); return; }
        const wanted = Object.fromEntries(Object.entries(to).filter(([, value]) => value !== undefined && value !== '' && value !== null));
        await this.change(wanted as Partial<State>);
        if (to.area) await this.select(this.areas.code.indexOf(to.area));
        if (to.view) this.map.map.jumpTo({ center: [to.view.lon, to.view.lat], zoom: to.view.zoom });
    }
}

/** What to show where the address does not say: the finest level of the first subject that a policy maker would ask for. */
function complete(project: Project, given: Partial<State>): State {
    const indicator = project.indicators.find(({ name }) => name === given.indicator) ?? project.indicators.find(({ part }) => part === 'index') ?? project.indicators.find(({ axis, part }) => axis === 'use' && part === '') ?? project.indicators[0];
    const level = given.level && indicator.on[given.level] ? given.level : indicator.on.wijk ? 'wijk' : Object.keys(indicator.on)[0];
    const { periods, shown } = indicator.on[level];
    return {
        view: given.view ?? null, level, indicator: indicator.name, period: given.period && periods.includes(given.period) ? given.period : shown, area: given.area ?? '',
        tab: given.tab ?? 'rank', language: given.language ?? 'nl', targets: given.targets ?? false, places: given.places ?? false, scenario: given.scenario ?? '',
    };
}

async function begin() {
    const given = readState();
    setLanguage(given.language ?? 'nl');
    try {
        const project = await loadProject();
        await new Page(project, complete(project, given)).start();
    } catch (error) {
        document.getElementById('app')!.replaceChildren(h('p', { class: 'loading', role: 'alert' }, t('failed', error instanceof Error ? error.message : String(error))));
        throw error;
    }
}
void begin();
