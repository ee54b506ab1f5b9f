// SPDX-License-Identifier: EUPL-1.2
// The parts of the page and where they stand: head, choices, map, panel of tabs.
import { h, svg } from './dom';
import { getLanguage, t, type Word } from './words';

const ICONS = {
    home: 'M3.5 11 12 4l8.5 7M6 9.5V20h12V9.5', share: 'M5 12v8h14v-8M12 15V3.5M7.5 8 12 3.5 16.5 8', down: 'M12 4v11M7.5 10.5 12 15l4.5-4.5M5 19.5h14',
};
const icon = (name: keyof typeof ICONS) => svg('svg', { viewBox: '0 0 24 24', width: 20, height: 20, class: 'glyph', 'aria-hidden': 'true' }, svg('path', { d: ICONS[name] }));

/** A button of the head: its icon, what it is called where there is room, and all of it for who hears it. */
function tool(name: keyof typeof ICONS, word: Word, short: string, act: () => void) {
    return h('button', { type: 'button', class: 'tool', title: t(word), onclick: act }, icon(name), short ? h('span', { class: 'short' }, `${short} `) : null, h('span', { class: 'sr' }, t(word)));
}

export interface Tools { home(): void; share(): void; csv(): void; png(): void; language(): void }
export function toolBar(tools: Tools): HTMLElement {
    const other = getLanguage() === 'nl' ? 'en' : 'nl';
    return h('nav', { class: 'tools', 'aria-label': t('tools') },
        tool('home', 'back', '', tools.home), tool('share', 'share', t('shareShort'), tools.share), tool('down', 'csv', 'CSV', tools.csv), tool('down', 'png', 'PNG', tools.png),
        h('button', { type: 'button', class: 'tool language', onclick: tools.language, lang: other }, h('span', { class: 'long' }, t('language')), h('span', { class: 'brief' }, `${t('languageShort')} `, h('span', { class: 'sr' }, t('language')))));
}

export interface Tab { name: string; word: Word; panel: HTMLElement }
/** Tabs by the pattern of WAI-ARIA: arrows, Home and End go from one to the next. */
export function drawTabs(host: HTMLElement, tabs: Tab[], chosen: string, open: (name: string) => void) {
    const key = (event: KeyboardEvent) => {
        const at = tabs.findIndex(({ name }) => name === chosen), to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        const { name } = tabs[(to + tabs.length) % tabs.length];
        open(name);
        document.getElementById(`tab-${name}`)?.focus();
    };
    host.replaceChildren(...tabs.map(({ name, word, panel }) => {
        panel.hidden = name !== chosen;
        return h('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}`, 'aria-selected': String(name === chosen), tabindex: name === chosen ? 0 : -1, onclick: () => open(name), onkeydown: key }, t(word));
    }));
}

export interface Parts { map: HTMLElement; tip: HTMLElement; peek: HTMLElement; choices: HTMLElement; layers: HTMLElement; legend: HTMLElement; main: HTMLElement; right: HTMLElement; tabs: HTMLElement; area: HTMLElement; rank: HTMLElement; scenario: HTMLElement; about: HTMLElement }

export function makeParts(): Parts {
    const panel = (name: string) => h('div', { id: `panel-${name}`, role: 'tabpanel', 'aria-labelledby': `tab-${name}` });
    return {
        map: h('div', { class: 'map', role: 'application', 'aria-label': t('mapLabel') }), tip: h('div', { class: 'tip', hidden: true, 'aria-hidden': 'true' }), peek: h('div', { class: 'peek', hidden: true }),
        choices: h('div', { class: 'choices' }), layers: h('div', { class: 'layers' }), legend: h('section', { class: 'legend', 'aria-label': t('legend') }),
        main: h('main'), right: h('section', { class: 'right', 'aria-label': t('panel') }), tabs: h('div', { class: 'tabs', role: 'tablist', 'aria-label': t('panel') }),
        area: panel('area'), rank: panel('rank'), scenario: panel('scenario'), about: panel('about'),
    };
}

/** A choice of one of a few, as buttons in a row. */
export function choice(name: string, word: Word, options: { value: string; label: string }[], chosen: string, choose: (value: string) => void): HTMLElement | null {
    if (options.length < 2 && name !== 'level') return null;
    return h('fieldset', { class: 'choice' }, h('legend', {}, t(word)), h('div', { class: 'chips' }, ...options.map(({ value, label }) =>
        h('label', {}, h('input', { type: 'radio', name, value, checked: value === chosen, onchange: () => choose(value) }), h('span', {}, label)))));
}

export function toast(app: HTMLElement, text: string, isAlarm = false) {
    const note = h('div', { class: 'toast', role: isAlarm ? 'alert' : 'status' }, text);
    app.append(note);
    setTimeout(() => note.remove(), isAlarm ? 8000 : 2500);
}

/** Where nothing may be put on the clipboard: the address, to copy by hand. */
export function showAddress(app: HTMLElement) {
    const input = h('input', { type: 'text', readonly: true, value: location.href, 'aria-label': t('shareHere') });
    const box = h('dialog', { class: 'address', 'aria-label': t('share'), onclose: () => box.remove() }, h('p', {}, t('shareHere')), input, h('button', { type: 'button', class: 'more', onclick: () => box.close() }, t('close')));
    app.append(box);
    box.showModal();
    input.select();
}
