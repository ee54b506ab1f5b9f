// SPDX-License-Identifier: EUPL-1.2
// The engine's own kernels, as viewer/kernels/shim.h gives them: lists of doubles in, lists of doubles out.
import { kernels as compiled } from './kernels.generated.js';

export const SCALES = ['z', 'robust_z', 'min_max', 'percentile', 'exponential'];
export const JOINS = ['arithmetic', 'geometric', 'outranking'];
export const GAPS = ['leave', 'average', 'none'];
export const PRINCIPLES = ['present', 'equal', 'proportional', 'proportionate', 'closing', 'levelling', 'welfare'] as const;
export const AVERSIONS = ['atkinson', 'kolm_pollak'];
export const NEEDS = ['value', 'index', 'ridit'];
export const FLAWS = ['fine', 'below_floors', 'above_ceilings', 'no_takers'] as const;

export type Principle = (typeof PRINCIPLES)[number];
export type Flaw = (typeof FLAWS)[number] | 'no_task';

export interface IndexTask {
    scale: string;
    join: string;
    missing: string;
    least: number;
    themeWeights: number[];
    indicators: { theme: number; weight: number; isStrength: boolean; values: Float64Array }[];
    youths: Float64Array;
}

/** NaN: none. `themes` and `scaled` by theme and indicator, of each the areas. */
export interface IndexScores {
    average: number;
    index: Float64Array;
    themes: Float64Array[];
    scaled: Float64Array[];
    contributions: Float64Array[];
}

export interface DivisionTask {
    principle: Principle;
    budget: number;
    unitsPer: number;
    floor: number;
    ceiling: number;
    share: number;
    years: number;
    aversion: string;
    epsilon: number;
    halfEffect: number;
    needAs: string;
    youths: Float64Array;
    figures: Float64Array;
    present: Float64Array | null;
}

/** Units, and need per youth; without bounds `floors` and `ceilings` are NaN. Of a flaw `exact` and `units` are. */
export interface Division {
    flaw: Flaw;
    exact: Float64Array;
    units: Float64Array;
    need: Float64Array;
    floors: Float64Array;
    ceilings: Float64Array;
}

export interface Kernels {
    index(task: IndexTask): IndexScores;
    divide(task: DivisionTask): Division;
}

interface Exports {
    memory: WebAssembly.Memory;
    kernel_reset(): void;
    kernel_list(count: number): number;
    kernel_index(input: number, output: number): number;
    kernel_divide(input: number, output: number): number;
}

/** A number that says which choice of a list; a word that the engine does not know is an error, never the first. */
function numberOf(list: readonly string[], word: string): number {
    const at = list.indexOf(word);
    if (at < 0) throw new Error(`unknown choice '${word}'; known: ${list.join(', ')}`);
    return at;
}

function slices(list: Float64Array, lengths: number[]): Float64Array[] {
    let from = 0;
    return lengths.map((length) => list.subarray(from, (from += length)));
}

/** Plays one task: what `kernel` returns, and a copy of what comes out. */
function play(exports: Exports, kernel: (input: number, output: number) => number, task: number[], results: number) {
    exports.kernel_reset();
    const input = exports.kernel_list(task.length);
    const output = exports.kernel_list(results);
    if (input === 0 || output === 0) throw new Error('no room for so many areas');
    new Float64Array(exports.memory.buffer, input, task.length).set(task);
    const answer = kernel(input, output);
    return { answer, list: new Float64Array(exports.memory.buffer, output, results).slice() };
}

function scoreIndex(exports: Exports, task: IndexTask): IndexScores {
    const { themeWeights, indicators, youths } = task;
    const areas = youths.length;
    const list = [areas, indicators.length, themeWeights.length, numberOf(SCALES, task.scale)];
    list.push(numberOf(JOINS, task.join), numberOf(GAPS, task.missing), task.least, ...themeWeights);
    for (const { theme, weight, isStrength } of indicators) list.push(theme, weight, Number(isStrength));
    for (const of of [youths, ...indicators.map((indicator) => indicator.values)]) for (const x of of) list.push(x);
    const cells = areas * indicators.length;
    const lengths = [1, indicators.length, areas, areas * themeWeights.length, cells, cells];
    const played = play(exports, exports.kernel_index, list, lengths.reduce((a, b) => a + b));
    if (!played.answer) throw new Error('no room for so many areas');
    const [average, , index, themes, scaled, contributions] = slices(played.list, lengths) as Float64Array[];
    return {
        average: average![0]!,
        index: index!,
        themes: slices(themes!, themeWeights.map(() => areas)),
        scaled: slices(scaled!, indicators.map(() => areas)),
        contributions: slices(contributions!, indicators.map(() => areas)),
    };
}

function divideMeans(exports: Exports, task: DivisionTask): Division {
    const areas = task.youths.length;
    const list = [areas, numberOf(PRINCIPLES, task.principle), task.budget, task.unitsPer, task.floor, task.ceiling];
    list.push(task.share, task.years, numberOf(AVERSIONS, task.aversion), task.epsilon, task.halfEffect);
    list.push(numberOf(NEEDS, task.needAs), Number(task.present !== null));
    for (const of of [task.youths, task.figures, task.present ?? new Float64Array(areas)]) for (const x of of) list.push(x);
    const played = play(exports, exports.kernel_divide, list, 5 * areas);
    const [exact, units, need, floors, ceilings] = slices(played.list, Array(5).fill(areas)) as Float64Array[];
    const flaw: Flaw = (FLAWS as readonly Flaw[])[played.answer] ?? 'no_task';
    if (flaw === 'no_task') played.list.fill(NaN);
    return { flaw, exact: exact!, units: units!, need: need!, floors: floors!, ceilings: ceilings! };
}

export async function loadKernels(): Promise<Kernels> {
    const bytes = Uint8Array.from(atob(compiled), (letter) => letter.charCodeAt(0));
    const { instance } = await WebAssembly.instantiate(bytes);
    const exports = instance.exports as unknown as Exports;
    return { index: (task) => scoreIndex(exports, task), divide: (task) => divideMeans(exports, task) };
}
