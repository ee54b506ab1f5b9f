// SPDX-License-Identifier: EUPL-1.2
// Small plots of figures with their intervals.
import { svg } from './dom';
import { decimalsOf, number } from './numbers';

export interface Dot { label: string; value: number | null; lower: number | null; upper: number | null; text: string; colour?: string }
export interface Series { colour: string; dots: Dot[] }

export function commonRange(dots: Dot[]): [number, number] {
    let low = Infinity, high = -Infinity;
    for (const dot of dots) for (const one of [dot.value, dot.lower, dot.upper]) if (one !== null && Number.isFinite(one)) { low = Math.min(low, one); high = Math.max(high, one); }
    if (low > high) return [0, 1];
    if (low === high) { low -= Math.abs(low) * 0.1 + 0.5; high += Math.abs(high) * 0.1 + 0.5; }
    const pad = (high - low) * 0.06;
    return [low >= 0 && low - pad < 0 ? 0 : low - pad, high + pad];
}

/** One bar of an interval with its figure on it. */
export function interval(dot: Dot, range: [number, number], width = 160, height = 18): SVGElement {
    const x = (value: number) => ((Math.min(Math.max(value, range[0]), range[1]) - range[0]) / (range[1] - range[0])) * (width - 10) + 5;
    const middle = height / 2;
    return svg('svg', { viewBox: `0 0 ${width} ${height}`, width, height, class: 'plot', 'aria-hidden': 'true', style: dot.colour ? `--dot:${dot.colour}` : undefined },
        svg('line', { x1: 4, x2: width - 4, y1: middle, y2: middle, class: 'axis' }),
        dot.lower !== null && dot.upper !== null && svg('line', { x1: x(dot.lower), x2: x(dot.upper), y1: middle, y2: middle, class: 'interval' }),
        dot.value !== null && svg('circle', { cx: x(dot.value), cy: middle, r: 4.5, class: 'dot' }));
}

/** Two to five round numbers within the range. */
function ticksOf([low, high]: [number, number]): number[] {
    const rough = (high - low) / 3, power = 10 ** Math.floor(Math.log10(rough)), step = [1, 2, 5, 10].map((m) => m * power).find((m) => m >= rough * 0.999)!;
    const ticks = [];
    for (let i = Math.ceil(low / step); i * step <= high; i++) ticks.push(i * step);
    return ticks;
}

/** Figures by period: the area with a band of its intervals and its figures, those beside it as thin lines. */
export function trend(own: Series, beside: Series[], width = 340, height = 150): SVGElement {
    const range = commonRange([own, ...beside].flatMap(({ dots }) => dots)), { dots } = own, ticks = ticksOf(range), places = decimalsOf(ticks.map((tick) => Math.round(tick * 1e6) / 1e6));
    const left = 46, bottom = 24, step = (width - left - 54) / Math.max(1, dots.length - 1);
    const x = (i: number) => left + 28 + i * step, y = (value: number) => 18 + (1 - (value - range[0]) / (range[1] - range[0])) * (height - bottom - 22);
    const known = dots.map((dot, i) => ({ ...dot, i })).filter((dot) => dot.value !== null), band = known.filter((dot) => dot.lower !== null && dot.upper !== null);
    const points = [...band.map((dot) => [x(dot.i), y(dot.upper!)]), ...[...band].reverse().map((dot) => [x(dot.i), y(dot.lower!)])];
    const line = (all: Dot[]) => all.map((dot, i) => (dot.value === null ? '' : `${x(i)},${y(dot.value)}`)).join(' ').trim();
    return svg('svg', { viewBox: `0 0 ${width} ${height}`, class: 'plot trend', role: 'img', 'aria-label': dots.map((dot) => `${dot.label}: ${dot.text}`).join('; ') },
        ...ticks.map((at) => svg('g', {}, svg('line', { x1: left, x2: width - 4, y1: y(at), y2: y(at), class: 'grid' }), svg('text', { x: left - 6, y: y(at) + 4, class: 'tick', 'text-anchor': 'end' }, number(at, places)))),
        points.length > 2 && svg('polygon', { points: points.map((point) => point.join(',')).join(' '), class: 'band' }),
        ...beside.map((series) => svg('polyline', { points: line(series.dots), class: 'line beside', style: `--dot:${series.colour}` })),
        svg('polyline', { points: line(dots), class: 'line' }),
        ...known.map((dot) => svg('circle', { cx: x(dot.i), cy: y(dot.value!), r: 4, class: 'dot' })),
        ...(known.length <= 6 ? known.map((dot) => svg('text', { x: x(dot.i), y: y(dot.value!) - 9, class: 'told', 'text-anchor': 'middle' }, dot.text)) : []),
        ...dots.map((dot, i) => (dots.length <= 8 || i % 2 === 0 ? svg('text', { x: x(i), y: height - 5, class: 'tick', 'text-anchor': 'middle' }, dot.label) : null)));
}
