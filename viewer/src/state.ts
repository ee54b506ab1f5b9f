// SPDX-License-Identifier: EUPL-1.2
// What is seen, in the address: #zoom/lat/lon/level/indicator/period/area?key=value…
export interface State {
    view: { zoom: number; lat: number; lon: number } | null;
    level: string; indicator: string; period: string; area: string; pins: string[];
    tab: string; language: 'nl' | 'en'; targets: boolean; places: boolean; scenario: string;
}

export function readState(): Partial<State> {
    const [path, query = ''] = location.hash.slice(1).split('?');
    const [zoom = '', lat = '', lon = '', level, indicator, period, area] = path.split('/').map((part) => { try { return decodeURIComponent(part); } catch { return ''; } });
    const keys = new URLSearchParams(query), language = keys.get('lang');
    const isView = [zoom, lat, lon].every((part) => part !== '' && Number.isFinite(Number(part))) && Math.abs(Number(lat)) <= 85 && Math.abs(Number(lon)) <= 180;
    return {
        view: isView ? { zoom: Number(zoom), lat: Number(lat), lon: Number(lon) } : null, level, indicator, period, area,
        tab: keys.get('tab') ?? undefined, language: language === 'en' || language === 'nl' ? language : undefined, pins: keys.get('vs')?.split('~').filter(Boolean) ?? [],
        targets: keys.get('targets') === '1', places: keys.get('places') === '1', scenario: keys.get('s') ?? '',
    };
}

export function writeState(state: State) {
    const view = state.view ?? { zoom: 0, lat: 0, lon: 0 };
    const path = [view.zoom.toFixed(2), view.lat.toFixed(5), view.lon.toFixed(5), ...[state.level, state.indicator, state.period, state.area].map(encodeURIComponent)].join('/');
    const keys = new URLSearchParams({ lang: state.language, tab: state.tab });
    if (state.pins.length > 0) keys.set('vs', state.pins.join('~'));
    if (state.targets) keys.set('targets', '1');
    if (state.places) keys.set('places', '1');
    if (state.scenario) keys.set('s', state.scenario);
    history.replaceState(null, '', `#${path}?${keys}`);
}
