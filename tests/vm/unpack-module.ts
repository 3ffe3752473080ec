/** A kernel module as the kernel wants it, whichever way the distribution has packed it. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { zstdDecompressSync } from 'node:zlib';

export function unpackModule(path: string): Uint8Array {
  const bytes = readFileSync(path);
  if (path.endsWith('.zst')) return zstdDecompressSync(bytes);
  if (!path.endsWith('.xz')) return bytes;
  const unpacked = spawnSync('xz', ['--decompress', '--stdout'], { input: bytes, maxBuffer: 64 * 1024 * 1024 });
  if (unpacked.status !== 0) throw new Error(`${path} does not unpack`);
  return unpacked.stdout;
}
