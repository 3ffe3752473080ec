/** What the window weighs: gzipped, though over loopback nothing is. */
import { readdir, readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { row, type BenchRow } from './bench-row.ts';

const assets = new URL('../../out/renderer/assets/', import.meta.url);

async function kilobytes(ending: string): Promise<number> {
  const files = (await readdir(assets)).filter((file) => file.endsWith(ending));
  const sizes = await Promise.all(files.map(async (file) => gzipSync(await readFile(new URL(file, assets)), { level: 9 }).length));
  return sizes.reduce((sum, size) => sum + size, 0) / 1024;
}

export async function rows(): Promise<readonly BenchRow[]> {
  return [row('window JavaScript, gzipped', await kilobytes('.js'), 'kB'), row('window CSS, gzipped', await kilobytes('.css'), 'kB')];
}
