/** A file of nothing, given back to a full disk so that the session in progress can still be written down and ended. */
import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs';

/** Room to write the whole log back, and for hundreds of lines more. */
export const reserveBytes = 2 * 1024 * 1024;

/** True when the whole reserve stands on the disk. */
export function keepReserve(path: string, bytes: number): boolean {
  try {
    if (existsSync(path) && statSync(path).size === bytes) return true;
    const file = openSync(path, 'w');
    try {
      const block = new Uint8Array(64 * 1024);
      for (let written = 0; written < bytes; ) written += writeSync(file, block, 0, Math.min(block.length, bytes - written));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    return true;
  } catch {
    giveReserveBack(path);
    return false;
  }
}

export function giveReserveBack(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Read-only by now: there is nothing to give back.
  }
}
