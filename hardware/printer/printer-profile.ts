/** Printer models as data files, checked by hand when they are loaded: a wrong profile prints rubbish. */
import { failed, ok } from '../result.ts';
import type { Result } from '../result.ts';
import type { PrinterProfile } from '../ports.ts';
import emulated from './profiles/emulated.json' with { type: 'json' };
import epsonT20 from './profiles/epson-tm-t20iii.json' with { type: 'json' };
import epsonT88 from './profiles/epson-tm-t88.json' with { type: 'json' };
import generic58 from './profiles/generic-58mm.json' with { type: 'json' };
import generic80 from './profiles/generic-80mm.json' with { type: 'json' };

export type ProfileFailure = { readonly kind: 'unknown-profile' } | { readonly kind: 'bad-profile'; readonly field: string };

const files: Readonly<Record<string, unknown>> = {
  emulated,
  'epson-tm-t20iii': epsonT20,
  'epson-tm-t88': epsonT88,
  'generic-58mm': generic58,
  'generic-80mm': generic80,
};

export const profileNames: readonly string[] = Object.keys(files);

export function loadProfile(name: string): Result<PrinterProfile, ProfileFailure> {
  const file = Object.hasOwn(files, name) ? files[name] : undefined;
  return file === undefined ? failed({ kind: 'unknown-profile' }) : parseProfile(file);
}

/** The emulated printer at another width: 576, 512, 420 or 384 dots. */
export function emulatedProfile(width: number): PrinterProfile {
  const profile = parseProfile({ ...emulated, width, dotsPerInch: width === 512 ? 180 : 203 });
  if (!profile.ok) throw new Error(`The emulated printer has no width of ${width} dots`);
  return profile.value;
}

const fences = ['process-id', 'paper-status', 'none'] as const;
const cuts = ['partial', 'full', 'none'] as const;
const answers = ['real-time', 'none'] as const;

export function parseProfile(file: unknown): Result<PrinterProfile, ProfileFailure> {
  const field = (name: string): unknown =>
    typeof file === 'object' && file !== null ? Object.getOwnPropertyDescriptor(file, name)?.value : undefined;
  const whole = (name: string, least: number, most: number): number | null => {
    const value = field(name);
    return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : null;
  };
  const choice = <Name extends string>(name: string, names: readonly Name[]): Name | null =>
    names.find((known) => known === field(name)) ?? null;

  const name = field('name');
  const width = whole('width', 64, 1024);
  const dotsPerInch = whole('dotsPerInch', 100, 600);
  const speed = whole('speed', 10, 1000);
  const stripRows = whole('stripRows', 1, 255);
  const fence = choice('fence', fences);
  const cut = choice('cut', cuts);
  const status = choice('status', answers);
  const bad = (wrong: string): Result<PrinterProfile, ProfileFailure> => failed({ kind: 'bad-profile', field: wrong });
  if (typeof name !== 'string' || name === '') return bad('name');
  if (width === null) return bad('width');
  if (dotsPerInch === null) return bad('dotsPerInch');
  if (speed === null) return bad('speed');
  if (stripRows === null) return bad('stripRows');
  if (fence === null) return bad('fence');
  if (cut === null) return bad('cut');
  if (status === null) return bad('status');
  return ok({ name, width, dotsPerInch, speed, fence, cut, stripRows, status });
}
