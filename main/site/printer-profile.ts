/** The profile that a site names: one that the kiosk brings along, or a file of the site's own. */
import { readFile } from 'node:fs/promises';
import type { PrinterProfile } from '../../hardware/ports.ts';
import { loadProfile, parseProfile, type ProfileFailure } from '../../hardware/printer/printer-profile.ts';
import { failed, type Result } from '../../hardware/result.ts';

export type ProfileFault = ProfileFailure | { readonly kind: 'profile-not-readable' };

const mostBytes = 65_536;

/** `epson-tm-t20iii`, or the path of a file that ends in `.json`. */
export async function openProfile(nameOrPath: string): Promise<Result<PrinterProfile, ProfileFault>> {
  if (!isProfilePath(nameOrPath)) return loadProfile(nameOrPath);
  const bytes = await readFile(nameOrPath).catch(() => null);
  if (bytes === null || bytes.length > mostBytes) return failed({ kind: 'profile-not-readable' });
  const file = jsonOf(bytes);
  return file === undefined ? failed({ kind: 'profile-not-readable' }) : parseProfile(file);
}

export function isProfilePath(nameOrPath: string): boolean {
  return nameOrPath.endsWith('.json');
}

/** For whoever set up the site. */
export function sayProfileFault(nameOrPath: string, fault: ProfileFault): string {
  if (fault.kind === 'unknown-profile') return `there is no printer profile ${nameOrPath}`;
  if (fault.kind === 'profile-not-readable') return `${nameOrPath} cannot be read as JSON`;
  return `${nameOrPath}: ${fault.field === '' ? 'the profile' : fault.field} ${fault.must}`;
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
