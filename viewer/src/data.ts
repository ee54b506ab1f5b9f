// SPDX-License-Identifier: EUPL-1.2
// What a run wrote in data/ (docs/viewer-data.md): scripts, since a page on disk may read nothing else.
import type { Topology } from 'topojson-specification';

export interface Level { name: string; plural: string; title: string; areas: number }
export interface Status { name: string; label_nl: string; label_en: string }
export interface Entry { low: number; high: number; colour: string; label_nl: string; label_en: string }
export interface Legend { category: boolean; diverges: boolean; unsure_width: number | null; entries: Entry[] }
export interface OnLevel { periods: string[]; shown: string; source: string; legend: Legend }
export interface Indicator {
    name: string; label_nl: string; label_en: string; unit: string; direction: 'neutral' | 'need' | 'strength'; kind: string; axis: string;
    question: string; description: string; part: string; base: string;
    categories: { value: number; name: string; label_nl: string }[];
    on: Record<string, OnLevel>;
}
export interface Project {
    name: string; title: string; period: string; version: string; boundaries: number;
    levels: Level[]; statuses: Status[]; bounds: [number, number, number, number];
    sheets: boolean; explanation: boolean; siting: boolean; stories: boolean; tiles: { from: number; to: number } | null;
    indicators: Indicator[];
}
export interface Areas { code: string[]; name: string[]; water: number[]; in: Record<string, number[]> }
type Numbers = (number | null)[];
export interface Figures {
    value?: Numbers; lower?: Numbers; upper?: Numbers; numerator?: Numbers; denominator?: Numbers; status: number[]; hidden_by?: Numbers;
}
export type Cell = string | number | boolean | null;
export interface Sheet { columns: { name: string; kind: string; description: string }[]; rows: Cell[][] }
export interface Story { title?: string; text: string; author_role: string; date: string }
export interface Stories { areas: { level: string; code: string; stories: Story[] }[] }

declare global { interface Window { kansenkompas(name: string, value: unknown): void } }

const waiting = new Map<string, Promise<unknown>>();
const arrived = new Map<string, unknown>();
window.kansenkompas = (name, value) => void arrived.set(name, value);

/** The value of data/NAME.js, once. */
export function load<T>(name: string): Promise<T> {
    let promise = waiting.get(name);
    if (!promise) {
        promise = new Promise((resolve, reject) => {
            const script = document.createElement('script');
            script.src = `data/${encodeURIComponent(name)}.js`;
            script.onload = () => { script.remove(); resolve(arrived.get(name)); };
            script.onerror = () => { script.remove(); waiting.delete(name); reject(new Error(`data/${name}.js`)); };
            document.head.append(script);
        });
        waiting.set(name, promise);
    }
    return promise as Promise<T>;
}

export const loadProject = () => load<Project>('project');
export const loadMap = () => load<Topology>('map');
export const loadAreas = (level: string) => load<Areas>(`areas-${level}`);
export const loadFigures = (level: string, indicator: string) => load<Record<string, Figures>>(`figures-${level}-${indicator}`);
export const loadSheets = () => load<Record<string, Sheet>>('sheets');
export const loadStories = () => load<Stories>('stories');

/** One figure as it is shown. */
export interface Figure { value: number | null; lower: number | null; upper: number | null; numerator: number | null; denominator: number | null; status: string; statusIndex: number; hiddenBy: number | null }
export function figureOf(project: Project, figures: Figures | undefined, area: number): Figure {
    const at = (list?: Numbers) => list?.[area] ?? null;
    const statusIndex = figures?.status[area] ?? project.statuses.findIndex((status) => status.name === 'absent');
    return {
        value: at(figures?.value), lower: at(figures?.lower), upper: at(figures?.upper), numerator: at(figures?.numerator), denominator: at(figures?.denominator),
        status: project.statuses[statusIndex].name, statusIndex, hiddenBy: at(figures?.hidden_by),
    };
}

/** Rows of a sheet as objects. */
export function rowsOf(sheet: Sheet | undefined): Record<string, Cell>[] {
    return (sheet?.rows ?? []).map((row) => Object.fromEntries(row.map((cell, c) => [sheet!.columns[c].name, cell])));
}

/** The entry of a figure in its legend. */
export function entryOf(legend: Legend, value: number | null): Entry | null {
    if (value === null || legend.entries.length === 0) return null;
    if (legend.category) return legend.entries.find((entry) => entry.low === value) ?? null;
    let k = legend.entries.length - 1;
    while (k > 0 && value < legend.entries[k].low) k--;
    return legend.entries[k];
}
/** The entry of a category, of whichever level has it. */
export const categoryOf = (indicator: Indicator, value: number | null): Entry | null =>
    indicator.categories.length === 0 || value === null ? null : Object.values(indicator.on).flatMap(({ legend }) => legend.entries).find(({ low }) => low === value) ?? null;
export const isUnsure = (legend: Legend, figure: Figure) =>
    legend.unsure_width !== null && figure.lower !== null && figure.upper !== null && figure.upper - figure.lower > legend.unsure_width;
