import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { rendererConfig } from '../../../renderer/vite.ts';

export const builtWindow = fileURLToPath(new URL('../../../out/gallery-window', import.meta.url));

export async function buildWindow(): Promise<void> {
  await build({ ...rendererConfig, configFile: false, logLevel: 'error', build: { ...rendererConfig.build, outDir: builtWindow } });
}

export default buildWindow;
