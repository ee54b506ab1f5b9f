// SPDX-License-Identifier: EUPL-1.2
// Geometry of areas in degrees: where a name fits, how large an area is, what it spans.
import type { Geometry, Position } from 'geojson';

const areaOf = (ring: Position[]) => Math.abs(ring.reduce((sum, [x, y], i) => { const [u, v] = ring[(i + 1) % ring.length]; return sum + x * v - u * y; }, 0)) / 2;

/** The largest polygon, with its holes. */
function largest(geometry: Geometry | null | undefined): Position[][] {
    const polygons = geometry?.type === 'Polygon' ? [geometry.coordinates] : geometry?.type === 'MultiPolygon' ? geometry.coordinates : [];
    let best: Position[][] = [], size = -1;
    for (const polygon of polygons) {
        const own = areaOf(polygon[0]);
        if (own > size) { best = polygon; size = own; }
    }
    return best;
}

export type Box = [west: number, south: number, east: number, north: number];
export function boxOf(geometry: Geometry | null | undefined): Box | null {
    const ring = largest(geometry)[0];
    if (!ring) return null;
    const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
    for (const [x, y] of ring) { box[0] = Math.min(box[0], x); box[1] = Math.min(box[1], y); box[2] = Math.max(box[2], x); box[3] = Math.max(box[3], y); }
    return box;
}

export interface Spot { at: [number, number]; width: number; size: number }
/** The middle of the widest of a few horizontal lines within the area: a name there lies in it, which its centre need not. */
export function spotOf(geometry: Geometry | null | undefined): Spot {
    const polygon = largest(geometry), box = boxOf(geometry);
    if (!box) return { at: [5.3, 52.1], width: 0, size: 0 };
    let best: Spot = { at: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], width: 0, size: areaOf(polygon[0]) };
    for (const part of [0.5, 0.42, 0.58, 0.33, 0.67]) {
        const y = box[1] + (box[3] - box[1]) * part, crossings: number[] = [];
        for (const ring of polygon)
            for (let i = 0; i < ring.length - 1; i++) {
                const [x, from] = ring[i], [u, to] = ring[i + 1];
                if (from > y !== to > y) crossings.push(x + ((y - from) / (to - from)) * (u - x));
            }
        crossings.sort((a, b) => a - b);
        for (let i = 0; i + 1 < crossings.length; i += 2) {
            const width = crossings[i + 1] - crossings[i];
            if (width > best.width * 1.1) best = { ...best, at: [(crossings[i] + crossings[i + 1]) / 2, y], width };
        }
    }
    return best;
}
