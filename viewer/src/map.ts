// SPDX-License-Identifier: EUPL-1.2
// The map: shapes of every level, colours by figure, hatching where there is none; no basemap, no glyphs, no request outside.
import * as maplibre from 'maplibre-gl';
import workerText from 'maplibre-gl/dist/maplibre-gl-worker.mjs?raw';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Feature, FeatureCollection, Geometry, Position } from 'geojson';
import { PMTiles, Protocol } from 'pmtiles';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { load, loadMap, type Project } from './data';

maplibre.setWorkerUrl(URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' })));

export interface Paint { colour: string; faded: boolean; missing: boolean; water: boolean }
export interface Handlers {
    hover(area: number | null, x: number, y: number): void;
    click(area: number | null): void;
    moved(view: { zoom: number; lat: number; lon: number }): void;
}
export interface Label { at: [number, number]; text: string; weight: number }

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };

function hatch(colour: string, ground: string): ImageData {
    const size = 16, canvas = document.createElement('canvas'), context = canvas.getContext('2d')!;
    canvas.width = canvas.height = size;
    context.fillStyle = ground;
    context.fillRect(0, 0, size, size);
    context.strokeStyle = colour;
    context.lineWidth = 2;
    for (const from of [-size, 0, size]) { context.beginPath(); context.moveTo(from, size); context.lineTo(from + size, 0); context.stroke(); }
    return context.getImageData(0, 0, size, size);
}

function largestRing(geometry: Geometry): Position[] {
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
    return polygons.map((polygon) => polygon[0]).sort((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)))[0] ?? [];
}
const areaOf = (ring: Position[]) => ring.reduce((sum, [x, y], i) => { const [u, v] = ring[(i + 1) % ring.length]; return sum + x * v - u * y; }, 0) / 2;

function centreOf(ring: Position[]): [number, number] {
    const area = areaOf(ring);
    if (area === 0) return (ring[0] ?? [0, 0]) as [number, number];
    let cx = 0, cy = 0;
    ring.forEach(([x, y], i) => { const [u, v] = ring[(i + 1) % ring.length], cross = x * v - u * y; cx += (x + u) * cross; cy += (y + v) * cross; });
    return [cx / (6 * area), cy / (6 * area)];
}

/** Tiles over HTTP, from a server that answers range requests; else the shapes of map.js do. */
async function canUseTiles(project: Project): Promise<boolean> {
    if (!project.tiles || !location.protocol.startsWith('http')) return false;
    try {
        const answer = await fetch('data/tiles.pmtiles', { headers: { range: 'bytes=0-15' } });
        await (answer.status === 206 ? answer.arrayBuffer() : answer.body?.cancel());
        return answer.status === 206;
    } catch {
        return false;
    }
}

export class AreaMap {
    readonly map: maplibre.Map;
    private level = '';
    private painted: Paint[] = [];
    private hovered = -1;
    private chosen = -1;
    private readonly shapes = new Map<string, FeatureCollection>();
    private topology!: Topology;
    private readonly withTiles: boolean;
    private labels: maplibre.Marker[] = [];
    private labelled: Label[] = [];

    private constructor(host: HTMLElement, readonly project: Project, view: { zoom: number; lat: number; lon: number } | null, readonly handlers: Handlers, withTiles: boolean) {
        this.withTiles = withTiles;
        if (this.withTiles) {
            const protocol = new Protocol();
            protocol.add(new PMTiles(new URL('data/tiles.pmtiles', document.baseURI).href));
            maplibre.addProtocol('pmtiles', protocol.tile);
        }
        this.map = new maplibre.Map({
            container: host,
            style: { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#eef1f4' } }] },
            ...(view ? { center: [view.lon, view.lat] as [number, number], zoom: view.zoom } : { bounds: this.bounds(), fitBoundsOptions: { padding: 24 } }),
            attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: false,
            canvasContextAttributes: { preserveDrawingBuffer: true }, fadeDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
        });
        this.map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
        this.map.addControl(new maplibre.ScaleControl({ unit: 'metric' }), 'bottom-left');
        this.map.touchZoomRotate.disableRotation();
        this.map.on('moveend', () => { handlers.moved(this.view); this.placeLabels(); });
        this.map.on('mousemove', (event) => this.hover(event.point));
        this.map.getCanvas().addEventListener('mouseleave', () => this.hover(null));
        this.map.on('click', (event) => handlers.click(this.areaAt(event.point)));
    }

    static async open(host: HTMLElement, project: Project, view: { zoom: number; lat: number; lon: number } | null, handlers: Handlers): Promise<AreaMap> {
        const made = new AreaMap(host, project, view, handlers, await canUseTiles(project));
        [made.topology] = await Promise.all([loadMap(), made.map.isStyleLoaded() ? undefined : new Promise((resolve) => made.map.once('load', resolve))]);
        made.prepare();
        return made;
    }

    private bounds(): [[number, number], [number, number]] {
        const [west, south, east, north] = this.project.bounds;
        return [[west, south], [east, north]];
    }
    get view() {
        const { lng, lat } = this.map.getCenter();
        return { zoom: this.map.getZoom(), lat, lon: lng };
    }
    home() { this.map.fitBounds(this.bounds(), { padding: 24 }); }

    /** Shapes of a level; feature i has id i + 1. */
    shapesOf(level: string): FeatureCollection {
        let made = this.shapes.get(level);
        if (!made) {
            const { plural } = this.project.levels.find(({ name }) => name === level)!;
            const collection = feature(this.topology, this.topology.objects[plural] as GeometryCollection);
            collection.features.forEach((one: Feature, i) => { one.id = i + 1; });
            made = collection;
            this.shapes.set(level, made);
        }
        return made;
    }

    private prepare() {
        const { map } = this;
        map.addImage('missing', hatch('#8d949c', '#e4e6e9'));
        if (this.withTiles)
            map.addSource('tiles', { type: 'vector', url: `pmtiles://${new URL('data/tiles.pmtiles', document.baseURI).href}` });
        for (const { name } of this.project.levels)
            if (!this.withTiles) map.addSource(name, { type: 'geojson', data: NOTHING, tolerance: 0.2 });
        for (const id of ['places', 'service']) map.addSource(id, { type: 'geojson', data: NOTHING });
    }
    private from(level: string) {
        return this.withTiles ? { source: 'tiles', 'source-layer': this.project.levels.find(({ name }) => name === level)!.plural } : { source: level };
    }
    private target(area: number) {
        const { source, ...rest } = this.from(this.level);
        return { source, ...('source-layer' in rest ? { sourceLayer: rest['source-layer'] } : {}), id: area + 1 };
    }

    /** Shows a level; colours come with paint(). */
    show(level: string) {
        if (level === this.level) return;
        const { map } = this;
        for (const id of ['fill', 'missing', 'edge', 'around', 'target', 'possible', 'hovered', 'chosen', 'service', 'places']) if (map.getLayer(id)) map.removeLayer(id);
        this.level = level;
        this.hovered = this.chosen = -1;
        const larger = level === 'buurt' ? 'wijk' : 'gemeente';
        const around = this.project.levels.some(({ name }) => name === larger) && larger !== level ? larger : null;
        if (!this.withTiles)
            for (const name of [level, around]) if (name) (map.getSource(name) as maplibre.GeoJSONSource).setData(this.shapesOf(name));
        const state = (key: string, otherwise: unknown) => ['coalesce', ['feature-state', key], otherwise] as unknown as maplibre.ExpressionSpecification;
        map.addLayer({ id: 'fill', type: 'fill', ...this.from(level), paint: { 'fill-color': state('colour', '#e4e6e9'), 'fill-opacity': state('opacity', 1) as never, 'fill-antialias': true } });
        map.addLayer({ id: 'missing', type: 'fill', ...this.from(level), filter: ['in', ['id'], ['literal', []]], paint: { 'fill-pattern': 'missing' } });
        map.addLayer({ id: 'edge', type: 'line', ...this.from(level), paint: { 'line-color': '#ffffff', 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.3, 11, 1.2] } });
        if (around) map.addLayer({ id: 'around', type: 'line', ...this.from(around), paint: { 'line-color': '#45525f', 'line-width': ['interpolate', ['linear'], ['zoom'], 6, 0.5, 11, 1.4] } });
        map.addLayer({ id: 'target', type: 'line', ...this.from(level), filter: ['in', ['id'], ['literal', []]], layout: { 'line-join': 'round' }, paint: { 'line-color': '#b3261e', 'line-width': 3 } });
        map.addLayer({ id: 'possible', type: 'line', ...this.from(level), filter: ['in', ['id'], ['literal', []]], paint: { 'line-color': '#b3261e', 'line-width': 2.5, 'line-dasharray': [2.5, 1.5] } });
        map.addLayer({ id: 'hovered', type: 'line', ...this.from(level), filter: ['==', ['id'], -1], paint: { 'line-color': '#154273', 'line-width': 2.5 } });
        map.addLayer({ id: 'chosen', type: 'line', ...this.from(level), filter: ['==', ['id'], -1], layout: { 'line-join': 'round' }, paint: { 'line-color': '#0b1f33', 'line-width': 4 } });
        map.addLayer({ id: 'service', type: 'line', source: 'service', paint: { 'line-color': '#45525f', 'line-width': 1, 'line-dasharray': [2, 2] } });
        map.addLayer({
            id: 'places', type: 'circle', source: 'places',
            paint: { 'circle-radius': 6.5, 'circle-stroke-width': 2, 'circle-stroke-color': '#ffffff', 'circle-color': ['case', ['get', 'is_new'], '#d52b1e', ['get', 'is_closed'], '#8d949c', '#154273'] },
        });
    }

    paint(areas: Paint[]) {
        this.painted = areas;
        areas.forEach((area, i) => this.map.setFeatureState(this.target(i), { colour: area.water ? '#dde7f0' : area.colour, opacity: area.faded ? 0.42 : 1 }));
        const missing = areas.flatMap((area, i) => (area.missing && !area.water ? [i + 1] : []));
        this.map.setFilter('missing', ['in', ['id'], ['literal', missing]]);
    }
    choose(area: number) {
        this.chosen = area;
        this.map.setFilter('chosen', ['==', ['id'], area + 1]);
    }
    highlight(area: number) { this.map.setFilter('hovered', ['==', ['id'], area + 1]); }
    /** Target areas: those that are certain, and those that are only possibly among them. */
    outline(certain: number[], possible: number[]) {
        this.map.setFilter('target', ['in', ['id'], ['literal', certain.map((area) => area + 1)]]);
        this.map.setFilter('possible', ['in', ['id'], ['literal', possible.map((area) => area + 1)]]);
    }

    async showPlaces(visible: boolean) {
        const all = visible ? await load<FeatureCollection>('siting') : NOTHING;
        const of = (kind: string): FeatureCollection => ({ ...NOTHING, features: all.features.filter((one) => one.properties?.kind === kind) });
        (this.map.getSource('places') as maplibre.GeoJSONSource).setData(of('place'));
        (this.map.getSource('service') as maplibre.GeoJSONSource).setData(of('service'));
    }

    /** Where an area is, for labels and for flying there. */
    centre(level: string, area: number): [number, number] {
        const shape = this.shapesOf(level).features[area]?.geometry;
        return shape ? centreOf(largestRing(shape)) : [5.3, 52.1];
    }
    weight(level: string, area: number): number {
        const shape = this.shapesOf(level).features[area]?.geometry;
        return shape ? Math.abs(areaOf(largestRing(shape))) : 0;
    }
    flyTo(level: string, area: number) {
        const shape = this.shapesOf(level).features[area]?.geometry;
        if (!shape) return;
        const ring = largestRing(shape), xs = ring.map(([x]) => x), ys = ring.map(([, y]) => y);
        this.map.fitBounds([[Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]], { padding: 120, maxZoom: 13 });
    }

    /** Names as plain HTML, the largest areas first, none over another. */
    setLabels(labels: Label[]) {
        this.labelled = labels.sort((a, b) => b.weight - a.weight);
        this.placeLabels();
    }
    private placeLabels() {
        for (const marker of this.labels) marker.remove();
        this.labels = [];
        const taken: [number, number, number, number][] = [], { clientWidth, clientHeight } = this.map.getContainer();
        for (const label of this.labelled) {
            if (this.labels.length >= 60) break;
            const { x, y } = this.map.project(label.at), half = label.text.length * 3.4 + 4;
            if (x < half || y < 10 || x > clientWidth - half || y > clientHeight - 10) continue;
            if (Math.sqrt(label.weight) * 111_000 * (2 ** this.map.getZoom() / 90_000) < half * 0.9) continue;
            const box: [number, number, number, number] = [x - half, y - 9, x + half, y + 9];
            if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
            taken.push(box);
            const element = document.createElement('div');
            element.className = 'map-label';
            element.textContent = label.text;
            element.setAttribute('aria-hidden', 'true');
            this.labels.push(new maplibre.Marker({ element, subpixelPositioning: false }).setLngLat(label.at).addTo(this.map));
        }
    }

    private areaAt(point: maplibre.PointLike): number | null {
        if (!this.map.getLayer('fill')) return null;
        const [found] = this.map.queryRenderedFeatures(point, { layers: ['fill'] });
        const area = found ? Number(found.id) - 1 : -1;
        return area >= 0 && !this.painted[area]?.water ? area : null;
    }
    private hover(point: maplibre.Point | null) {
        const area = point ? this.areaAt(point) : null;
        if ((area ?? -1) !== this.hovered) this.highlight(area ?? -1);
        this.hovered = area ?? -1;
        this.map.getCanvas().style.cursor = area === null ? '' : 'pointer';
        this.handlers.hover(area, point?.x ?? 0, point?.y ?? 0);
    }
    get chosenArea() { return this.chosen; }
    image(): HTMLCanvasElement { this.map.redraw(); return this.map.getCanvas(); }
}
