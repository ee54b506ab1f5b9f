// SPDX-License-Identifier: EUPL-1.2
export type Language = 'nl' | 'en';

const texts = {
    subtitle: ['Cijfers per gebied', 'Figures by area'],
    search: ['Zoek een gebied', 'Find an area'], searchHint: ['naam of code', 'name or code'], noResult: ['Geen gebied met die naam of code', 'No area of that name or code'],
    choices: ['Keuzes en legenda', 'Choices and legend'], panel: ['Cijfers', 'Figures'],
    indicator: ['Onderwerp', 'Subject'], filter: ['Zoek een onderwerp', 'Find a subject'], noSubject: ['Geen onderwerp met dat woord', 'No subject with that word'], subjects: ['Onderwerpen', 'Subjects'],
    level: ['Niveau', 'Level'], period: ['Periode', 'Period'],
    legend: ['Legenda', 'Legend'], layers: ['Ook op de kaart', 'Also on the map'], targetsLayer: ['Doelgebieden', 'Target areas'], placesLayer: ['Plekken voor hulp', 'Places of help'],
    targetCertain: ['doelgebied: zeker', 'target area: certainly'], targetPossible: ['doelgebied: mogelijk', 'target area: possibly'],
    unsure: ['Bleek: zo onzeker dat het cijfer in bijna elke klasse kan horen', 'Pale: so unsure that the figure may be of nearly any class'],
    fromAround: ['Bleek: cijfer van het gebied eromheen', 'Pale: figure of the area around'], notDivided: ['telt niet mee in dit scenario', 'takes no part in this scenario'],
    missing: ['Geen cijfer', 'No figure'], water: ['Water', 'Water'],
    area: ['Gebied', 'Area'], ranking: ['Ranglijst', 'Ranking'], scenario: ['Scenario', 'Scenario'], about: ['Uitleg', 'About'],
    choose: ['Kies een gebied op de kaart, in de ranglijst of met zoeken. U ziet dan alle cijfers ervan, met hun onzekerheid, en waarom het wel of geen doelgebied is.', 'Choose an area on the map, in the ranking or by searching: all its figures, with their uncertainty, and why it is or is not a target area.'],
    figure: ['Cijfer', 'Figure'], interval: ['95%-interval', '95% interval'], rank: ['Rang', 'Rank'], rankOf: ['Rang {0}', 'Rank {0}'], rankBetween: ['95%: rang {0} tot {1}', '95%: rank {0} to {1}'], rankSure: ['Rang {0}, zeker', 'Rank {0}, certainly'], name: ['Naam', 'Name'],
    rankPlot: ['De streep is het 95%-interval: overlappen twee strepen elkaar, dan kan het verschil toeval zijn.', 'The bar is the 95% interval: where two bars overlap the difference may be chance.'],
    showAll: ['Toon alle {0} gebieden', 'Show all {0} areas'], compare: ['Vergeleken', 'Compared'], whole: ['Alle gebieden samen', 'All areas together'],
    pin: ['Bewaar om te vergelijken', 'Keep to compare'], unpin: ['Niet meer vergelijken', 'Compare no longer'], unpinOf: ['{0} niet meer vergelijken', 'Compare {0} no longer'],
    trend: ['Door de jaren', 'Over the years'], others: ['Alle cijfers van dit gebied', 'All figures of this area'], why: ['Waarom wel of geen doelgebied', 'Why a target area or not'],
    means: ['Middelen', 'Means'], now: ['nu', 'now'], proposal: ['krijgt', 'gets'], thanNow: ['{0} dan nu', '{0} than now'], division: ['verdeling', 'division'], perYouth: ['per jongere', 'per youth'], perThousand: ['per 1.000 jongeren', 'per 1,000 youths'], nowThere: ['Nu: {0}', 'Now: {0}'],
    certaintyGain: ['zeker meer', 'certainly more'], certaintyLoss: ['zeker minder', 'certainly less'], certaintyUncertain: ['niet zeker meer of minder', 'not certainly more or less'],
    classCertainly: ['zeker', 'certainly'], classPossibly: ['mogelijk', 'possibly'], classChosen: ['mogelijk, op de lijst', 'possibly, on the list'], classNo: ['niet', 'no'],
    goals: ['Doelen', 'Goals'], peers: ['Lijkt het meest op', 'Most like'],
    stories: ['Verhalen', 'Stories'],
    share: ['Deel deze kaart', 'Share this map'], shareShort: ['Deel', 'Share'], shared: ['Adres gekopieerd', 'Address copied'], shareHere: ['Adres van wat u nu ziet', 'Address of what you see'], csv: ['Download tabel (CSV)', 'Download table (CSV)'], png: ['Download kaart (PNG)', 'Download map (PNG)'],
    tools: ['Delen, downloaden, taal', 'Share, download, language'], language: ['English', 'Nederlands'], languageShort: ['EN', 'NL'], close: ['Sluit', 'Close'], back: ['Toon het hele gebied', 'Show the whole area'],
    source: ['Bron', 'Source'], boundaries: ['Gebiedsindeling {0}', 'Boundaries of {0}'], madeBy: ['Gemaakt met kansenkompas {0}', 'Made by kansenkompas {0}'],
    of: ['{0} van {1}', '{0} of {1}'], oneIn: ['1 op {0}', '1 in {0}'], to: ['tot', 'to'], fromTo: ['{0} tot {1}', '{0} to {1}'],
    mapLabel: ['Kaart. Pijltjes verschuiven, plus en min zoomen, Enter kiest het gebied in het midden. De ranglijst heeft dezelfde cijfers.', 'Map. Arrows move it, plus and minus zoom, Enter chooses the area in the middle. The ranking has the same figures.'],
    mapName: ['Kaart', 'Map'], zoomIn: ['Zoom in', 'Zoom in'], zoomOut: ['Zoom uit', 'Zoom out'], skip: ['Naar de ranglijst', 'To the ranking'], allFigures: ['Alle cijfers', 'All figures'],
    existing: ['bestaande plek', 'existing place'], fresh: ['nieuwe plek (voorstel)', 'new place (proposed)'], closed: ['sluit in het voorstel', 'closes in the proposal'],
    placeYouths: ['{0} jongeren, gemiddeld {1} km', '{0} youths, {1} km on average'],
    parent: ['cijfer van het gebied eromheen; het eigen cijfer is {0}', 'figure of the area around; its own is {0}'],
    use: ['Gebruik', 'Use'], supply: ['Aanbod', 'Supply'], need: ['Behoefte', 'Need'], general: ['Algemeen', 'General'], made: ['Afgeleid: kans, rang, patroon', 'Derived: chance, rank, pattern'], advice: ['Doelgebieden en middelen', 'Target areas and means'],
    failed: ['De gegevens konden niet worden geladen: {0}', 'The data could not be loaded: {0}'],
    what: ['Wat is dit?', 'What is this?'], aboutSubject: ['Over dit onderwerp', 'About this subject'], aboutWords: ['Als er geen cijfer is', 'Where there is no figure'],
    aboutText: ['Deze kaart toont cijfers over jeugd en jeugdhulp per gebied, met hun onzekerheid. Een cijfer dat er niet is, staat er niet als nul maar met de reden. Kleine aantallen zijn verborgen om personen te beschermen.', 'This map shows figures on youths and youth care by area, with their uncertainty. A figure that is missing is never shown as zero, but with its reason. Small numbers are hidden to protect persons.'],
    aboutUse: ['Gebruik is geen behoefte: weinig hulp kan betekenen dat het goed gaat, of dat hulp niet aankomt.', 'Use is not need: little help can mean that all is well, or that help does not arrive.'],
    aboutChance: ['Het interval geeft aan waar het werkelijke cijfer met 95% zekerheid ligt. Bij kleine gebieden is het breed.', 'The interval is where the true figure lies with 95% certainty. For small areas it is wide.'],
    aboutMissing: ['Op de kaart is zo’n gebied gearceerd. Deze redenen komen voor:', 'On the map such an area is hatched. These are the reasons:'],
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
