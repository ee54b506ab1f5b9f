// SPDX-License-Identifier: EUPL-1.2
// From explanation.json (docs/guide/explanation.md) to a scenario and what comes of it. No page, no words.
import { PRINCIPLES, type Division, type Flaw, type IndexScores, type Kernels, type Principle } from './kernels.js';

// ---- explanation.json, as far as it is read here -------------------------------------------------------------------

export type Origin = 'own' | 'around' | 'none';
export interface Figure {
    value: number | null;
    origin: Origin;
    from?: string;
    scaled?: number | null;
    contribution?: number | null;
}
export interface IndexArea {
    code: string;
    name: string;
    youths: number | null;
    figures: Record<string, Figure>;
    themes?: Record<string, number | null>;
    index?: number | null;
    rank?: number;
}
export interface Level {
    level: string;
    ranks: 'shown' | 'hidden';
    average: number | null;
    areas: IndexArea[];
}
export interface Share {
    exact: number;
    units: number;
}
export interface Taker {
    code: string;
    name: string;
    youths: number;
    need?: number;
    need_figure?: Figure;
    present_figure?: Figure;
    present?: number;
    floor?: number;
    ceiling?: number;
    principles: Partial<Record<Principle, Share>>;
}
export interface DivisionRule {
    name: string;
    label_nl: string | null;
    label_en?: string | null;
    level: string;
    unit: 'cent' | 'post';
    post_size: number | null;
    budget: number;
    need: string;
    need_as: string;
    present: string | null;
    floor_per_youth: number | null;
    ceiling_per_youth: number | null;
    floor_share: number;
    years: number;
    aversion: string;
    half_effect: number | null;
    epsilon: number[];
    principles: Partial<Record<Principle, { label_nl: string }>>;
    areas: Taker[];
}
export interface Labelled {
    name: string;
    label_nl: string | null;
    label_en?: string | null;
}
export interface Rules extends Labelled {
    scale: string;
    join: string;
    missing: string;
    least: number | null;
    themes: (Labelled & { weight: number })[];
    indicators: (Labelled & { unit: string | null; theme: string; weight: number; direction: 'need' | 'strength' })[];
}
export interface Explanation {
    index?: Rules;
    levels: Level[];
    divisions: DivisionRule[];
}

// ---- what a scenario is about --------------------------------------------------------------------------------------

/** A division, an index at a level, or a division with the index that it goes by. */
export interface Subject {
    name: string;
    level: string;
    division: DivisionRule | null;
    /** The rules, where weights make a difference here and ranks may be shown. */
    rules: Rules | null;
    areas: Level | null;
}

export function subjectsOf(explanation: Explanation): Subject[] {
    const shown = (explanation.levels ?? []).filter((level) => level.ranks === 'shown');
    const rules = explanation.index ?? null;
    const divisions = (explanation.divisions ?? []).map((division): Subject => {
        const areas = division.need === 'index' ? (shown.find((at) => at.level === division.level) ?? null) : null;
        return { name: division.name, level: division.level, division, rules: areas && rules, areas };
    });
    const used = new Set(divisions.filter((subject) => subject.areas).map((subject) => subject.level));
    const alone = shown.filter((areas) => rules && !used.has(areas.level));
    // Need by an index that is not shown is not in the file: such a division is left as it is.
    return [
        ...divisions.filter(({ division, areas }) => division!.need !== 'index' || areas),
        ...alone.map((areas): Subject => ({ name: `index-${areas.level}`, level: areas.level, division: null, rules, areas })),
    ];
}

export interface Settings {
    principle: Principle;
    /** Units: cents, posts. */
    budget: number;
    /** Per youth, euro or FTE; null: none. */
    floor: number | null;
    ceiling: number | null;
    share: number;
    years: number;
    epsilon: number;
    /** By indicator and theme of the rules, ≥ 0; 0: does not count. */
    weights: number[];
    themes: number[];
}

/** The rules of the run itself. */
export function settingsOf({ division, rules }: Subject): Settings {
    return {
        principle: division ? (Object.keys(division.principles)[0] as Principle) : 'equal',
        budget: division?.budget ?? 0,
        floor: division?.floor_per_youth ?? null,
        ceiling: division?.ceiling_per_youth ?? null,
        share: division?.floor_share ?? 0,
        years: division?.years ?? 1,
        epsilon: division?.epsilon.at(-1) ?? 0,
        weights: rules?.indicators.map((indicator) => indicator.weight) ?? [],
        themes: rules?.themes.map((theme) => theme.weight) ?? [],
    };
}

export function principlesOf({ division }: Subject): Principle[] {
    if (!division) return [];
    const needsPresent = new Set<Principle>(['present', 'closing', 'levelling']);
    return PRINCIPLES.filter((principle) => {
        if (principle === 'welfare') return division.half_effect !== null;
        return !needsPresent.has(principle) || division.present !== null;
    });
}

/** So many units are a euro or an FTE. */
export function unitsPer(division: DivisionRule): number {
    return division.unit === 'cent' ? 100 : 1 / division.post_size!;
}

// ---- what comes of it ----------------------------------------------------------------------------------------------

export type Doubt = 'need_around' | 'present_around' | 'present_unknown';
export interface Row {
    code: string;
    name: string;
    youths: number | null;
    index: number | null;
    rank: number | null;
    need: number | null;
    units: number | null;
    exact: number | null;
    doubts: Doubt[];
}
export interface Outcome {
    flaw: Flaw | 'no_weights' | null;
    rows: Map<string, Row>;
    /** Together, in units; null: there are none. */
    floors: number | null;
    ceilings: number | null;
    scores: IndexScores | null;
}

const orNull = (x: number): number | null => (Number.isNaN(x) ? null : x);
const orNaN = (x: number | null | undefined): number => x ?? NaN;

/** Indicators and themes of weight 0 are left out: to the kernel each counts for something. */
function scoreAreas(kernels: Kernels, { rules, areas }: Subject, settings: Settings): IndexScores | null {
    const theme = (name: string) => rules!.themes.findIndex((at) => at.name === name);
    const counted = rules!.indicators
        .map((indicator, at) => ({ indicator, theme: theme(indicator.theme), weight: settings.weights[at]! }))
        .filter((at) => at.weight > 0 && settings.themes[at.theme]! > 0);
    const themes = [...new Set(counted.map((at) => at.theme))].sort((a, b) => a - b);
    if (counted.length === 0) return null;
    return kernels.index({
        ...rules!,
        least: rules!.least ?? 0,
        themeWeights: themes.map((at) => settings.themes[at]!),
        indicators: counted.map(({ indicator, theme, weight }) => ({
            theme: themes.indexOf(theme),
            weight,
            isStrength: indicator.direction === 'strength',
            values: Float64Array.from(areas!.areas, (area) => orNaN(area.figures[indicator.name]?.value)),
        })),
        youths: Float64Array.from(areas!.areas, (area) => area.youths ?? 0),
    });
}

/** 1: most need; of equal ones the first place, as in the run. */
function ranksOf(index: Float64Array): (number | null)[] {
    const sorted = index.filter((x) => !Number.isNaN(x)).sort().reverse();
    const first = new Map<number, number>();
    sorted.forEach((x, at) => first.has(x) || first.set(x, at + 1));
    return Array.from(index, (x) => first.get(x) ?? null);
}

function needDoubts(figures: Figure[]): Doubt[] {
    return figures.some((figure) => figure.origin === 'around') ? ['need_around'] : [];
}

function presentDoubts(taker: Taker | undefined): Doubt[] {
    const origin = taker ? (taker.present_figure?.origin ?? 'own') : 'none';
    return origin === 'around' ? ['present_around'] : origin === 'none' ? ['present_unknown'] : [];
}

function rowsOfIndex({ areas }: Subject, scores: IndexScores): Map<string, Row> {
    const ranks = ranksOf(scores.index);
    return new Map(
        areas!.areas.map(({ code, name, youths, figures }, at) => {
            const index = orNull(scores.index[at]!);
            return [code, { code, name, youths, index, rank: ranks[at]!, need: null, units: null, exact: null, doubts: needDoubts(Object.values(figures)) }];
        }),
    );
}

function rowsOfTakers({ division }: Subject): Map<string, Row> {
    return new Map(
        division!.areas.map(({ code, name, youths, need, need_figure }) => {
            const doubts = need_figure ? needDoubts([need_figure]) : [];
            return [code, { code, name, youths, index: null, rank: null, need: need ?? null, units: null, exact: null, doubts }];
        }),
    );
}

/** Means now of an area that took no part in the run: as the engine does of an unknown one, those of all others per youth. */
function presentOf(division: DivisionRule): (code: string, youths: number) => number {
    const takers = new Map(division.areas.map((taker) => [taker.code, taker]));
    const known = division.areas.filter((taker) => taker.present_figure?.origin !== 'none');
    const units = known.reduce((sum, taker) => sum + (taker.present ?? 0), 0);
    const all = known.reduce((sum, taker) => sum + taker.youths, 0);
    return (code, youths) => takers.get(code)?.present ?? Math.round((units / all) * youths);
}

function divideOver(kernels: Kernels, subject: Subject, settings: Settings, takers: Row[]): Division {
    const division = subject.division!;
    const present = division.present === null ? null : presentOf(division);
    return kernels.divide({
        principle: settings.principle,
        budget: settings.budget,
        unitsPer: unitsPer(division),
        floor: orNaN(settings.floor),
        ceiling: orNaN(settings.ceiling),
        share: settings.share,
        years: settings.years,
        aversion: division.aversion,
        epsilon: settings.epsilon,
        halfEffect: orNaN(division.half_effect),
        needAs: division.need_as,
        youths: Float64Array.from(takers, (row) => row.youths!),
        figures: Float64Array.from(takers, (row) => (subject.areas ? row.index! : row.need!)),
        present: present && Float64Array.from(takers, (row) => present(row.code, row.youths!)),
    });
}

function addDivision(kernels: Kernels, subject: Subject, settings: Settings, outcome: Outcome): void {
    const division = subject.division!;
    const takers = [...outcome.rows.values()].filter((row) => (row.youths ?? 0) > 0 && (row.index ?? row.need) !== null);
    const made = divideOver(kernels, subject, settings, takers);
    const known = new Map(division.areas.map((taker) => [taker.code, taker]));
    const total = (list: Float64Array) => orNull(list.reduce((sum, x) => sum + x, 0));
    outcome.flaw = made.flaw === 'fine' ? null : made.flaw;
    outcome.floors = total(made.floors);
    outcome.ceilings = total(made.ceilings);
    takers.forEach((row, at) => {
        row.units = orNull(made.units[at]!);
        row.exact = orNull(made.exact[at]!);
        row.need = orNull(made.need[at]!);
        if (division.present !== null) row.doubts.push(...presentDoubts(known.get(row.code)));
    });
}

/** The scenario, by the engine's kernels. Rows of areas without a place in it have nulls. */
export function compute(kernels: Kernels, subject: Subject, settings: Settings): Outcome {
    const outcome: Outcome = { flaw: null, rows: new Map(), floors: null, ceilings: null, scores: null };
    if (subject.areas) {
        outcome.scores = scoreAreas(kernels, subject, settings);
        if (!outcome.scores) return { ...outcome, flaw: 'no_weights' };
        outcome.rows = rowsOfIndex(subject, outcome.scores);
    } else {
        outcome.rows = rowsOfTakers(subject);
    }
    if (subject.division) addDivision(kernels, subject, settings, outcome);
    return outcome;
}

/** What the run itself has written, by one of its principles; `present`: the means there are now. */
export function published(subject: Subject, principle: Principle | 'now'): Outcome {
    const outcome: Outcome = { flaw: null, rows: new Map(), floors: null, ceilings: null, scores: null };
    for (const { code, name, youths, index, rank } of subject.areas?.areas ?? [])
        outcome.rows.set(code, { code, name, youths, index: index ?? null, rank: rank ?? null, need: null, units: null, exact: null, doubts: [] });
    for (const taker of subject.division?.areas ?? []) {
        const { code, name, youths } = taker;
        const row = outcome.rows.get(code) ?? { code, name, youths, index: null, rank: null, need: null, units: null, exact: null, doubts: [] };
        const isUnknown = taker.present_figure?.origin === 'none';
        row.units = (principle === 'now' ? (isUnknown ? null : taker.present) : taker.principles[principle]?.units) ?? null;
        row.exact = principle === 'now' ? row.units : (taker.principles[principle]?.exact ?? null);
        row.need = taker.need ?? null;
        outcome.rows.set(code, row);
    }
    return outcome;
}
