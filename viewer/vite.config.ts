// SPDX-License-Identifier: EUPL-1.2
// One classic script and one style sheet, so that the page opens from disk too, where browsers load no modules.
import { defineConfig } from 'vite';

export default defineConfig({
    base: './',
    publicDir: 'public',
    build: {
        outDir: '../build/viewer',
        emptyOutDir: true,
        assetsInlineLimit: Infinity,
        chunkSizeWarningLimit: 4000,
        lib: { entry: 'src/main.ts', formats: ['iife'], name: 'kansenkompas_viewer', fileName: () => 'viewer.js', cssFileName: 'viewer' },
    },
});
