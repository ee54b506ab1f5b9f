// SPDX-License-Identifier: EUPL-1.2
// What is seen, to take along: the table, and the map with its legend and source.
import type { Indicator, Project } from './data';
import { save } from './dom';
import type { Key, Line } from './legend';
import type { Name } from './map';
import type { Row } from './ranking';
import { t } from './words';

const quote = (value: unknown) => { const text = value === null || value === undefined ? '' : String(value); return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };

export function saveCsv(project: Project, indicator: Indicator, level: string, period: string, rows: Row[]) {
    const head = ['level', 'code', 'name', 'period', 'indicator', 'value', 'lower', 'upper', 'status', 'unit', 'rank', 'rank_lower', 'rank_upper'];
    const lines = rows.map(({ code, name, figure, rank }) => [level, code, name, period, indicator.name, figure.value, figure.lower, figure.upper, figure.status, indicator.unit, rank?.value, rank?.lower, rank?.upper].map(quote).join(','));
    save(`${project.name}-${level}-${indicator.name}-${period}.csv`, new Blob([`${head.join(',')}\n${lines.join('\n')}\n`], { type: 'text/csv' }));
}

// ---- the picture, in units of the page ----

const FONT = '"Fira Sans", "Segoe UI", system-ui, -apple-system, "Helvetica Neue", Arial, sans-serif';
const TOP = 72, FOOT = 34, SIDE = 300, EDGE = 20;

/** A text in lines of at most WIDTH. */
function linesOf(context: CanvasRenderingContext2D, text: string, width: number): string[] {
    const lines = [''];
    for (const word of text.split(' ')) {
        const longer = `${lines[lines.length - 1]} ${word}`.trim();
        if (context.measureText(longer).width > width && lines[lines.length - 1] !== '') lines.push(word);
        else lines[lines.length - 1] = longer;
    }
    return lines;
}
/** Writes it; returns where the next line begins. */
function write(context: CanvasRenderingContext2D, text: string, x: number, y: number, width: number, step: number): number {
    const lines = linesOf(context, text, width);
    lines.forEach((line, i) => context.fillText(line, x, y + i * step));
    return y + lines.length * step;
}

function drawHatch(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number) {
    context.save();
    context.beginPath();
    context.rect(x, y, width, height);
    context.clip();
    context.fillStyle = '#e4e6e9';
    context.fillRect(x, y, width, height);
    context.strokeStyle = '#8d949c';
    context.lineWidth = 1.5;
    for (let from = -height; from < width; from += 6) { context.beginPath(); context.moveTo(x + from, y + height); context.lineTo(x + from + height, y); context.stroke(); }
    context.restore();
}

function drawSwatch(context: CanvasRenderingContext2D, { kind, colours }: Line, x: number, y: number) {
    const width = 26, height = 16;
    if (kind === 'hatched') drawHatch(context, x, y, width, height);
    else if (kind === 'round') { context.beginPath(); context.arc(x + width / 2, y + height / 2, 6, 0, 7); context.fillStyle = colours[0]; context.fill(); }
    else if (kind === 'outlined' || kind === 'dashed') { context.strokeStyle = colours[0]; context.lineWidth = 2.5; context.setLineDash(kind === 'dashed' ? [5, 3] : []); context.strokeRect(x + 2, y + 2, width - 4, height - 4); context.setLineDash([]); }
    else colours.forEach((colour, i) => { context.globalAlpha = kind === 'faded' ? 0.42 : 1; context.fillStyle = colour; context.fillRect(x + (i * width) / colours.length, y, width / colours.length, height); context.globalAlpha = 1; });
    if (kind === 'class' || kind === 'area' || kind === 'faded') { context.strokeStyle = '#00000030'; context.lineWidth = 1; context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1); }
}

function drawNames(context: CanvasRenderingContext2D, names: Name[]) {
    context.font = `600 12px ${FONT}`;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    for (const { x, y, text } of names) {
        context.strokeStyle = '#fffffff2';
        context.lineWidth = 3.5;
        context.strokeText(text, x, y);
        context.fillStyle = '#14212e';
        context.fillText(text, x, y);
    }
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
}

export interface Picture { key: Key; under: string; source: string; file: string; map: HTMLCanvasElement; width: number; height: number; names: Name[]; version: string }

export function savePng({ key, under, source, file, map, width: wide, height, names, version }: Picture) {
    const canvas = document.createElement('canvas'), context = canvas.getContext('2d')!, scale = map.width / wide;
    const font = (size: number, weight = 400) => { context.font = `${weight} ${size}px ${FONT}`; };
    font(21, 600);
    const across = wide + SIDE - 2 * EDGE, head = TOP + 26 * (linesOf(context, key.title, across).length - 1);
    const drawLegend = () => {
        let y = head + 26;
        font(14, 600);
        context.fillText(t('legend'), wide + EDGE, y);
        font(13);
        y = key.unit ? write(context, key.unit, wide + EDGE, y + 20, SIDE - 2 * EDGE, 17) : y + 17;
        for (const line of key.lines) { drawSwatch(context, line, wide + EDGE, y - 4); context.fillStyle = '#14212e'; y = Math.max(y + 8, write(context, line.label, wide + EDGE + 36, y + 8, SIDE - 2 * EDGE - 36, 17) - 9) + 7; }
    };
    const origin = `${t('source')}: ${source} · ${t('madeBy', version)}`, high = Math.max(height, 420);
    font(11.5);
    const foot = FOOT + 15 * (linesOf(context, origin, across).length - 1);
    canvas.width = (wide + SIDE) * scale;
    canvas.height = (head + high + foot) * scale;
    context.scale(scale, scale);
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, wide + SIDE, head + high + foot);
    context.drawImage(map, 0, head, wide, height);
    context.save();
    context.translate(0, head);
    drawNames(context, names);
    context.restore();
    context.fillStyle = '#154273';
    context.fillRect(0, 0, wide + SIDE, 5);
    context.fillStyle = '#14212e';
    font(21, 600);
    write(context, key.title, EDGE, 36, across, 26);
    context.fillStyle = '#4d5966';
    font(13);
    context.fillText(under, EDGE, head - 15, across);
    context.fillStyle = '#14212e';
    drawLegend();
    context.fillStyle = '#4d5966';
    font(11.5);
    write(context, origin, EDGE, head + high + 21, across, 15);
    canvas.toBlob((blob) => blob && save(`${file}.png`, blob), 'image/png');
}
