// SPDX-License-Identifier: EUPL-1.2
// Small parts of a page.
type Child = Node | string | null;
type Attributes = Record<string, string | number | boolean | null | EventListener>;

let made = 0;
export function freshId(): string {
    return `scenario-${++made}`;
}

/** An element; `onclick` and the like are listeners, false and null are left out, true is an empty attribute. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === 'function') element.addEventListener(name.slice(2), value);
        else if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : String(value));
    }
    element.append(...children.filter((child) => child !== null));
    return element;
}

export interface Choice {
    value: string;
    label: string;
}

export function select(label: string, choices: Choice[], chosen: string, choose: (value: string) => void): HTMLElement {
    const box = h('select', { id: freshId(), onchange: () => choose(box.value) });
    for (const { value, label } of choices) box.append(h('option', { value, selected: value === chosen }, label));
    return h('div', { class: 'scenario-select' }, h('label', { for: box.id }, label), box);
}

export interface SliderForm {
    label: string;
    /** How the number input is called; the label belongs to the slider. */
    exactly: string;
    unit: string;
    value: number | null;
    most: number;
    step: number;
    /** Where on the slider "none" is, for a number that may be left out. */
    none?: 'first' | 'last';
    /** Beside the slider, and read out with it. */
    tell(value: number | null): string;
    change(value: number | null): void;
}

export interface Slider {
    element: HTMLElement;
    tell(): void;
}

/** A slider with the number beside it: what it holds need not be on one of the slider's steps. */
export function slider(form: SliderForm): Slider {
    const ids = [freshId(), freshId()];
    let value = form.value;
    const top = () => Math.max(form.most, value ?? 0);
    const range = h('input', { type: 'range', id: ids[0]!, min: 0, max: top(), step: form.step });
    const number = h('input', { type: 'number', min: 0, step: 'any', inputmode: 'decimal', 'aria-label': form.exactly });
    const told = h('output', { for: ids[0]!, class: 'scenario-told', id: ids[1]! });
    const tell = () => {
        told.textContent = form.tell(value);
        range.setAttribute('aria-valuetext', [value, form.unit, told.textContent].filter((part) => part !== null && part !== '').join(' '));
    };
    const place = () => {
        range.max = String(top());
        range.value = String(value ?? (form.none === 'last' ? top() : 0));
        number.value = value === null ? '' : String(value);
        tell();
    };
    const take = (next: number | null) => {
        value = next;
        form.change(next);
    };
    range.addEventListener('input', () => {
        const isNone = form.none === 'first' ? range.value === '0' : form.none === 'last' && Number(range.value) > top() - form.step;
        take(isNone ? null : Number(range.value));
        number.value = value === null ? '' : String(value);
        tell();
    });
    number.addEventListener('input', () => {
        const isEmpty = number.value === '';
        if ((isEmpty && !form.none) || !(Number(number.value) >= 0) || !number.validity.valid) return;
        take(isEmpty ? null : Number(number.value));
        range.max = String(top());
        range.value = String(value ?? (form.none === 'last' ? top() : 0));
        tell();
    });
    number.addEventListener('change', place);
    place();
    const label = h('label', { for: ids[0]! }, form.label);
    const unit = form.unit ? h('span', { class: 'scenario-unit' }, form.unit) : null;
    return { element: h('div', { class: 'scenario-slider' }, label, told, range, h('span', { class: 'scenario-number' }, number, unit)), tell };
}

/** 1, 2 or 5 times a power of ten, at most x: steps that people can read. */
export function niceStep(x: number): number {
    if (!(x > 0)) return 1;
    const power = 10 ** Math.floor(Math.log10(x));
    return Number(((x >= 5 * power ? 5 : x >= 2 * power ? 2 : 1) * power).toPrecision(1));
}
