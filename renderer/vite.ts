/** How the window is built: relative addresses for a scheme of our own, nothing inlined as script, no network. */
import react from '@vitejs/plugin-react';
import type { UserConfig } from 'vite';

const here = new URL('.', import.meta.url).pathname;

export const rendererConfig = {
  root: here,
  base: './',
  plugins: [react()],
  css: {
    preprocessorOptions: {
      scss: { loadPaths: [new URL('../node_modules', import.meta.url).pathname], quietDeps: true },
    },
  },
  build: {
    outDir: new URL('../out/renderer', import.meta.url).pathname,
    emptyOutDir: true,
    target: 'chrome140',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: `${here}index.html` },
  },
} satisfies UserConfig;
