// SPDX-License-Identifier: EUPL-1.2
// The page: chooses, shows, and keeps the map, the ranking, the details and the address in step.
import { figureOf, load, loadAreas, loadFigures, loadProject, loadSheets, rowsOf, type Areas, type Figure, type Indicator, type Project } from './data';
import { details, intervalText, MOST_PINS, statusText, valueText } from './details';
import { h } from './dom';
import { saveCsv, savePng } from './download';
import { choice, drawTabs, makeParts, showAddress, toast, toolBar, type Tab } from './frame';
import { keyOf, legendOf, paintsOf, type Painted, type Shown } from './legend';
import { AreaMap, type Place } from './map';
import { number, withUnit } from './numbers';
import { Ranking } from './ranking';
import { hasScenario, mountScenario } from './scenario';
import { searchBox } from './search';
import { readState, writeState, type State } from './state';
import './style.css';
import { SubjectPicker } from './subjects';
import { getLanguage, labelOf, setLanguage, t, type Word } from './words';

class Page {
    private readonly app = document.getElementById('app')!;
    private readonly live = h('div', { class: 'sr', 'aria-live': 'polite' });
    private readonly parts = makeParts();
    private readonly picker = new SubjectPicker((indicator) => void this.change({ indicator }));
    private readonly ranking: Ranking;
    private map!: AreaMap;
    private indicator!: Indicator;
    private areas!: Areas;
    private figures: Figure[] = [];
    private painted: Painted | null = null;
    private mounted: string | null = null;
    private turn = 0;

    constructor(private readonly project: Project, private readonly state: State) {
        this.ranking = new Ranking(project, (area) => void this.select(area, true), (area) => this.map.highlight(area ?? -1));
    }

    async start() {
        const given = this.state.view !== null;
        this.frame();
        this.map = await AreaMap.open(this.parts.map, this.project, this.state.view, {
            hover: (area, place, x, y) => this.hover(area, place, x, y),
            click: (area) => void this.select(area ?? -1),
            moved: (view) => { this.state.view = view; writeState(this.state); },
        });
        this.state.view = this.map.view;
        const drawn = this.map.drawn();
        await this.show();
        if (this.state.area && !given) this.map.flyTo(this.chosen);
        await drawn;
        addEventListener('hashchange', () => void this.follow());
        this.app.dataset.ready = 'true';
    }

    private frame() {
        const { project, parts } = this, { main, right } = parts;
        parts.rank.append(this.ranking.host);
        right.append(parts.tabs, parts.area, parts.rank, parts.scenario, parts.about);
        const toRanking = (event: Event) => { event.preventDefault(); this.openTab('rank'); this.ranking.host.focus(); };
        main.append(h('section', { class: 'left', 'aria-label': t('choices') }, this.picker.host, parts.choices, parts.layers, parts.legend),
            h('div', { class: 'stage' }, parts.map, parts.tip, parts.peek), right);
        const brand = h('div', { class: 'brand' }, h('h1', {}, project.title), h('p', {}, `${t('subtitle')} · ${project.period}`));
        const search = searchBox(project, (level, area) => void this.find(level, area));
        const tools = toolBar({ home: () => this.map.home(), share: () => void this.share(), csv: () => this.csv(), png: () => void this.png(), language: () => this.switchLanguage() });
        this.app.replaceChildren(h('a', { class: 'skip', href: '#ranking', onclick: toRanking }, t('skip')), h('header', { class: 'top' }, brand, search, tools), main, this.live);
        this.tabs();
    }

    private tabs() {
        const { parts, state } = this, all: (Tab | false)[] = [
            { name: 'area', word: 'area', panel: parts.area }, { name: 'rank', word: 'ranking', panel: parts.rank },
            hasScenario && this.project.explanation && { name: 'scenario', word: 'scenario', panel: parts.scenario }, { name: 'about', word: 'about', panel: parts.about }];
        const tabs = all.filter((tab): tab is Tab => tab !== false);
        if (!tabs.some(({ name }) => name === state.tab)) state.tab = 'rank';
        parts.scenario.hidden = true;
        drawTabs(parts.tabs, tabs, state.tab, (name) => this.openTab(name));
        parts.main.classList.toggle('wide', state.tab === 'scenario');
        if (state.tab === 'scenario') void this.mountScenario();
    }
    private openTab(name: string) {
        if (this.state.tab !== name) this.parts.right.scrollTop = 0;
        this.state.tab = name;
        this.tabs();
        writeState(this.state);
    }

    // ---- what is shown ----

    private get shown(): Shown {
        const { project, indicator, areas, figures, painted, state } = this;
        return { project, indicator, level: state.level, areas, figures, painted, targets: state.targets, places: state.places };
    }
    private get chosen() { return this.state.area ? this.areas.code.indexOf(this.state.area) : -1; }
    /** What the guide makes is of several sources: then the project is. */
    private get source() { return this.indicator.on[this.state.level].source || this.project.title; }

    async change(to: Partial<State>) {
        const { state, project } = this;
        if (to.level && to.level !== state.level) { state.area = ''; state.pins = []; }
        Object.assign(state, to);
        const wanted = project.indicators.find(({ name }) => name === state.indicator) ?? project.indicators[0];
        if (!wanted.on[state.level]) { state.level = Object.keys(wanted.on)[0]; state.area = ''; state.pins = []; }
        if (!wanted.on[state.level].periods.includes(state.period)) state.period = wanted.on[state.level].shown;
        this.painted = null;
        await this.show();
        this.live.textContent = `${labelOf(this.indicator)}, ${state.period}`;
    }

    /** All of the page again, of what the state says; a later call overtakes an earlier one. */
    private async show() {
        const { project, state } = this, turn = ++this.turn, indicator = project.indicators.find(({ name }) => name === state.indicator) ?? project.indicators[0], { level, period } = state;
        try {
            const rank = project.indicators.find(({ part, base, on }) => (part === 'rank' || part === 'need_rank') && base === indicator.name && on[level]?.periods.includes(period));
            const [areas, figures, ranks, gemeenten] = await Promise.all([loadAreas(level), loadFigures(level, indicator.name), rank && loadFigures(level, rank.name), project.levels[0].name === 'gemeente' ? loadAreas('gemeente') : null]);
            if (turn !== this.turn) return;
            const all = (from: typeof figures) => areas.code.map((_, i) => figureOf(project, from[period], i));
            Object.assign(this, { indicator, areas, figures: all(figures) });
            const many = level !== 'gemeente' && gemeenten && areas.in.gemeente && gemeenten.water.filter((water) => !water).length > 1;
            document.title = `${labelOf(indicator)} · ${project.title}`;
            this.map.show(level);
            this.repaint();
            this.ranking.show({ indicator, level, period, areas, figures: this.figures, ranks: ranks ? all(ranks) : null, around: (area) => (many ? gemeenten.name[areas.in.gemeente[area]] ?? '' : '') });
            this.controls();
            this.about();
            this.map.setNames(areas.name.map((name, i) => (areas.water[i] ? '' : name.replace(/^Wijk \w+ /, ''))));
            if (this.chosen < 0) state.area = '';
            await Promise.all([this.outline(), this.map.showPlaces(state.places && project.siting), this.select(this.chosen, false, false)]);
        } catch (error) {
            toast(this.app, t('failed', error instanceof Error ? error.message : String(error)), true);
        }
    }

    private repaint() {
        this.map.paint(paintsOf(this.shown));
        this.parts.legend.replaceChildren(...legendOf(keyOf(this.shown), this.source));
    }
    private async outline() {
        const { project, state, areas } = this, rows = state.targets && project.sheets ? rowsOf((await loadSheets()).targets).filter((row) => row.level === state.level) : [];
        const of = (holds: (found: string) => boolean) => {
            const codes = new Set(rows.filter((row) => holds(String(row.class))).map((row) => row.code));
            return new Set(areas.code.flatMap((code, i) => (codes.has(code) ? [i] : [])));
        };
        const certain = of((found) => found === 'certainly'), possible = of((found) => found.startsWith('possibly'));
        for (const area of certain) possible.delete(area);
        this.map.outline(certain, possible);
    }

    private controls() {
        const { project, state, indicator } = this, on = (one: { on: Indicator['on'] }) => Boolean(one.on[state.level]);
        this.picker.show(project.indicators.filter(on), indicator);
        const levels = project.levels.filter(({ name }) => indicator.on[name]).map(({ name, title }) => ({ value: name, label: title }));
        const periods = indicator.on[state.level].periods.map((period) => ({ value: period, label: period }));
        const isDutch = getLanguage() === 'nl' || !indicator.description, question = isDutch ? indicator.question : indicator.description;
        const parts = [question ? h('p', { class: 'question', lang: isDutch ? 'nl' : 'en' }, question) : null,
            choice('level', 'level', levels, state.level, (level) => void this.change({ level })), choice('period', 'period', periods, state.period, (period) => void this.change({ period }))];
        const focused = document.activeElement instanceof HTMLInputElement && this.parts.choices.contains(document.activeElement) ? document.activeElement.name : '';
        this.parts.choices.replaceChildren(...parts.filter((part) => part !== null));
        if (focused) this.parts.choices.querySelector<HTMLElement>(`input[name=${focused}]:checked`)?.focus();
        this.layers();
    }
    private layers() {
        const { project, state, parts } = this, toggle = (key: 'targets' | 'places', word: Word) => h('label', { class: 'check' }, h('input', { type: 'checkbox', name: key, checked: state[key], onchange: (event: Event) => void this.layer(key, (event.target as HTMLInputElement).checked) }), t(word));
        const targets = project.sheets && project.indicators.some((one) => one.part === 'target' && one.on[state.level]);
        if (!targets) state.targets = false;
        parts.layers.hidden = !targets && !project.siting;
        if (!parts.layers.hidden && parts.layers.querySelectorAll('input').length !== Number(targets) + Number(project.siting))
            parts.layers.replaceChildren(h('fieldset', {}, h('legend', {}, t('layers')), targets && toggle('targets', 'targetsLayer'), project.siting && toggle('places', 'placesLayer')));
    }
    private async layer(key: 'targets' | 'places', on: boolean) {
        this.state[key] = on;
        writeState(this.state);
        this.repaint();
        await Promise.all([this.outline(), this.map.showPlaces(this.state.places && this.project.siting)]);
    }

    private about() {
        const { indicator, project } = this, text = (word: Word) => h('p', {}, t(word));
        this.parts.about.replaceChildren(h('section', {}, h('h2', {}, t('what')), ...(['aboutText', 'aboutChance', 'aboutUse', 'aboutPrivacy'] as Word[]).map(text)),
            h('section', {}, h('h3', {}, t('aboutSubject')), h('p', {}, h('strong', {}, labelOf(indicator))), getLanguage() === 'nl' || !indicator.description ? h('p', { lang: 'nl' }, indicator.question) : h('p', {}, indicator.description), h('p', { class: 'soft' }, `${t('source')}: ${this.source}`)),
            h('section', {}, h('h3', {}, t('aboutWords')), text('aboutMissing'), h('ul', { class: 'statuses' }, ...project.statuses.filter(({ name }) => !['ok', 'nil', 'parent'].includes(name)).map((status) => h('li', {}, labelOf(status))))),
            h('p', { class: 'soft' }, project.boundaries ? `${t('boundaries', project.boundaries)}. ` : '', `${t('madeBy', project.version)}.`));
    }

    // ---- an area ----

    private hover(area: number | null, place: Place | null, x: number, y: number) {
        const { tip } = this.parts;
        this.ranking.point(area);
        tip.hidden = area === null && place === null;
        if (tip.hidden) return;
        tip.replaceChildren(...(place ? this.placeTip(place) : this.areaTip(area!)));
        const { clientWidth, clientHeight } = this.parts.map;
        tip.style.left = `${Math.max(4, x + 16 + tip.offsetWidth > clientWidth ? x - tip.offsetWidth - 12 : x + 16)}px`;
        tip.style.top = `${Math.max(4, y + 16 + tip.offsetHeight > clientHeight ? y - tip.offsetHeight - 12 : y + 16)}px`;
    }
    private areaTip(area: number): Node[] {
        const figure = this.figures[area], name = h('strong', {}, this.areas.name[area]);
        if (this.painted) {
            const value = this.painted.values.get(this.areas.code[area]);
            return [name, h('div', { class: value === undefined ? 'status' : '' }, value === undefined ? t('notDivided') : withUnit(value, this.painted.unit))];
        }
        return [name, h('div', { class: figure.value === null ? 'status' : '' }, valueText(this.project, this.indicator, figure)),
            intervalText(figure) ? h('div', { class: 'soft' }, `${t('interval')}: ${intervalText(figure)}`) : '', figure.status === 'parent' ? h('div', { class: 'soft' }, statusText(this.project, figure)) : ''].filter((part): part is HTMLElement => part !== '');
    }
    private placeTip(place: Place): Node[] {
        const kind = t(place.is_new ? 'fresh' : place.is_closed ? 'closed' : 'existing'), served = typeof place.youths_served === 'number' && place.is_open && typeof place.mean_distance === 'number';
        return [h('strong', { lang: 'nl' }, String(place.type ?? '')), h('div', {}, kind), served ? h('div', { class: 'soft' }, t('placeYouths', number(Number(place.youths_served), 0), number(Number(place.mean_distance) / 1000, 1))) : ''].filter((part): part is HTMLElement => part !== '');
    }

    private async find(level: string, area: number) {
        if (level !== this.state.level) {
            const indicator = this.indicator.on[level] ? this.indicator.name : this.project.indicators.find(({ on }) => on[level])!.name;
            await this.change({ level, indicator });
        }
        await this.select(area, true);
    }

    async select(area: number, fly = false, open = true) {
        const { state, parts } = this;
        state.area = area >= 0 ? this.areas.code[area] : '';
        this.map.choose(area);
        this.ranking.mark(area, open);
        parts.peek.hidden = area < 0;
        if (area < 0) { parts.area.replaceChildren(h('p', { class: 'hint' }, t('choose'))); writeState(state); return; }
        if (fly) this.map.flyTo(area);
        if (open && state.tab !== 'scenario') this.openTab('area');
        parts.peek.replaceChildren(h('div', {}, h('strong', {}, this.areas.name[area]), h('span', {}, valueText(this.project, this.indicator, this.figures[area]))), h('button', { type: 'button', onclick: () => { if (state.tab !== 'area') this.openTab('area'); parts.tabs.scrollIntoView(); } }, t('allFigures')));
        const pins = state.pins.map((code) => this.areas.code.indexOf(code)).filter((one) => one >= 0), turn = this.turn;
        const made = await details(this.project, { level: state.level, area, indicator: this.indicator, period: state.period, pins }, {
            pick: (one) => void this.change({ indicator: one.name }), close: () => void this.select(-1), pin: (code) => void this.pin(code), select: (code) => void this.select(this.areas.code.indexOf(code), true),
        });
        if (turn !== this.turn || state.area !== this.areas.code[area]) return;
        parts.area.replaceChildren(...made);
        if (open) this.live.textContent = `${this.areas.name[area]}: ${valueText(this.project, this.indicator, this.figures[area])}`;
        writeState(state);
    }
    private async pin(code: string) {
        const { state } = this;
        state.pins = state.pins.includes(code) ? state.pins.filter((one) => one !== code) : [...state.pins, code].slice(-MOST_PINS);
        await this.select(this.chosen, false, false);
        this.parts.area.querySelector<HTMLElement>('.pin')?.focus();
    }

    // ---- scenario, sharing, language ----

    private async mountScenario() {
        if (this.mounted === this.state.scenario) return;
        this.mounted = this.state.scenario;
        const explanation = await load('explanation'), names = new Map<string, string>();
        for (const { name } of this.project.levels) { const areas = await loadAreas(name); areas.code.forEach((code, i) => names.set(`${name}/${code}`, areas.name[i])); }
        mountScenario(this.parts.scenario, {
            explanation, language: getLanguage(), state: this.state.scenario,
            areaName: (level, code) => names.get(`${level}/${code}`) ?? code,
            paint: (level, values, title, unit) => void this.paintScenario(level, values && { values, title, unit }),
            select: (level, code) => void (async () => {
                if (level !== this.state.level) await this.change({ level });
                await this.select(this.areas.code.indexOf(code), true);
            })(),
            setState: (to) => { this.state.scenario = this.mounted = to; writeState(this.state); },
        });
    }
    private async paintScenario(level: string, painted: Painted | null) {
        if (painted && level !== this.state.level) await this.change({ level, indicator: this.indicator.on[level] ? this.indicator.name : this.project.indicators.find(({ on }) => on[level])!.name });
        this.painted = painted;
        this.repaint();
    }

    private csv() { saveCsv(this.project, this.indicator, this.state.level, this.state.period, this.ranking.shown); }
    private async png() {
        const { project, state, indicator } = this, key = keyOf(this.shown), level = project.levels.find(({ name }) => name === state.level)!.title;
        const { clientWidth, clientHeight } = this.parts.map, file = `${project.name}-${state.level}-${this.painted ? 'scenario' : indicator.name}-${state.period}`;
        savePng({ key, under: `${project.title} · ${level} · ${state.period}`, source: this.source, file, map: await this.map.image(), width: clientWidth, height: clientHeight, names: this.map.names, version: project.version });
    }
    private async share() {
        writeState(this.state);
        try { await navigator.clipboard.writeText(location.href); } catch { showAddress(this.app); return; }
        toast(this.app, t('shared'));
    }
    private switchLanguage() {
        this.state.language = getLanguage() === 'nl' ? 'en' : 'nl';
        writeState(this.state);
        location.reload();
    }
    /** An address that was typed or followed. */
    private async follow() {
        const asked = readState(), to = complete(this.project, { ...asked, language: asked.language ?? getLanguage() });
        if (to.language !== getLanguage()) { location.reload(); return; }
        const { view, area, pins, ...rest } = to;
        if (view) this.map.goTo(view);
        await this.change({ ...rest, view: view ?? this.state.view });
        this.state.pins = pins;
        await this.select(this.areas.code.indexOf(area), !view && area !== '', false);
        this.layers();
        for (const input of this.parts.layers.querySelectorAll('input')) input.checked = this.state[input.name as 'targets' | 'places'];
        this.tabs();
    }
}

/** What to show where the address does not say: the first subject that a policy maker would ask for, of wijken. */
function complete(project: Project, given: Partial<State>): State {
    const { indicators } = project, indicator = indicators.find(({ name }) => name === given.indicator) ?? indicators.find(({ part }) => part === 'index') ?? indicators.find(({ axis, part }) => axis === 'use' && part === '') ?? indicators[0];
    const level = given.level && indicator.on[given.level] ? given.level : indicator.on.wijk ? 'wijk' : Object.keys(indicator.on)[0];
    const { periods, shown } = indicator.on[level];
    return {
        view: given.view ?? null, level, indicator: indicator.name, period: given.period && periods.includes(given.period) ? given.period : shown, area: given.area ?? '', pins: given.pins ?? [],
        tab: given.tab ?? (given.area ? 'area' : 'rank'), language: given.language ?? 'nl', targets: given.targets ?? false, places: given.places ?? false, scenario: given.scenario ?? '',
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
