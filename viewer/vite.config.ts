// SPDX-License-Identifier: EUPL-1.2
// One classic script and one style sheet, so that the page opens from disk too, where browsers load no modules; and beside
// them the licences of the packages that are in it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** The package that a module is of: its folder, with a package.json that has a version. */
function packageOf(module: string): string | null {
    for (let folder = dirname(module.replace(/^\0/, '').replace(/\?.*$/, '')); folder.includes('node_modules'); folder = dirname(folder)) {
        const file = join(folder, 'package.json');
        if (existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version) return folder;
    }
    return null;
}

/** THIRD-PARTY.txt: name, version, licence and its text for each package of which a module went into the script. */
function licences(): Plugin {
    return {
        name: 'licences',
        generateBundle() {
            const folders = new Set([...this.getModuleIds()].map(packageOf).filter((folder) => folder !== null));
            const told = [...folders].map((folder) => {
                const { name, version, license, repository } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
                const texts = readdirSync(folder).filter((file) => /^(licen[cs]e|notice|copying)/i.test(file)).sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
                return `${name} ${version} (${license})\n\n${texts.join('\n\n') || `The package has no text of its licence in it; it stands at ${repository?.url ?? repository ?? 'its own site'}.`}\n`;
            });
            this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY.txt', source: `What viewer.js holds besides kansenkompas (EUPL-1.2).\n\n${told.sort().join(`\n${'-'.repeat(80)}\n\n`)}` });
        },
    };
}

export default defineConfig({
    base: './',
    publicDir: 'public',
    plugins: [licences()],
    build: {
        outDir: '../build/viewer',
        emptyOutDir: true,
        assetsInlineLimit: Infinity,
        chunkSizeWarningLimit: 4000,
        lib: { entry: 'src/main.ts', formats: ['iife'], name: 'kansenkompas_viewer', fileName: () => 'viewer.js', cssFileName: 'viewer' },
    },
});
