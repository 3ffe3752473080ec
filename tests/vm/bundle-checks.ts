/** The checks and the kiosk's device code as one file, built as the kiosk is; node-hid stays beside it. */
import { build } from 'vite';

export async function bundleChecks(root: string, folder: string): Promise<void> {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    ssr: { noExternal: true, external: ['node-hid'], target: 'node' },
    build: {
      ssr: 'tests/vm/guest/run-checks.ts',
      outDir: folder,
      target: 'node24',
      minify: false,
      rollupOptions: { output: { entryFileNames: 'run-checks.mjs', codeSplitting: false } },
    },
  });
}
