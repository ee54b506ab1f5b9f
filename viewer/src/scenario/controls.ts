// SPDX-License-Identifier: EUPL-1.2
// What can be moved: the division's principle, budget and bounds; the weights of themes and indicators.
import { h, niceStep, select, slider, type Slider } from './dom.js';
import { principlesOf, unitsPer, type DivisionRule, type Labelled, type Settings, type Subject } from './model.js';
import type { Language, Numbers, Words } from './words.js';

export interface Told {
    words: Words;
    language: Language;
    numbers: Numbers;
}

export function labelOf(of: Labelled, language: Language): string {
    return (language === 'en' ? of.label_en : null) ?? of.label_nl ?? of.name;
}

/** Euro, or FTE. */
export function amountOf(division: DivisionRule, units: number, { numbers, words }: Told): string {
    const amount = units / unitsPer(division);
    return division.unit === 'cent' ? numbers.euro(amount) : `${numbers.decimal(amount, 1)} ${words.fte}`;
}

export function perYouthOf(division: DivisionRule, perYouth: number, numbers: Numbers): string {
    return division.unit === 'cent' ? numbers.euro(perYouth, 2) : numbers.decimal(1000 * perYouth, 2);
}

// ---- means ---------------------------------------------------------------------------------------------------------

function budgetSlider(division: DivisionRule, settings: Settings, told: Told, changed: () => void): Slider {
    const { words, numbers } = told;
    const isMoney = division.unit === 'cent', per = isMoney ? unitsPer(division) : 1;
    return slider({
        label: words.budget,
        exactly: words.exactly(words.budget),
        unit: isMoney ? words.inEuro : words.inPosts(numbers.decimal(division.post_size!, 1)),
        value: settings.budget / per,
        most: Math.max((2 * division.budget) / per, 1),
        step: isMoney ? niceStep(division.budget / per / 100) : 1,
        tell: () => amountOf(division, settings.budget, told),
        change: (value) => {
            settings.budget = Math.min(Math.round(value! * per), 1e15);
            changed();
        },
    });
}

function boundSlider(division: DivisionRule, settings: Settings, key: 'floor' | 'ceiling', { words, numbers }: Told, changed: () => void): Slider {
    const youths = division.areas.reduce((sum, taker) => sum + taker.youths, 0);
    const mean = division.budget / unitsPer(division) / youths;
    const isMoney = division.unit === 'cent', scale = isMoney ? 1 : 1000;
    return slider({
        label: words[key],
        exactly: words.exactly(words[key]),
        unit: isMoney ? words.inEuro : words.ftePerYouths,
        value: settings[key] === null ? null : settings[key] * scale,
        most: niceStep(mean * scale) * (key === 'floor' ? 2 : 6),
        step: niceStep((mean * scale) / 50),
        none: key === 'floor' ? 'first' : 'last',
        tell: (value) => (value === null ? words.none : isMoney ? numbers.euro(value) : numbers.decimal(value, 2)),
        change: (value) => {
            settings[key] = value === null ? null : value / scale;
            changed();
        },
    });
}

/** The one number that a principle of its own has. */
function ownSlider(settings: Settings, { words, numbers }: Told, changed: () => void): Slider | null {
    const make = (key: 'share' | 'years' | 'epsilon', label: string, most: number, step: number, tell: (x: number) => string) => {
        const scale = key === 'share' ? 100 : 1;
        return slider({
            label,
            exactly: words.exactly(label),
            unit: key === 'share' ? '%' : '',
            value: settings[key] * scale,
            most,
            step,
            tell: (x) => tell(x!),
            change: (x) => {
                const inside = Math.min(Math.max(x!, key === 'years' ? 1 : 0), key === 'epsilon' ? 20 : most);
                settings[key] = key === 'years' ? Math.round(inside) : inside / scale;
                changed();
            },
        });
    };
    if (settings.principle === 'proportionate') return make('share', words.share, 100, 5, (x) => words.shareText(numbers.percent(x / 100)));
    if (settings.principle === 'closing') return make('years', words.years, 20, 1, words.yearsText);
    if (settings.principle === 'welfare') return make('epsilon', words.epsilon, 5, 0.1, (x) => numbers.decimal(x, 1));
    return null;
}

function means(subject: Subject, settings: Settings, told: Told, changed: () => void): HTMLElement {
    const { words } = told, division = subject.division!;
    const own = h('div');
    const showOwn = () => own.replaceChildren(...[ownSlider(settings, told, changed)?.element].filter((part) => part !== undefined));
    const choices = principlesOf(subject).map((value) => ({ value, label: words.principles[value] }));
    const principle = select(words.principle, choices, settings.principle, (value) => {
        settings.principle = value as Settings['principle'];
        showOwn();
        changed();
    });
    showOwn();
    const bounds = (['floor', 'ceiling'] as const).map((key) => boundSlider(division, settings, key, told, changed).element);
    return h('fieldset', {}, h('legend', {}, words.means), principle, own, budgetSlider(division, settings, told, changed).element, ...bounds);
}

// ---- weights -------------------------------------------------------------------------------------------------------

/** Of the whole index: of a theme, and of an indicator by its part of the theme. 0 where nothing counts. */
function partsOf(subject: Subject, settings: Settings): { theme: number[]; indicator: number[] } {
    const { themes, indicators } = subject.rules!;
    const themeOf = indicators.map((indicator) => themes.findIndex((theme) => theme.name === indicator.theme));
    const inTheme = themes.map((_, theme) => settings.weights.reduce((sum, weight, at) => sum + (themeOf[at] === theme ? weight : 0), 0));
    const counting = settings.themes.map((weight, theme) => (inTheme[theme]! > 0 ? weight : 0));
    const whole = counting.reduce((a, b) => a + b, 0);
    const theme = counting.map((weight) => (whole > 0 ? weight / whole : 0));
    const indicator = settings.weights.map((weight, at) => (inTheme[themeOf[at]!]! > 0 ? (theme[themeOf[at]!]! * weight) / inTheme[themeOf[at]!]! : 0));
    return { theme, indicator };
}

function weights(subject: Subject, settings: Settings, told: Told, changed: () => void): HTMLElement {
    const { words, language, numbers } = told, rules = subject.rules!;
    const all: Slider[] = [];
    const moved = () => {
        all.forEach((at) => at.tell());
        changed();
    };
    const weight = (list: 'themes' | 'weights', at: number, label: string) => {
        const part = () => partsOf(subject, settings)[list === 'themes' ? 'theme' : 'indicator'][at]!;
        const made = slider({
            label,
            exactly: words.exactly(words.weightOf(label)),
            unit: '',
            value: settings[list][at]!,
            most: Math.max(4, 2 * settings[list][at]!),
            step: 0.1,
            tell: () => words.counts(numbers.percent(part())),
            change: (value) => {
                settings[list][at] = Math.min(value!, 1e6);
                moved();
            },
        });
        all.push(made);
        return made.element;
    };
    const groups = rules.themes.map((theme, at) => {
        const own = rules.indicators.map((indicator, j) => (indicator.theme === theme.name ? weight('weights', j, labelOf(indicator, language)) : null));
        const head = rules.themes.length > 1 ? weight('themes', at, words.theme(labelOf(theme, language))) : null;
        return h('div', { class: 'scenario-theme' }, head, h('div', { class: 'scenario-indicators' }, ...own));
    });
    all.forEach((at) => at.tell());
    return h('fieldset', {}, h('legend', {}, words.weights), h('p', { class: 'scenario-help' }, words.weightsHelp), ...groups);
}

/** All that can be moved for the subject; `settings` is changed in place, and `changed` called. */
export function controls(subject: Subject, settings: Settings, told: Told, changed: () => void): HTMLElement {
    return h(
        'div',
        { class: 'scenario-controls' },
        subject.division ? means(subject, settings, told, changed) : null,
        subject.rules ? weights(subject, settings, told, changed) : null,
    );
}
