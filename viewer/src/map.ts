// SPDX-License-Identifier: EUPL-1.2
// The map: shapes of every level, colours by figure, hatching where there is none; no basemap, no glyphs, no request outside.
// What changes with each figure or movement of the mouse is feature state: filters would make MapLibre cut all tiles again.
import * as maplibre from 'maplibre-gl';
import workerText from 'maplibre-gl/dist/maplibre-gl-worker.mjs?raw';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Feature, FeatureCollection } from 'geojson';
import { PMTiles, Protocol } from 'pmtiles';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { load, loadMap, type Project } from './data';
import { MISSING, PLACES, TARGET, WATER } from './legend';
import { boxOf, spotOf, type Spot } from './shapes';
import { t } from './words';

maplibre.setWorkerUrl(URL.createObjectURL(new Blob([workerText], { type: 'text/javascript' })));

export interface Paint { colour: string; faded: boolean; missing: boolean; water: boolean }
export interface View { zoom: number; lat: number; lon: number }
export type Place = Record<string, unknown>;
export interface Handlers {
    hover(area: number | null, place: Place | null, x: number, y: number): void;
    click(area: number | null): void;
    moved(view: View): void;
}
export interface Name { x: number; y: number; text: string }

const NOTHING: FeatureCollection = { type: 'FeatureCollection', features: [] };
const MOST_NAMES = 60;
/** Layers of a level that are seen whenever it is shown. */
const ALWAYS = ['fill', 'missing', 'edge', 'around', 'halo', 'mark'];
const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;

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

type Expression = maplibre.ExpressionSpecification;
const state = (key: string, otherwise: unknown) => ['coalesce', ['feature-state', key], otherwise] as unknown as Expression;
const isOn = (key: string, then: unknown, otherwise: unknown) => ['case', ['boolean', ['feature-state', key], false], then, otherwise] as unknown as Expression;
const byZoom = (...stops: number[]) => ['interpolate', ['linear'], ['zoom'], ...stops] as unknown as Expression;

const locale = () => ({
    'Map.Title': t('mapName'), 'NavigationControl.ZoomIn': t('zoomIn'), 'NavigationControl.ZoomOut': t('zoomOut'),
});

export class AreaMap {
    readonly map: maplibre.Map;
    private level = '';
    private painted: Paint[] = [];
    private hovered = -1;
    private chosen = -1;
    private readonly shapes = new Map<string, FeatureCollection>();
    private readonly spots = new Map<string, Spot[]>();
    private readonly given = new Set<string>();
    private topology!: Topology;
    private markers: maplibre.Marker[] = [];
    private texts: string[] = [];
    private waiting: maplibre.Point | null | undefined;

    private constructor(readonly host: HTMLElement, readonly project: Project, view: View | null, readonly handlers: Handlers, private readonly withTiles: boolean) {
        if (withTiles) {
            const protocol = new Protocol();
            protocol.add(new PMTiles(new URL('data/tiles.pmtiles', document.baseURI).href));
            maplibre.addProtocol('pmtiles', protocol.tile);
        }
        this.map = new maplibre.Map({
            container: host,
            style: { version: 8, sources: {}, layers: [{ id: 'ground', type: 'background', paint: { 'background-color': '#eef1f4' } }] },
            ...(view ? { center: [view.lon, view.lat] as [number, number], zoom: view.zoom } : { bounds: this.bounds(), fitBoundsOptions: { padding: 24 } }),
            attributionControl: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, renderWorldCopies: false, locale: locale(),
            canvasContextAttributes: { preserveDrawingBuffer: true }, fadeDuration: calm ? 0 : 150,
        });
        this.map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
        this.map.addControl(new maplibre.ScaleControl({ unit: 'metric' }), 'bottom-left');
        this.map.touchZoomRotate.disableRotation();
        this.map.keyboard.disableRotation();
        this.map.on('moveend', () => { handlers.moved(this.view); this.placeNames(); });
        this.map.on('resize', () => this.placeNames());
        this.map.on('mousemove', (event) => this.hoverSoon(event.point));
        this.map.on('click', (event) => handlers.click(this.areaAt(event.point)));
        const canvas = this.map.getCanvas();
        canvas.addEventListener('mouseleave', () => this.hoverSoon(null));
        canvas.addEventListener('keydown', (event) => {
            if (event.key !== 'Enter') return;
            const { clientWidth, clientHeight } = host;
            handlers.click(this.areaAt([clientWidth / 2, clientHeight / 2]));
        });
    }

    static async open(host: HTMLElement, project: Project, view: View | null, handlers: Handlers): Promise<AreaMap> {
        const topology = loadMap(), made = new AreaMap(host, project, view, handlers, await canUseTiles(project));
        [made.topology] = await Promise.all([topology, made.map.isStyleLoaded() ? undefined : new Promise((resolve) => made.map.once('style.load', resolve))]);
        made.prepare();
        return made;
    }

    private bounds(): [[number, number], [number, number]] {
        const [west, south, east, north] = this.project.bounds;
        return [[west, south], [east, north]];
    }
    get view(): View {
        const { lng, lat } = this.map.getCenter();
        return { zoom: this.map.getZoom(), lat, lon: lng };
    }
    /** When all that was asked for is on the map. */
    drawn(): Promise<void> { return new Promise((resolve) => void this.map.once('idle', () => resolve())); }
    home() { this.map.fitBounds(this.bounds(), { padding: 24, animate: !calm }); }
    goTo(view: View) { this.map.jumpTo({ center: [view.lon, view.lat], zoom: view.zoom }); }

    /** Shapes of a level; feature i has id i + 1. */
    private shapesOf(level: string): FeatureCollection {
        let made = this.shapes.get(level);
        if (!made) {
            const { plural } = this.project.levels.find(({ name }) => name === level)!;
            made = feature(this.topology, this.topology.objects[plural] as GeometryCollection) as FeatureCollection;
            made.features.forEach((one: Feature, i) => { one.id = i + 1; });
            this.shapes.set(level, made);
        }
        return made;
    }

    private prepare() {
        const { map } = this;
        map.addImage('missing', hatch('#8d949c', MISSING));
        if (this.withTiles) map.addSource('tiles', { type: 'vector', url: `pmtiles://${new URL('data/tiles.pmtiles', document.baseURI).href}` });
        else for (const { name } of this.project.levels) map.addSource(name, { type: 'geojson', data: NOTHING, tolerance: 0.2 });
        for (const id of ['places', 'service']) map.addSource(id, { type: 'geojson', data: NOTHING });
        map.addLayer({ id: 'service', type: 'line', source: 'service', paint: { 'line-color': '#45525f', 'line-width': 1, 'line-dasharray': [2, 2] } });
        map.addLayer({
            id: 'places', type: 'circle', source: 'places',
            paint: { 'circle-radius': 7, 'circle-stroke-width': 2.5, 'circle-stroke-color': '#ffffff', 'circle-color': ['case', ['get', 'is_new'], PLACES.fresh, ['get', 'is_closed'], PLACES.closed, PLACES.existing] },
        });
    }
    private from(level: string) {
        return this.withTiles ? { source: 'tiles', 'source-layer': this.project.levels.find(({ name }) => name === level)!.plural } : { source: level };
    }
    private set(area: number, what: Record<string, unknown>) {
        if (area < 0) return;
        const { source, 'source-layer': sourceLayer } = this.from(this.level) as { source: string; 'source-layer'?: string };
        this.map.setFeatureState({ source, ...(sourceLayer ? { sourceLayer } : {}), id: area + 1 }, what);
    }

    /** Layers of a level, below those of the places. An id is never used again for another source: a tile on its way finds its layer by it. */
    private make(level: string) {
        const { levels } = this.project, many = levels.find(({ name }) => name === level)!.areas > 1000;
        const larger = level === 'buurt' ? 'wijk' : 'gemeente', around = larger !== level && levels.some(({ name }) => name === larger) ? larger : null;
        if (!this.withTiles)
            for (const name of [level, around]) {
                if (!name || this.given.has(name)) continue;
                this.given.add(name);
                (this.map.getSource(name) as maplibre.GeoJSONSource).setData(this.shapesOf(name));
            }
        const round = { 'line-join': 'round', 'line-cap': 'round' } as const;
        const add = (id: string, of: string, spec: Record<string, unknown>) => this.map.addLayer({ id: `${id}-${level}`, ...this.from(of), ...spec } as maplibre.AddLayerObject, 'service');
        add('fill', level, { type: 'fill', paint: { 'fill-color': state('colour', MISSING), 'fill-opacity': state('opacity', 1) } });
        add('missing', level, { type: 'fill', paint: { 'fill-pattern': 'missing', 'fill-antialias': false, 'fill-opacity': isOn('missing', 1, 0) } });
        add('edge', level, { type: 'line', paint: { 'line-color': '#76838f', 'line-width': many ? byZoom(7, 0.1, 10, 0.4, 13, 0.9) : byZoom(6, 0.3, 11, 0.8) } });
        if (around) add('around', around, { type: 'line', layout: round, paint: { 'line-color': '#45525f', 'line-width': many ? byZoom(7, 0.15, 10, 0.8, 13, 1.8) : byZoom(6, 0.5, 11, 1.4) } });
        add('target', level, { type: 'line', layout: { ...round, visibility: 'none' }, paint: { 'line-color': TARGET, 'line-width': 3, 'line-opacity': isOn('target', 1, 0) } });
        add('possible', level, { type: 'line', layout: { visibility: 'none' }, paint: { 'line-color': TARGET, 'line-width': 2.5, 'line-dasharray': [2.5, 1.5], 'line-opacity': isOn('possible', 1, 0) } });
        add('halo', level, { type: 'line', layout: round, paint: { 'line-color': '#ffffff', 'line-width': isOn('chosen', 7, isOn('hovered', 5, 0)) } });
        add('mark', level, { type: 'line', layout: round, paint: { 'line-color': isOn('chosen', '#0b1f33', '#154273'), 'line-width': isOn('chosen', 3.5, isOn('hovered', 2.5, 0)) } });
    }
    private see(id: string, level: string, visible: boolean) {
        if (this.map.getLayer(`${id}-${level}`)) this.map.setLayoutProperty(`${id}-${level}`, 'visibility', visible ? 'visible' : 'none');
    }

    /** Shows a level; colours come with paint(). */
    show(level: string) {
        if (level === this.level) return;
        for (const area of [this.hovered, this.chosen]) this.set(area, { hovered: false, chosen: false });
        for (const id of [...ALWAYS, 'target', 'possible']) this.see(id, this.level, false);
        this.level = level;
        this.hovered = this.chosen = -1;
        if (this.map.getLayer(`fill-${level}`)) for (const id of ALWAYS) this.see(id, level, true);
        else this.make(level);
    }

    paint(areas: Paint[]) {
        this.painted = areas;
        areas.forEach(({ water, colour, faded, missing }, i) => this.set(i, { colour: water ? WATER : colour, opacity: faded ? 0.42 : 1, missing: missing && !water }));
    }
    choose(area: number) {
        this.set(this.chosen, { chosen: false });
        this.chosen = area;
        this.set(area, { chosen: true });
    }
    highlight(area: number) {
        if (area === this.hovered) return;
        this.set(this.hovered, { hovered: false });
        this.hovered = area;
        this.set(area, { hovered: true });
    }
    /** Target areas: those that are certain, and those that are only possibly among them. */
    outline(certain: Set<number>, possible: Set<number>) {
        const visible = certain.size + possible.size > 0;
        if (visible) this.painted.forEach((_, i) => this.set(i, { target: certain.has(i), possible: possible.has(i) }));
        for (const id of ['target', 'possible']) this.see(id, this.level, visible);
    }

    async showPlaces(visible: boolean) {
        const all = visible ? await load<FeatureCollection>('siting') : NOTHING;
        for (const [id, kind] of [['places', 'place'], ['service', 'service']])
            (this.map.getSource(id) as maplibre.GeoJSONSource).setData({ ...NOTHING, features: all.features.filter((one) => one.properties?.kind === kind) });
    }

    flyTo(area: number) {
        const box = boxOf(this.shapesOf(this.level).features[area]?.geometry), { clientWidth, clientHeight } = this.host;
        if (box) this.map.fitBounds(box, { padding: Math.min(clientWidth, clientHeight) / 4, maxZoom: 13, animate: !calm });
    }

    // ---- names, as plain HTML: the largest areas first, none over another ----

    setNames(texts: string[]) {
        this.texts = texts;
        this.placeNames();
    }
    private spotsOf(level: string): Spot[] {
        let made = this.spots.get(level);
        if (!made) this.spots.set(level, (made = this.shapesOf(level).features.map(({ geometry }) => spotOf(geometry))));
        return made;
    }
    private placeNames() {
        for (const marker of this.markers) marker.remove();
        this.markers = [];
        if (this.level === '') return;
        const spots = this.spotsOf(this.level), taken: [number, number, number, number][] = [], { clientWidth, clientHeight } = this.host;
        const perDegree = (512 * 2 ** this.map.getZoom()) / 360;
        const fitting = this.texts.flatMap((text, area) => {
            const half = text.length * 3.5 + 5, { at, width, size } = spots[area];
            return text && width * perDegree > half * 1.7 ? [{ text, half, at, size }] : [];
        }).sort((a, b) => b.size - a.size);
        for (const { text, half, at } of fitting) {
            if (this.markers.length >= MOST_NAMES) break;
            const { x, y } = this.map.project(at), box: [number, number, number, number] = [x - half, y - 10, x + half, y + 10];
            if (x < half || y < 10 || x > clientWidth - half || y > clientHeight - 10) continue;
            if (taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) continue;
            taken.push(box);
            const element = document.createElement('div');
            element.className = 'map-label';
            element.textContent = text;
            this.markers.push(new maplibre.Marker({ element, subpixelPositioning: false }).setLngLat(at).addTo(this.map));
            for (const name of ['role', 'aria-label', 'tabindex']) element.removeAttribute(name);
            element.setAttribute('aria-hidden', 'true');
        }
    }
    get names(): Name[] {
        return this.markers.map((marker) => ({ ...this.map.project(marker.getLngLat()), text: marker.getElement().textContent! }));
    }

    // ---- the mouse ----

    private areaAt(point: maplibre.PointLike): number | null {
        if (!this.map.getLayer(`fill-${this.level}`)) return null;
        const [found] = this.map.queryRenderedFeatures(point, { layers: [`fill-${this.level}`] });
        const area = found ? Number(found.id) - 1 : -1;
        return area >= 0 && !this.painted[area]?.water ? area : null;
    }
    private hoverSoon(point: maplibre.Point | null) {
        const isAsked = this.waiting !== undefined;
        this.waiting = point;
        if (!isAsked) requestAnimationFrame(() => { const last = this.waiting ?? null; this.waiting = undefined; this.hover(last); });
    }
    private hover(point: maplibre.Point | null) {
        const place = point ? this.map.queryRenderedFeatures([[point.x - 4, point.y - 4], [point.x + 4, point.y + 4]], { layers: ['places'] })[0]?.properties ?? null : null;
        const area = point ? this.areaAt(point) : null;
        this.highlight(area ?? -1);
        this.map.getCanvas().style.cursor = area === null ? '' : 'pointer';
        this.handlers.hover(area, place, point?.x ?? 0, point?.y ?? 0);
    }

    /** The map as it is seen, twice as sharp as a plain screen. */
    async image(): Promise<HTMLCanvasElement> {
        const { map } = this, usual = map.getPixelRatio(), copy = document.createElement('canvas');
        if (usual < 2) {
            const drawn = Promise.race([new Promise((resolve) => map.once('idle', resolve)), new Promise((resolve) => setTimeout(resolve, 4000))]);
            map.setPixelRatio(2);
            await drawn;
        }
        const canvas = map.getCanvas();
        copy.width = canvas.width;
        copy.height = canvas.height;
        copy.getContext('2d')!.drawImage(canvas, 0, 0);
        if (usual < 2) map.setPixelRatio(usual);
        return copy;
    }
}
