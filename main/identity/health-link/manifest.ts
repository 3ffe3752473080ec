/**
 * What a SMART Health Link's server answers: its files, or why not.
 * HL7 SMART Health Cards and Links STU 1, "SMART Health Link Manifest Request" and "Manifest Response".
 */
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { jsonObject, utf8 } from '../encoding.ts';

export const contentTypes = {
  fhir: 'application/fhir+json',
  card: 'application/smart-health-card',
  /** An access token for an interface of somebody's: not for a kiosk. */
  access: 'application/smart-api-access',
} as const;

/** More than anybody shares; a longer list is not read. */
const mostFiles = 20;

export interface ManifestFile {
  /** Lower case, without parameters. */
  readonly contentType: string;
  readonly status: 'finalized' | 'can-change' | 'no-longer-valid' | null;
  /** A compact JWE, or the address where one lies for an hour and may be taken once. */
  readonly at: { readonly embedded: string } | { readonly location: string };
}

export type ManifestFault = { readonly kind: 'not-a-manifest' | 'too-many-files' };

const fileSchema = v.object({
  contentType: v.pipe(v.string(), v.maxLength(200)),
  location: v.optional(v.pipe(v.string(), v.maxLength(2048))),
  embedded: v.optional(v.string()),
  status: v.optional(v.unknown()),
});
const manifestSchema = v.object({ files: v.array(v.unknown()) });
const statusSchema = v.picklist(['finalized', 'can-change', 'no-longer-valid']);

/** `unreadable`: entries that are no file, or that say neither where it is nor what. */
export function readManifest(bytes: Uint8Array): Result<{ readonly files: readonly ManifestFile[]; readonly unreadable: number }, ManifestFault> {
  const manifest = v.safeParse(manifestSchema, jsonObject(utf8(bytes) ?? ''));
  if (!manifest.success) return failed({ kind: 'not-a-manifest' });
  const entries = manifest.output.files;
  if (entries.length > mostFiles) return failed({ kind: 'too-many-files' });
  const files = entries.flatMap((entry) => readFile(entry) ?? []);
  return ok({ files, unreadable: entries.length - files.length });
}

function readFile(entry: unknown): ManifestFile | null {
  const read = v.safeParse(fileSchema, entry);
  if (!read.success) return null;
  const { embedded, location } = read.output;
  const contentType = mediaType(read.output.contentType);
  const status = v.is(statusSchema, read.output.status) ? read.output.status : null;
  if (embedded !== undefined) return { contentType, status, at: { embedded } };
  return location === undefined ? null : { contentType, status, at: { location } };
}

/** `application/fhir+json;fhirVersion=4.0.1` is `application/fhir+json`. */
export function mediaType(text: string): string {
  return (text.split(';')[0] ?? '').trim().toLowerCase();
}

/** How many passcodes may still be tried, ever; null where the server does not say. */
export function readRemainingAttempts(bytes: Uint8Array): number | null {
  const left = jsonObject(utf8(bytes) ?? '')?.['remainingAttempts'];
  return typeof left === 'number' && Number.isSafeInteger(left) && left >= 0 ? left : null;
}

const longestWait = 24 * 60 * 60;

/** Seconds of a Retry-After (RFC 9110 section 10.2.3), given as seconds or as a date; null where it says neither. */
export function readRetryAfter(value: string | null, at: number | null): number | null {
  const text = value?.trim() ?? '';
  if (/^\d{1,10}$/.test(text)) return Math.min(Number(text), longestWait);
  const date = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(date) || at === null) return null;
  return Math.min(Math.max(0, Math.ceil((date - at) / 1000)), longestWait);
}
