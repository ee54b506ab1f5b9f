// SPDX-License-Identifier: EUPL-1.2
// Figures as people read them: as many decimals as tell something, the same in one list, with their unit.
import { getLanguage, t } from './words';

const decimalsFor = (size: number) => (size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : Math.min(6, 1 - Math.floor(Math.log10(size || 1))));

/** Decimals that the largest of a list needs, two or three digits; none where all are whole. */
export function decimalsOf(values: (number | null)[]): number {
    const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
    return known.every(Number.isInteger) ? 0 : decimalsFor(Math.max(...known.map(Math.abs)));
}

export function number(value: number | null, decimals?: number): string {
    if (value === null || !Number.isFinite(value)) return '–';
    const places = decimals ?? decimalsOf([value]);
    return value.toLocaleString(getLanguage() === 'nl' ? 'nl-NL' : 'en-GB', { minimumFractionDigits: places, maximumFractionDigits: places }).replace('-', '−');
}

const NAKED = ['rang', 'nummer', 'p', 'z', ''];

/** "12,3%", "4,5 dagen", "€ 1.200", "1 op 9,4". */
export function withUnit(value: number | null, unit: string, decimals?: number): string {
    const text = number(value, decimals);
    if (text === '–' || NAKED.includes(unit)) return text;
    if (unit.startsWith('%')) return `${text}%`;
    if (unit.startsWith('€') || unit.startsWith('euro')) return text.startsWith('−') ? `−€\u00a0${text.slice(1)}` : `€\u00a0${text}`;
    if (unit.startsWith('1 op N')) return t('oneIn', text);
    return unit.length <= 12 ? `${text} ${unit}` : text;
}

/** "14,0 – 16,7" with the decimals of the figure that it goes with; nothing where there is no interval. */
export function range(lower: number | null, upper: number | null, decimals?: number): string {
    if (lower === null || upper === null) return '';
    const places = decimals ?? decimalsOf([lower, upper]);
    return lower < 0 || upper < 0 ? t('fromTo', number(lower, places), number(upper, places)) : `${number(lower, places)} – ${number(upper, places)}`;
}
