// SPDX-License-Identifier: EUPL-1.2
type Child = Node | string | null | undefined | false;
type Attributes = Record<string, unknown>;

function set(element: Element, attributes: Attributes) {
    for (const [key, value] of Object.entries(attributes)) {
        if (value === undefined || value === null || value === false) continue;
        if (key.startsWith('on')) element.addEventListener(key.slice(2), value as EventListener);
        else element.setAttribute(key, value === true ? '' : String(value));
    }
}

/** An HTML element; `on…` attributes are listeners. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
    const element = document.createElement(tag);
    set(element, attributes);
    element.append(...children.filter((child): child is Node | string => Boolean(child)));
    return element;
}

export function svg(tag: string, attributes: Attributes = {}, ...children: Child[]): SVGElement {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag);
    set(element, attributes);
    element.append(...children.filter((child): child is Node | string => Boolean(child)));
    return element;
}

export function save(name: string, blob: Blob) {
    const link = h('a', { href: URL.createObjectURL(blob), download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
