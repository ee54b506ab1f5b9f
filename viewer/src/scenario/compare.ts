// SPDX-License-Identifier: EUPL-1.2
// Two outcomes side by side: lines for the table, values for the map, a sentence or two.
import { amountOf, labelOf, type Told } from './controls.js';
import { unitsPer, type Doubt, type Outcome, type Subject } from './model.js';

/** Amounts in euro or FTE. */
export interface Line {
    code: string;
    name: string;
    youths: number | null;
    indexFrom: number | null;
    index: number | null;
    rankFrom: number | null;
    rank: number | null;
    need: number | null;
    from: number | null;
    to: number | null;
    change: number | null;
    perYouth: number | null;
    doubts: Doubt[];
}

const apart = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a - b);

export function linesOf(subject: Subject, shown: Outcome, against: Outcome, nameOf: (code: string) => string): Line[] {
    const per = subject.division ? unitsPer(subject.division) : 1;
    const inAll = (units: number | null | undefined) => (units === null || units === undefined ? null : units / per);
    const codes = [...new Set([...against.rows.keys(), ...shown.rows.keys()])].sort();
    return codes.map((code) => {
        const row = shown.rows.get(code), other = against.rows.get(code);
        const youths = row?.youths ?? other?.youths ?? null;
        const units = apart(row?.units ?? null, other?.units ?? null);
        return {
            code,
            name: nameOf(code) || (row ?? other)!.name,
            youths,
            indexFrom: other?.index ?? null,
            index: row?.index ?? null,
            rankFrom: other?.rank ?? null,
            rank: row?.rank ?? null,
            need: row?.need ?? null,
            from: inAll(other?.units),
            to: inAll(row?.units),
            change: inAll(units),
            perYouth: row?.units != null && youths ? row.units / per / youths : null,
            doubts: [...new Set([...(row?.doubts ?? []), ...(other?.doubts ?? [])])],
        };
    });
}

// ---- the map -------------------------------------------------------------------------------------------------------

export type MapKind = 'off' | 'change' | 'means' | 'index' | 'indexChange';

export function mapsOf(subject: Subject): MapKind[] {
    const means: MapKind[] = subject.division ? ['change', 'means'] : [];
    const index: MapKind[] = subject.areas ? ['index', 'indexChange'] : [];
    return ['off', ...means, ...index];
}

export function mapValues(subject: Subject, kind: MapKind, lines: Line[]): Map<string, number> {
    const scale = subject.division?.unit === 'post' ? 1000 : 1;
    const valueOf = (line: Line): number | null => {
        if (kind === 'index') return line.index;
        if (kind === 'indexChange') return apart(line.index, line.indexFrom);
        if (kind === 'means') return line.perYouth === null ? null : scale * line.perYouth;
        return line.change === null || !line.youths ? null : (scale * line.change) / line.youths;
    };
    return new Map(lines.flatMap((line): [string, number][] => {
        const value = valueOf(line);
        return value === null ? [] : [[line.code, value]];
    }));
}

// ---- words ---------------------------------------------------------------------------------------------------------

export function subjectLabel(subject: Subject, { words, language }: Told): string {
    if (subject.division) return words.ofDivision(labelOf(subject.division, language), subject.level);
    return words.ofIndex(labelOf(subject.rules!, language), subject.level);
}

function tellFlaw(subject: Subject, outcome: Outcome, budget: number, told: Told): string {
    const { words } = told;
    const amount = (units: number | null) => amountOf(subject.division!, units ?? 0, told);
    switch (outcome.flaw) {
        case 'below_floors':
            return (outcome.floors ?? 0) > budget ? words.flaws.below_floors(amount(outcome.floors)) : words.flaws.bounds_cross;
        case 'above_ceilings':
            return words.flaws.above_ceilings(amount(outcome.ceilings));
        default:
            return words.flaws[outcome.flaw as 'no_takers' | 'no_task' | 'no_weights'];
    }
}

/** Two divisions of different size: what moves besides is what some lose. */
function tellMeans(subject: Subject, lines: Line[], principle: string, against: string, of: Told): string[] {
    const { words, numbers } = of;
    const division = subject.division!, per = unitsPer(division);
    const sum = (what: (line: Line) => number | null) => lines.reduce((all, line) => all + Math.round((what(line) ?? 0) * per), 0);
    const whole = sum((line) => line.to), before = sum((line) => line.from);
    const told = [words.summaryDivided(amountOf(division, whole, of), lines.filter((line) => line.to !== null).length, principle)];
    const more = lines.filter((line) => (line.change ?? 0) > 0), less = lines.filter((line) => (line.change ?? 0) < 0);
    if (more.length + less.length === 0) return [...told, words.summarySame(against)];
    const side = (some: Line[]) => Math.abs(some.reduce((all, line) => all + Math.round(line.change! * per), 0));
    const moved = Math.min(side(more), side(less));
    told.push(words.summaryMore(more.length, less.length, against));
    if (moved > 0) told.push(words.summaryMoved(amountOf(division, moved, of), numbers.percent(before > 0 ? moved / before : 0)));
    const amount = amountOf(division, Math.abs(whole - before), of);
    if (whole !== before) told.push(words.summaryBudget(whole > before ? words.moreBy(amount) : words.lessBy(amount)));
    return told;
}

function tellIndex(lines: Line[], { words }: Told): string[] {
    const first = lines.find((line) => line.rank === 1);
    const moved = lines.filter((line) => line.rank !== null && line.rankFrom !== null && line.rank !== line.rankFrom).length;
    return [words.summaryRanks(moved), ...(first ? [words.summaryHighest(first.name)] : [])];
}

export interface Shown {
    outcome: Outcome;
    /** Of its settings; null: of what the run has written. */
    budget: number | null;
    principle: string;
    against: string;
}

export function summary(subject: Subject, shown: Shown, lines: Line[], told: Told): string {
    if (shown.outcome.flaw) return tellFlaw(subject, shown.outcome, shown.budget ?? 0, told);
    const means = subject.division ? tellMeans(subject, lines, shown.principle, shown.against, told) : [];
    return [...means, ...(subject.areas ? tellIndex(lines, told) : [])].join(' ');
}
