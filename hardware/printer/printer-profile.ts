/** Printer models as data files, checked by hand when they are loaded: a wrong profile prints rubbish. */
import { failed, ok } from '../result.ts';
import type { Result } from '../result.ts';
import { codeTableNames } from '../ports.ts';
import type { PrinterProfile } from '../ports.ts';
import bixolonSrp350 from './profiles/bixolon-srp-350.json' with { type: 'json' };
import citizenCtS from './profiles/citizen-ct-s.json' with { type: 'json' };
import customKiosk from './profiles/custom-kiosk.json' with { type: 'json' };
import emulated from './profiles/emulated.json' with { type: 'json' };
import epsonM30 from './profiles/epson-tm-m30.json' with { type: 'json' };
import epsonT20 from './profiles/epson-tm-t20iii.json' with { type: 'json' };
import epsonT88Iii from './profiles/epson-tm-t88iii.json' with { type: 'json' };
import epsonT88V from './profiles/epson-tm-t88v.json' with { type: 'json' };
import epsonT88Vii from './profiles/epson-tm-t88vii.json' with { type: 'json' };
import generic58 from './profiles/generic-58mm.json' with { type: 'json' };
import generic80 from './profiles/generic-80mm.json' with { type: 'json' };
import genericSerial from './profiles/generic-serial.json' with { type: 'json' };
import starEscPos from './profiles/star-escpos.json' with { type: 'json' };

/** `field` is what must change; `must` says into what. */
export type ProfileFailure =
  | { readonly kind: 'unknown-profile' }
  | { readonly kind: 'bad-profile'; readonly field: string; readonly must: string };

const files: Readonly<Record<string, unknown>> = {
  emulated,
  'bixolon-srp-350': bixolonSrp350,
  'citizen-ct-s': citizenCtS,
  'custom-kiosk': customKiosk,
  'epson-tm-m30': epsonM30,
  'epson-tm-t20iii': epsonT20,
  'epson-tm-t88iii': epsonT88Iii,
  'epson-tm-t88v': epsonT88V,
  'epson-tm-t88vii': epsonT88Vii,
  'generic-58mm': generic58,
  'generic-80mm': generic80,
  'generic-serial': genericSerial,
  'star-escpos': starEscPos,
};

export const profileNames: readonly string[] = Object.keys(files);

export function loadProfile(name: string): Result<PrinterProfile, ProfileFailure> {
  const file = Object.hasOwn(files, name) ? files[name] : undefined;
  return file === undefined ? failed({ kind: 'unknown-profile' }) : parseProfile(file);
}

/** The emulated printer at another width: 576, 512, 420 or 384 dots. */
export function emulatedProfile(width: number): PrinterProfile {
  const columns = Math.floor(width / 12);
  const profile = parseProfile({ ...emulated, width, columns, dotsPerInch: width === 512 ? 180 : 203 });
  if (!profile.ok) throw new Error(`The emulated printer has no width of ${width} dots`);
  return profile.value;
}

/** What each field must be; the one schema, which the files and a site's own file are held to. */
const schema = {
  name: text(80),
  width: whole(64, 1024),
  dotsPerInch: whole(100, 600),
  speed: whole(10, 1000),
  columns: whole(4, 96),
  slip: choice('raster', 'text'),
  stripRows: whole(0, 255),
  fence: choice('process-id', 'paper-status', 'none'),
  status: choice('real-time', 'none'),
  cut: choice('partial', 'full', 'none'),
  presenter: choice('none', 'gs-e'),
  kanji: { must: 'must be true or false', is: (value: unknown) => typeof value === 'boolean' },
  codeTables: {
    must: `must be numbers from 0 to 255 by character set: ${codeTableNames.join(', ')}`,
    is: (value: unknown) =>
      isObject(value) &&
      Object.entries(value).every(([name, page]) => codeTableNames.some((known) => known === name) && isWhole(page, 0, 255)),
  },
  answers: {
    must: 'must be null or { maker, model }',
    is: (value: unknown) =>
      value === null ||
      (isObject(value) &&
        Object.keys(value).sort().join() === 'maker,model' &&
        Object.values(value).every((part) => typeof part === 'string' && part.length <= 40)),
  },
  usb: {
    must: 'must be a list of "vendor:product", four hexadecimal digits each, or * for any product',
    is: (value: unknown) =>
      Array.isArray(value) && value.every((id) => typeof id === 'string' && /^[0-9a-f]{4}:(?:[0-9a-f]{4}|\*)$/.test(id)),
  },
  sources: {
    must: 'must be a list of where this is from, at least one',
    is: (value: unknown) =>
      Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === 'string' && line !== ''),
  },
} as const satisfies Record<keyof PrinterProfile, Field>;

interface Field {
  readonly must: string;
  readonly is: (value: unknown) => boolean;
}

/** Nothing is taken that is not in the schema, and the first fault is named. */
export function parseProfile(file: unknown): Result<PrinterProfile, ProfileFailure> {
  if (!isObject(file)) return failed({ kind: 'bad-profile', field: '', must: 'must be an object' });
  for (const [field, { must, is }] of Object.entries(schema)) {
    if (!is(Object.getOwnPropertyDescriptor(file, field)?.value)) return failed({ kind: 'bad-profile', field, must });
  }
  const stranger = Object.keys(file).find((field) => !Object.hasOwn(schema, field));
  if (stranger !== undefined) return failed({ kind: 'bad-profile', field: stranger, must: 'is not part of a profile' });
  if (!isProfile(file)) return failed({ kind: 'bad-profile', field: '', must: 'must be a profile' });
  const across = faultAcross(file);
  return across === null ? ok(file) : failed({ kind: 'bad-profile', ...across });
}

/** Fields that are right alone and cannot be right together. */
function faultAcross(profile: PrinterProfile): { field: string; must: string } | null {
  const { width, columns, slip, stripRows, codeTables } = profile;
  if (columns * 12 > width) return { field: 'columns', must: `must fit: ${columns} characters of 12 dots are wider than ${width} dots` };
  if (slip === 'raster' && stripRows === 0) return { field: 'stripRows', must: 'must be 1 to 255 where a slip is a picture' };
  if (slip === 'text' && Object.keys(codeTables).length === 0) return { field: 'codeTables', must: 'must name a table where a slip is text' };
  return null;
}

function isProfile(file: object): file is PrinterProfile {
  return Object.entries(schema).every(([field, { is }]) => is(Object.getOwnPropertyDescriptor(file, field)?.value));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function whole(least: number, most: number): Field {
  return { must: `must be a whole number from ${least} to ${most}`, is: (value) => isWhole(value, least, most) };
}

function text(longest: number): Field {
  return {
    must: `must be words of 1 to ${longest} characters`,
    is: (value) => typeof value === 'string' && value.trim() !== '' && value.length <= longest,
  };
}

function choice(...names: readonly string[]): Field {
  return { must: `must be one of ${names.join(', ')}`, is: (value) => names.some((name) => name === value) };
}
