// SPDX-License-Identifier: EUPL-1.2
// The scenario panel: what if weights, budget or division were other? Computed here by the engine's own kernels.
import { linesOf, mapsOf, mapValues, subjectLabel, summary, type Line, type MapKind } from './compare.js';
import { controls, type Told } from './controls.js';
import { freshId, h, select, type Choice } from './dom.js';
import { loadKernels, type Kernels, type Principle } from './kernels.js';
import { compute, published, settingsOf, subjectsOf, type Explanation, type Outcome, type Settings, type Subject } from './model.js';
import { readState, writeState, type Looked } from './state.js';
import { download, table, type Table } from './table.js';
import { numbersOf, words, type Language } from './words.js';
import './scenario.css';

export interface ScenarioContext {
    explanation: any;
    language: Language;
    areaName(level: string, code: string): string;
    paint(level: string, values: Map<string, number> | null, title: string, unit: string): void;
    select(level: string, code: string): void;
    state: string;
    setState(state: string): void;
}

type Letter = 'A' | 'B';
const LETTERS: Letter[] = ['A', 'B'];

/** What the run has written first. */
function runOf(subject: Subject): string {
    return subject.division ? `run-${Object.keys(subject.division.principles)[0]}` : 'run';
}

function lookAt(subject: Subject): Looked {
    const saved = { A: null, B: null };
    return { subject: subject.name, shown: 'now', against: runOf(subject), map: 'off', settings: settingsOf(subject), saved };
}

const copyOf = (settings: Settings): Settings => ({ ...settings, weights: [...settings.weights], themes: [...settings.themes] });

class Panel {
    readonly told: Told;
    looked: Looked;
    subject: Subject;
    table!: Table;
    lines: Line[] = [];
    readonly body = h('div', { class: 'scenario-body' });
    readonly status = h('p', { class: 'scenario-summary', role: 'status' });
    readonly note = { left: h('p', { class: 'scenario-note', role: 'status' }), right: h('p', { class: 'scenario-note', role: 'status' }) };
    readonly left = h('div', { class: 'scenario-left' });
    readonly choices = h('div', { class: 'scenario-choices' });
    readonly link = h('input', { type: 'text', readonly: true, id: freshId(), onfocus: () => this.link.select() });
    compareSaved!: HTMLButtonElement;
    isPainted = false;
    isWaiting = false;
    telling = 0;
    remembering = 0;

    constructor(
        readonly context: ScenarioContext,
        readonly subjects: Subject[],
        readonly kernels: Kernels,
    ) {
        const language = context.language === 'en' ? 'en' : 'nl';
        this.told = { words: words[language], language, numbers: numbersOf(language) };
        this.looked = readState(context.state, subjects) ?? lookAt(subjects[0]!);
        this.subject = subjects.find((subject) => subject.name === this.looked.subject)!;
    }

    // ---- what is looked at ----

    outcome(of: string): Outcome {
        if (of === 'run' || of === 'present') return published(this.subject, 'now');
        if (of.startsWith('run-')) return published(this.subject, of.slice(4) as Principle);
        return compute(this.kernels, this.subject, this.settings(of)!);
    }

    settings(of: string): Settings | null {
        return of === 'now' ? this.looked.settings : LETTERS.includes(of as Letter) ? this.looked.saved[of as Letter] : null;
    }

    sides(): Choice[] {
        const { words } = this.told, division = this.subject.division;
        const principles = Object.keys(division?.principles ?? {}) as Principle[];
        return [
            { value: 'now', label: words.scenario },
            ...LETTERS.filter((letter) => this.looked.saved[letter]).map((letter) => ({ value: letter, label: words.letter(letter) })),
            ...principles.map((at) => ({ value: `run-${at}`, label: words.ofRun(words.principles[at]) })),
            ...(division ? [] : [{ value: 'run', label: words.run }]),
            ...(division?.present ? [{ value: 'present', label: words.present }] : []),
        ];
    }

    sideLabel(of: string): string {
        return this.sides().find((side) => side.value === of)?.label ?? '';
    }

    /** What the address names may be gone. */
    settle(): void {
        const sides = this.sides().map((side) => side.value);
        if (!sides.includes(this.looked.shown)) this.looked.shown = 'now';
        if (!sides.includes(this.looked.against)) this.looked.against = runOf(this.subject);
        if (!mapsOf(this.subject).includes(this.looked.map as MapKind)) this.looked.map = 'off';
    }

    // ---- shown ----

    principleLabel(): string {
        const { words } = this.told, settings = this.settings(this.looked.shown);
        const principle = settings?.principle ?? (this.looked.shown.startsWith('run-') ? (this.looked.shown.slice(4) as Principle) : 'present');
        return words.principles[principle];
    }

    update(): void {
        const { looked, subject, told } = this;
        const shown = this.outcome(looked.shown);
        const against = this.sideLabel(looked.against);
        this.lines = linesOf(subject, shown, this.outcome(looked.against), (code) => this.context.areaName(subject.level, code));
        this.table.show(this.lines, told.words.caption(this.sideLabel(looked.shown), against));
        const budget = this.settings(looked.shown)?.budget ?? null;
        const text = summary(subject, { outcome: shown, budget, principle: this.principleLabel(), against }, this.lines, told);
        this.status.classList.toggle('scenario-flaw', shown.flaw !== null);
        clearTimeout(this.telling);
        this.telling = window.setTimeout(() => (this.status.textContent = text), this.status.textContent ? 250 : 0);
        this.paint();
        this.rememberSoon();
    }

    /** At most once a frame, however fast a slider moves. */
    changed(): void {
        const { looked } = this;
        if (looked.shown !== 'now') this.show('now');
        if (looked.map === 'off') this.showOnMap(mapsOf(this.subject).at(-1) === 'indexChange' && !this.subject.division ? 'indexChange' : 'change');
        if (this.isWaiting) return;
        this.isWaiting = true;
        requestAnimationFrame(() => {
            this.isWaiting = false;
            this.update();
        });
    }

    paint(): void {
        const { looked, subject, told } = this, kind = looked.map as MapKind;
        if (kind === 'off') {
            if (this.isPainted) this.context.paint(subject.level, null, '', '');
            this.isPainted = false;
            return;
        }
        const isIndex = kind === 'index' || kind === 'indexChange';
        const unit = isIndex ? told.words.points : subject.division!.unit === 'cent' ? told.words.perYouthUnit : told.words.ftePerYouths;
        const side = kind === 'index' || kind === 'means' ? '' : ` – ${this.sideLabel(looked.against)}`;
        const title = `${told.words.title} ${subjectLabel(subject, told)}: ${told.words.maps[kind]}, ${this.sideLabel(looked.shown)}${side}`;
        this.context.paint(subject.level, mapValues(subject, kind, this.lines), title, unit);
        this.isPainted = true;
    }

    // ---- kept ----

    state(): string {
        const isAsRun = JSON.stringify(this.looked) === JSON.stringify(lookAt(this.subjects[0]!));
        return isAsRun ? '' : writeState(this.looked, this.subject);
    }

    remember(): void {
        clearTimeout(this.remembering);
        this.remembering = 0;
        if (!this.body.isConnected) return;
        this.context.setState(this.state());
        this.link.value = location.href;
    }

    /** Browsers let an address change some times a second only. */
    rememberSoon(): void {
        if (this.remembering === 0) this.remembering = window.setTimeout(() => this.remember(), 200);
    }

    save(letter: Letter): void {
        this.looked.saved[letter] = copyOf(this.looked.settings);
        this.drawChoices();
        this.note.left.textContent = this.told.words.savedAs(letter);
        this.update();
    }

    async copy(): Promise<void> {
        this.remember();
        try {
            await navigator.clipboard.writeText(location.href);
            this.note.right.textContent = this.told.words.copied;
        } catch {
            this.link.focus(); // selected, to be copied by hand: a page on disk has no clipboard
        }
    }

    // ---- made ----

    show(shown: string, against = this.looked.against): void {
        this.looked.shown = shown;
        this.looked.against = against;
        this.drawChoices();
    }

    showOnMap(kind: MapKind): void {
        this.looked.map = kind;
        this.drawChoices();
    }

    drawChoices(): void {
        const { words } = this.told, { looked } = this;
        const set = (key: 'shown' | 'against' | 'map') => (value: string) => {
            looked[key] = value;
            this.update();
        };
        const maps = mapsOf(this.subject).map((value) => ({ value, label: words.maps[value] }));
        this.choices.replaceChildren(
            select(words.shown, this.sides(), looked.shown, set('shown')),
            select(words.against, this.sides(), looked.against, set('against')),
            select(words.map, maps, looked.map, set('map')),
        );
        this.compareSaved.disabled = !looked.saved.A || !looked.saved.B;
    }

    drawControls(): void {
        const { words } = this.told;
        const button = (label: string, onclick: () => void) => h('button', { type: 'button', onclick }, label);
        const subjects = this.subjects.map((subject) => ({ value: subject.name, label: subjectLabel(subject, this.told) }));
        this.compareSaved = button(words.compareSaved, () => {
            this.show('B', 'A');
            this.update();
        });
        this.left.replaceChildren(
            this.subjects.length > 1 ? select(words.subject, subjects, this.subject.name, (name) => this.change(name)) : h('h3', {}, subjects[0]!.label),
            controls(this.subject, this.looked.settings, this.told, () => this.changed()),
            h('div', { class: 'scenario-actions' }, button(words.back, () => this.back()), ...LETTERS.map((letter) => button(words.save(letter), () => this.save(letter))), this.compareSaved),
            this.note.left,
        );
    }

    drawResult(): void {
        const { words } = this.told, { subject } = this;
        this.table = table(subject, this.told, (code) => this.context.select(subject.level, code));
        const name = `${words.title.replace(/[^a-z]+/gi, '-').replace(/-$/, '').toLowerCase()}-${subject.name}.csv`;
        const right = h(
            'div',
            { class: 'scenario-right' },
            this.choices,
            this.table.element,
            h(
                'div',
                { class: 'scenario-actions' },
                h('button', { type: 'button', onclick: () => download(name, this.table.csv(this.state())) }, words.download),
                h('button', { type: 'button', onclick: () => void this.copy() }, words.copy),
                h('label', { class: 'scenario-link', for: this.link.id }, words.link),
                this.link,
            ),
            this.note.right,
        );
        this.body.replaceChildren(this.status, this.left, right);
    }

    draw(): void {
        this.drawControls();
        this.drawResult();
        this.settle();
        this.drawChoices();
        this.update();
    }

    change(name: string): void {
        if (this.isPainted) this.context.paint(this.subject.level, null, '', '');
        this.isPainted = false;
        this.subject = this.subjects.find((subject) => subject.name === name)!;
        this.looked = lookAt(this.subject);
        this.draw();
        this.left.querySelector('select')?.focus();
    }

    /** A and B stay. */
    back(): void {
        this.looked = { ...lookAt(this.subject), saved: this.looked.saved };
        this.draw();
        this.left.querySelector<HTMLElement>('.scenario-actions button')?.focus();
    }
}

export function mountScenario(host: HTMLElement, context: ScenarioContext): void {
    const say = words[context.language === 'en' ? 'en' : 'nl'], id = freshId();
    const section = h(
        'section',
        { class: 'scenario', 'aria-labelledby': id, lang: context.language },
        h('h2', { id }, say.title),
        h('p', { class: 'scenario-lead' }, say.lead),
        h('p', { class: 'scenario-basis' }, h('strong', {}, say.whatIf), ' ', say.basis),
    );
    host.replaceChildren(section);
    const subjects = subjectsOf(context.explanation as Explanation);
    if (subjects.length === 0) {
        section.append(h('p', {}, say.nothing));
        return;
    }
    loadKernels().then(
        (kernels) => {
            if (!section.isConnected && host.firstChild !== section) return;
            const panel = new Panel(context, subjects, kernels);
            section.append(panel.body);
            panel.draw();
        },
        (reason: unknown) => section.append(h('p', { role: 'alert' }, `${say.broken}: ${String(reason)}`)),
    );
}

