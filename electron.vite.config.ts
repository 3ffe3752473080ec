import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'electron-vite';
import { rendererConfig } from './renderer/vite.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Main keeps its packages outside the bundle (some are native); a sandboxed preload must hold all of its own. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: { input: { electron: here('main/shells/electron/main.ts') }, output: { format: 'es' } },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      isolatedEntries: true,
      rollupOptions: {
        input: {
          'electron-preload': here('preload/electron-preload.ts'),
          'loopback-bridge': here('preload/loopback-bridge.ts'),
        },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  // The policy lets fonts and scripts come from files alone, so nothing is inlined.
  renderer: mergeConfig(rendererConfig, { publicDir: false, logLevel: 'warn', build: { assetsInlineLimit: 0 } }),
});
