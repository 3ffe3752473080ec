import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, mergeConfig } from 'electron-vite';
import { rendererConfig } from './renderer/vite.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const mainFolder = 'out/main';

/** In the bundle every module of ours still finds what lies beside its source: pages, fonts, the demo's folder. */
const sourceAddresses = {
  name: 'source-addresses',
  transform(code: string, id: string): string | null {
    if (id.includes('node_modules') || !code.includes('import.meta.url')) return null;
    const source = JSON.stringify(relative(resolve(mainFolder), id).replaceAll('\\', '/'));
    return code.replaceAll('import.meta.url', `new URL(${source}, import.meta.url).href`);
  },
};

/** Main keeps its packages outside the bundle (some are native); a sandboxed preload must hold all of its own. */
export default defineConfig({
  main: {
    plugins: [sourceAddresses],
    build: {
      outDir: mainFolder,
      rollupOptions: {
        input: {
          electron: here('main/shells/electron/main.ts'),
          'code-finder-worker': here('hardware/transports/code-finder-worker.ts'),
          'record-worker': here('main/record/worker/record-worker.ts'),
        },
        // Side by side, so that the addresses of sources hold in every file.
        output: { format: 'es', chunkFileNames: '[name]-[hash].js' },
      },
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
