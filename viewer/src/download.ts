// SPDX-License-Identifier: EUPL-1.2
// What is seen, to take along: the table, and the map with its legend and source.
import type { Indicator, Legend, Project } from './data';
import { save } from './dom';
import type { Row } from './ranking';
import { labelOf, t } from './words';

const quote = (value: unknown) => { const text = value === null || value === undefined ? '' : String(value); return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text; };

export function saveCsv(project: Project, indicator: Indicator, level: string, period: string, rows: Row[]) {
    const head = ['level', 'code', 'name', 'period', 'indicator', 'value', 'lower', 'upper', 'status', 'unit', 'rank', 'rank_lower', 'rank_upper'];
    const lines = rows.map(({ code, name, figure, rank }) => [level, code, name, period, indicator.name, figure.value, figure.lower, figure.upper, figure.status, indicator.unit, rank?.value, rank?.lower, rank?.upper].map(quote).join(','));
    save(`${project.name}-${level}-${indicator.name}-${period}.csv`, new Blob([`${head.join(',')}\n${lines.join('\n')}\n`], { type: 'text/csv' }));
}

function drawLegend(context: CanvasRenderingContext2D, legend: Legend, x: number, y: number, scale: number) {
    context.font = `${13 * scale}px "Fira Sans", "Segoe UI", system-ui, sans-serif`;
    context.textBaseline = 'middle';
    for (const entry of legend.entries) {
        context.fillStyle = entry.colour;
        context.fillRect(x, y, 22 * scale, 14 * scale);
        context.fillStyle = '#1c2733';
        context.fillText(labelOf(entry), x + 30 * scale, y + 7 * scale);
        y += 20 * scale;
    }
}

export function savePng(project: Project, indicator: Indicator, level: string, period: string, map: HTMLCanvasElement) {
    const scale = map.width / map.clientWidth || 1, on = indicator.on[level], head = 64 * scale, foot = 30 * scale, side = 300 * scale;
    const canvas = document.createElement('canvas');
    canvas.width = map.width + side;
    canvas.height = map.height + head + foot;
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#ffffff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.drawImage(map, 0, head);
    context.fillStyle = '#0b1f33';
    context.textBaseline = 'middle';
    context.font = `600 ${20 * scale}px "Fira Sans", "Segoe UI", system-ui, sans-serif`;
    context.fillText(labelOf(indicator), 16 * scale, 26 * scale, canvas.width - 32 * scale);
    context.font = `${13 * scale}px "Fira Sans", "Segoe UI", system-ui, sans-serif`;
    context.fillText(`${project.title} · ${period}`, 16 * scale, 48 * scale);
    context.fillText(indicator.unit, map.width + 16 * scale, head + 14 * scale, side - 24 * scale);
    drawLegend(context, on.legend, map.width + 16 * scale, head + 32 * scale, scale);
    context.fillStyle = '#4d5966';
    context.font = `${11 * scale}px "Fira Sans", "Segoe UI", system-ui, sans-serif`;
    context.fillText(`${t('source')}: ${on.source || project.title} · ${t('madeBy', project.version)}`, 16 * scale, canvas.height - foot / 2, canvas.width - 32 * scale);
    canvas.toBlob((blob) => blob && save(`${project.name}-${level}-${indicator.name}-${period}.png`, blob), 'image/png');
}
