/** Device files as the kiosk's user sees them. */
import { accessSync, constants, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** How many files this process has open whose path begins so. */
export function openFiles(prefix: string): number {
  let count = 0;
  for (const file of readdirSync('/proc/self/fd')) {
    try {
      if (readlinkSync(`/proc/self/fd/${file}`).startsWith(prefix)) count += 1;
    } catch {
      // The folder's own handle, closed meanwhile.
    }
  }
  return count;
}

function nodes(folder: string, prefix: string): string[] {
  try {
    return readdirSync(folder).flatMap((name) => (name.startsWith(prefix) ? [join(folder, name)] : []));
  } catch {
    // `/dev/usb` comes and goes with what is in it.
    return [];
  }
}

export const existsIn = (folder: string, prefix: string): boolean => nodes(folder, prefix).length > 0;

export function mayUse(path: string): boolean {
  try {
    accessSync(path, constants.R_OK | constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** There, and this user's to read and write. */
export function usable(folder: string, prefix: string): boolean {
  return nodes(folder, prefix).some(mayUse);
}
