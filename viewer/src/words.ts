// SPDX-License-Identifier: EUPL-1.2
export type Language = 'nl' | 'en';

const texts = {
    subtitle: ['Cijfers per gebied', 'Figures by area'],
    search: ['Zoek een gebied', 'Find an area'], searchHint: ['naam of code', 'name or code'], noResult: ['Geen gebied met die naam of code', 'No area of that name or code'],
    indicator: ['Onderwerp', 'Subject'], filter: ['Zoek een onderwerp', 'Find a subject'], level: ['Niveau', 'Level'], period: ['Periode', 'Period'],
    legend: ['Legenda', 'Legend'], layers: ['Ook op de kaart', 'Also on the map'], targetsLayer: ['Doelgebieden', 'Target areas'], placesLayer: ['Plekken voor hulp', 'Places of help'],
    namesLayer: ['Namen', 'Names'],
    unsure: ['Bleek: het cijfer is zo onzeker dat het in bijna elke klasse kan horen', 'Faded: so unsure that it may be of nearly any class'],
    missing: ['Geen cijfer', 'No figure'], water: ['Water', 'Water'], hidden: ['Verborgen om personen te beschermen', 'Hidden to protect persons'],
    area: ['Gebied', 'Area'], ranking: ['Ranglijst', 'Ranking'], scenario: ['Scenario', 'Scenario'], about: ['Uitleg', 'About'],
    choose: ['Kies een gebied op de kaart, in de ranglijst of met zoeken.', 'Choose an area on the map, in the ranking or by searching.'],
    figure: ['Cijfer', 'Figure'], interval: ['95%-interval', '95% interval'], rank: ['Rang', 'Rank'], rankBetween: ['rang {0} tot {1}', 'rank {0} to {1}'], name: ['Naam', 'Name'],
    showAll: ['Toon alle {0} gebieden', 'Show all {0} areas'], place: ['Plaats', 'Place'], status: ['Status', 'Status'], compare: ['Vergeleken', 'Compared'], whole: ['Alle gebieden samen', 'All areas together'],
    trend: ['Door de jaren', 'Over the years'], others: ['Andere onderwerpen', 'Other subjects'], why: ['Waarom wel of geen doelgebied', 'Why a target area or not'],
    needWhy: ['Behoefte', 'Need'], means: ['Middelen', 'Means'], now: ['nu', 'now'], proposal: ['voorstel', 'proposal'], division: ['verdeling', 'division'], perYouth: ['per jongere', 'per youth'],
    stories: ['Verhalen', 'Stories'], storyBy: ['{0}, {1}', '{0}, {1}'],
    share: ['Deel deze kaart', 'Share this map'], shared: ['Adres gekopieerd', 'Address copied'], csv: ['Download tabel (CSV)', 'Download table (CSV)'], png: ['Download kaart (PNG)', 'Download map (PNG)'],
    language: ['English', 'Nederlands'], close: ['Sluit', 'Close'], back: ['Terug naar het hele gebied', 'Back to the whole area'],
    source: ['Bron', 'Source'], boundaries: ['Gebiedsindeling {0}', 'Boundaries of {0}'], madeBy: ['Gemaakt met kansenkompas {0}', 'Made by kansenkompas {0}'],
    of: ['{0} van {1}', '{0} of {1}'], sorted: ['gesorteerd', 'sorted'], certain: ['Zeker', 'Certainly'], possible: ['Mogelijk', 'Possibly'], targetOf: ['{0}: {1}', '{0}: {1}'],
    mapLabel: ['Kaart. Dezelfde cijfers staan in de ranglijst.', 'Map. The ranking has the same figures.'], skip: ['Naar de ranglijst', 'To the ranking'],
    existing: ['bestaande plek', 'existing place'], fresh: ['nieuwe plek (voorstel)', 'new place (proposed)'], closed: ['sluit in het voorstel', 'closes in the proposal'],
    parent: ['cijfer van het gebied eromheen; het eigen cijfer is {0}', 'figure of the area around; its own is {0}'],
    tooSmall: ['Waar intervallen elkaar overlappen, kan het verschil toeval zijn.', 'Where intervals overlap the difference may be chance.'],
    use: ['Gebruik', 'Use'], supply: ['Aanbod', 'Supply'], need: ['Behoefte', 'Need'], general: ['Algemeen', 'General'], made: ['Afgeleid: kans, rang, patroon', 'Derived: chance, rank, pattern'], advice: ['Doelgebieden en middelen', 'Target areas and means'],
    failed: ['De gegevens konden niet worden geladen: {0}', 'The data could not be loaded: {0}'], loading: ['Laden …', 'Loading …'],
    what: ['Wat is dit?', 'What is this?'],
    aboutText: ['Deze kaart toont cijfers over jeugd en jeugdhulp per gebied, met hun onzekerheid. Een cijfer dat er niet is, staat er niet als nul maar met de reden. Kleine aantallen zijn verborgen om personen te beschermen.', 'This map shows figures on youths and youth care by area, with their uncertainty. A figure that is missing is never shown as zero, but with its reason. Small numbers are hidden to protect persons.'],
    aboutUse: ['Gebruik is geen behoefte: weinig hulp kan betekenen dat het goed gaat, of dat hulp niet aankomt.', 'Use is not need: little help can mean that all is well, or that help does not arrive.'],
    aboutChance: ['Het interval geeft aan waar het werkelijke cijfer met 95% zekerheid ligt. Bij kleine gebieden is het breed.', 'The interval is where the true figure lies with 95% certainty. For small areas it is wide.'],
    aboutPrivacy: ['Deze pagina stuurt niets naar buiten en volgt niemand.', 'This page sends nothing out and tracks nobody.'],
} as const;
export type Word = keyof typeof texts;

let language: Language = 'nl';
export const setLanguage = (to: Language) => { language = to; document.documentElement.lang = to; };
export const getLanguage = () => language;

/** A text in the language chosen, with {0}, {1} filled in. */
export function t(word: Word, ...parts: (string | number)[]): string {
    return texts[word][language === 'nl' ? 0 : 1].replace(/\{(\d)\}/g, (_, i) => String(parts[Number(i)] ?? ''));
}
export const labelOf = (item: { label_nl: string; label_en?: string }) => (language === 'nl' ? item.label_nl : item.label_en || item.label_nl);

/** Six significant digits at most, and no more decimals than tell something. */
export function number(value: number | null, digits = 3): string {
    if (value === null || !Number.isFinite(value)) return '–';
    const size = Math.abs(value);
    const decimals = size >= 1000 ? 0 : size >= 100 ? 0 : size >= 10 ? 1 : Math.min(6, Math.max(1, digits - Math.floor(Math.log10(size || 1)) - 1));
    return value.toLocaleString(language === 'nl' ? 'nl-NL' : 'en-GB', { maximumFractionDigits: Number.isInteger(value) ? 0 : decimals, minimumFractionDigits: 0 });
}
/** "12,3%", "4,5 dagen". */
export function withUnit(value: number | null, unit: string): string {
    const text = number(value);
    if (text === '–' || unit === '') return text;
    return unit.startsWith('%') ? `${text}%` : unit === '€' || unit.startsWith('euro') ? `€ ${text}` : unit.length <= 12 ? `${text} ${unit}` : text;
}
