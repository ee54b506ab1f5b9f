// SPDX-License-Identifier: EUPL-1.2
// What is looked at, as a short text for the address: the subject's name, what is compared with what, what the map shows,
// and three scenarios (the one at hand, A, B), of which only what is not as in the run is written:
//   preventie!now!run-proportionate!change~p=equal!b=1000000000~w0=3!t1=0.5~
import { PRINCIPLES } from './kernels.js';
import { settingsOf, type Settings, type Subject } from './model.js';

export interface Saved {
    A: Settings | null;
    B: Settings | null;
}
export interface Looked {
    subject: string;
    /** `now`, `A`, `B`, or `run-PRINCIPLE` and `present`: what the run has written. */
    shown: string;
    against: string;
    map: string;
    settings: Settings;
    saved: Saved;
}

const numbers = { b: 'budget', s: 'share', y: 'years', e: 'epsilon' } as const;
const bounds = { f: 'floor', c: 'ceiling' } as const;

function writeSettings(settings: Settings, run: Settings): string {
    const parts: string[] = [];
    if (settings.principle !== run.principle) parts.push(`p=${settings.principle}`);
    for (const [key, name] of Object.entries(numbers))
        if (settings[name] !== run[name]) parts.push(`${key}=${settings[name]}`);
    for (const [key, name] of Object.entries(bounds))
        if (settings[name] !== run[name]) parts.push(`${key}=${settings[name] ?? ''}`);
    settings.weights.forEach((weight, at) => weight !== run.weights[at] && parts.push(`w${at}=${weight}`));
    settings.themes.forEach((weight, at) => weight !== run.themes[at] && parts.push(`t${at}=${weight}`));
    return parts.join('!');
}

function sensible(text: string, most: number): number | null {
    const x = text === '' ? NaN : Number(text);
    return x >= 0 && x <= most ? x : null;
}

function readPart(settings: Settings, key: string, text: string): void {
    const list = key[0] === 'w' ? settings.weights : key[0] === 't' ? settings.themes : null;
    const x = sensible(text, list ? 1e6 : 1e15);
    if (key === 'p') settings.principle = PRINCIPLES.find((principle) => principle === text) ?? settings.principle;
    else if (key === 'f' || key === 'c') settings[bounds[key]] = text === '' ? null : (x ?? settings[bounds[key]]);
    else if (x === null) return;
    else if (list && Number(key.slice(1)) in list) list[Number(key.slice(1))] = x;
    else if (key === 'b' || key === 'y') settings[numbers[key]] = key === 'b' ? Math.round(x) : Math.min(Math.max(Math.round(x), 1), 100);
    else if (key === 's' || key === 'e') settings[numbers[key]] = Math.min(x, key === 's' ? 1 : 20);
}

/** What cannot be read is as in the run. */
function readSettings(text: string, subject: Subject): Settings {
    const settings = settingsOf(subject);
    for (const part of text.split('!')) {
        const [key = '', value = ''] = part.split('=');
        readPart(settings, key, value);
    }
    return settings;
}

/** encodeURIComponent leaves the signs that part the parts. */
function writeName(name: string): string {
    return encodeURIComponent(name).replace(/[!~']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

function readName(text: string): string {
    try {
        return decodeURIComponent(text);
    } catch {
        return '';
    }
}

export function writeState(looked: Looked, subject: Subject): string {
    const run = settingsOf(subject);
    const head = [looked.subject, looked.shown, looked.against, looked.map].map(writeName).join('!');
    const scenarios = [looked.settings, looked.saved.A, looked.saved.B].map((settings) =>
        settings === null ? '-' : writeSettings(settings, run),
    );
    return [head, ...scenarios].join('~').replace(/(~-)+$/, '');
}

/** null: nothing that belongs to this file. */
export function readState(text: string, subjects: Subject[]): Looked | null {
    const [head = '', now = '', a = '-', b = '-'] = text.split('~');
    const [name = '', shown = 'now', against = '', map = ''] = head.split('!').map(readName);
    const subject = subjects.find((at) => at.name === name);
    if (!subject) return null;
    const saved = (scenario: string) => (scenario === '-' ? null : readSettings(scenario, subject));
    return { subject: name, shown, against, map, settings: readSettings(now, subject), saved: { A: saved(a), B: saved(b) } };
}
