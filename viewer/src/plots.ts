// SPDX-License-Identifier: EUPL-1.2
// Small plots of figures with their intervals.
import { svg } from './dom';
import { number } from './words';

export interface Dot { label: string; value: number | null; lower: number | null; upper: number | null; chosen?: boolean; text: string }

function rangeOf(dots: Dot[]): [number, number] {
    const all = dots.flatMap((dot) => [dot.value, dot.lower, dot.upper]).filter((v): v is number => v !== null && Number.isFinite(v));
    let low = Math.min(...all), high = Math.max(...all);
    if (!(high > low)) { low -= Math.abs(low) * 0.1 + 0.5; high += Math.abs(high) * 0.1 + 0.5; }
    const pad = (high - low) * 0.06;
    return [low >= 0 && low - pad < 0 ? 0 : low - pad, high + pad];
}

/** One bar of an interval with its figure on it. */
export function interval(dot: Dot, range: [number, number], width = 160, height = 18): SVGElement {
    const x = (value: number) => ((Math.min(Math.max(value, range[0]), range[1]) - range[0]) / (range[1] - range[0])) * (width - 8) + 4;
    const middle = height / 2;
    return svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, class: dot.chosen ? 'plot chosen' : 'plot', 'aria-hidden': 'true' },
        svg('line', { x1: 4, x2: width - 4, y1: middle, y2: middle, class: 'axis' }),
        dot.lower !== null && dot.upper !== null && svg('line', { x1: x(dot.lower), x2: x(dot.upper), y1: middle, y2: middle, class: 'interval' }),
        dot.value !== null && svg('circle', { cx: x(dot.value), cy: middle, r: 4.5, class: 'dot' }));
}

export const commonRange = rangeOf;

/** Figures of one area by period, with a band of their intervals. */
export function trend(dots: Dot[], width = 320, height = 110): SVGElement {
    const [low, high] = rangeOf(dots), left = 44, bottom = 18, step = (width - left - 16) / Math.max(1, dots.length - 1);
    const x = (i: number) => left + i * step, y = (value: number) => 8 + (1 - (value - low) / (high - low)) * (height - bottom - 12);
    const known = dots.map((dot, i) => ({ ...dot, i })).filter((dot) => dot.value !== null);
    const band = known.filter((dot) => dot.lower !== null && dot.upper !== null);
    const points = [...band.map((dot) => [x(dot.i), y(dot.upper!)]), ...band.reverse().map((dot) => [x(dot.i), y(dot.lower!)])];
    return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'plot trend', role: 'img', 'aria-label': dots.map((dot) => `${dot.label}: ${dot.text}`).join('; ') },
        ...[low + (high - low) * 0.1, high - (high - low) * 0.1].map((at) => svg('g', {},
            svg('line', { x1: left, x2: width - 8, y1: y(at), y2: y(at), class: 'grid' }), svg('text', { x: left - 6, y: y(at) + 4, class: 'tick', 'text-anchor': 'end' }, number(at)))),
        points.length > 2 && svg('polygon', { points: points.map((point) => point.join(',')).join(' '), class: 'band' }),
        svg('polyline', { points: known.map((dot) => `${x(dot.i)},${y(dot.value!)}`).join(' '), class: 'line' }),
        ...known.map((dot) => svg('circle', { cx: x(dot.i), cy: y(dot.value!), r: 4, class: 'dot' })),
        ...dots.map((dot, i) => svg('text', { x: x(i), y: height - 3, class: 'tick', 'text-anchor': 'middle' }, dot.label)));
}
