/**
 * One owner for each device: a second kiosk on this machine that opens the same reader would get every code as well.
 * The claim is a socket that only one process can listen on: a name in Linux's abstract namespace (unix(7)), or a named
 * pipe on Windows. It leaves no file behind, and the system ends it together with the process, however that ends.
 */
import { createServer } from 'node:net';
import { stat } from 'node:fs/promises';
import { failed, ok } from '../result.ts';
import type { Result } from '../result.ts';

export interface Claim {
  release(): void;
}

/** By the number of the device, so that a link to it and its own name are one; elsewhere by its path. */
export async function claimDevice(
  path: string,
  platform: NodeJS.Platform,
): Promise<Result<Claim, { readonly kind: 'busy' | 'absent' }>> {
  if (platform === 'win32') return claim(`\\\\.\\pipe\\alongside-device-${path.replaceAll('\\', '-')}`);
  // Other systems have no name that ends with its process: there, one kiosk is the rule of whoever starts it.
  if (platform !== 'linux') return ok({ release: () => {} });
  const node = await stat(path).catch(() => null);
  if (node === null) return failed({ kind: 'absent' });
  return claim(`\0alongside-device-${node.isCharacterDevice() ? node.rdev : `${node.dev}-${node.ino}`}`);
}

function claim(name: string): Promise<Result<Claim, { readonly kind: 'busy' }>> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.unref();
    // A system without such names has no second kiosk to be kept out by them.
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'EADDRINUSE' ? failed({ kind: 'busy' }) : ok({ release: () => {} })));
    server.listen(name, () => resolve(ok({ release: () => server.close() })));
  });
}
