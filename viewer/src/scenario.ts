// SPDX-License-Identifier: EUPL-1.2
// The scenario panel, where it is built and the run has an explanation.
export interface ScenarioContext {
    explanation: any;
    language: 'nl' | 'en';
    areaName(level: string, code: string): string;
    paint(level: string, values: Map<string, number> | null, title: string, unit: string): void;
    select(level: string, code: string): void;
    state: string;
    setState(state: string): void;
}
type Module = { mountScenario(host: HTMLElement, context: ScenarioContext): void };
const [module] = Object.values(import.meta.glob<Module>('./scenario/index.ts', { eager: true }));

export const hasScenario = module !== undefined;
export const mountScenario = (host: HTMLElement, context: ScenarioContext) => module?.mountScenario(host, context);
