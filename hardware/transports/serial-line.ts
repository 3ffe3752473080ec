/**
 * A serial line made ready by the system's own `stty`: raw bytes at a speed, with the flow control that the cable has.
 * Node cannot set a line's speed itself, and no native module is needed for it. A USB-CDC device has no real speed.
 */
import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { failed, ok } from '../result.ts';
import type { Result } from '../result.ts';

export const serialSpeeds = [9600, 19_200, 38_400, 57_600, 115_200] as const;
export type SerialSpeed = (typeof serialSpeeds)[number];

/**
 * `rts-cts`: the device holds the line at CTS; a printer's DTR is wired to it. `xon-xoff`: the device sends 13 and 11 (hex),
 * which the system obeys and takes out of what is read. `none`: what is sent too fast is lost.
 */
export const serialFlows = ['rts-cts', 'xon-xoff', 'none'] as const;
export type SerialFlow = (typeof serialFlows)[number];

export interface SerialSettings {
  readonly baud: SerialSpeed;
  readonly flow: SerialFlow;
}

const longestWait = 3000;

export function sttyArguments(path: string, { baud, flow }: SerialSettings, platform: string): readonly string[] {
  return [
    platform === 'darwin' ? '-f' : '-F',
    path,
    String(baud),
    // After `raw`, because raw takes flow control away.
    ...['raw', '-echo', 'cs8', '-parenb', '-cstopb', 'clocal', 'cread'],
    flow === 'rts-cts' ? 'crtscts' : '-crtscts',
    flow === 'xon-xoff' ? 'ixon' : '-ixon',
    // The device is never held back: its answers are few and short.
    '-ixoff',
  ];
}

export async function prepareSerialLine(
  path: string,
  settings: SerialSettings,
  platform: string = process.platform,
): Promise<Result<void, { readonly kind: 'absent' | 'denied' }>> {
  const there = await access(path, constants.F_OK).then(() => true, () => false);
  if (!there) return failed({ kind: 'absent' });
  const open = await access(path, constants.R_OK | constants.W_OK).then(() => true, () => false);
  if (!open) return failed({ kind: 'denied' });
  const ready = await new Promise<boolean>((resolve) => {
    execFile('stty', [...sttyArguments(path, settings, platform)], { timeout: longestWait }, (error) => resolve(error === null));
  });
  return ready ? ok(undefined) : failed({ kind: 'absent' });
}
