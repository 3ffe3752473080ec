import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { rendererConfig } from '../../../renderer/vite.ts';

/** Builds the window as it is deployed, in a folder of its own; gives back the folder. */
export async function buildWindow(name: string): Promise<string> {
  const outDir = fileURLToPath(new URL(`../../../out/gallery/${name}`, import.meta.url));
  await build({ ...rendererConfig, configFile: false, logLevel: 'error', build: { ...rendererConfig.build, outDir } });
  return outDir;
}
