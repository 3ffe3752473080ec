/**
 * SMART Health Links: `shlink:/` and a base64url JSON payload, bare or behind the address of a viewer.
 * HL7 SMART Health Cards and Links STU 1, "SMART Health Links", sections "Construct a SMART Health Link Payload"
 * and "Construct a SMART Health Link URI".
 */
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { fromBase64url, isObject, utf8 } from '../encoding.ts';

export interface HealthLink {
  readonly url: string;
  /** 32 bytes in base64url. Stays in main, never in a log. */
  readonly key: string;
  /** Seconds since 1970: a hint. */
  readonly expires: number | null;
  /** At most 80 characters of whoever shared it: shown as their words, never as ours. */
  readonly label: string | null;
  readonly needsPasscode: boolean;
  readonly longTerm: boolean;
  /** One file by GET, no manifest. */
  readonly direct: boolean;
}

export const healthLinkFaults = [
  'link-trailing-characters',
  /** As it stands in the address of something else: a code says it plainly. */
  'link-percent-encoded',
  'link-prefix-wrong',
  'link-not-base64url',
  'link-not-json',
  /** Newer than this kiosk knows: the specification says to show the label and stop. */
  'link-version-newer',
  'link-version-wrong',
  'link-address-wrong',
  'link-address-too-long',
  'link-not-https',
  'link-credentials',
  'link-key-wrong',
  'link-flag-wrong',
  'link-label-too-long',
  'link-label-wrong',
  'link-expiry-wrong',
  'link-expired',
] as const;
export interface HealthLinkFault {
  readonly kind: (typeof healthLinkFaults)[number];
  /** With `link-version-newer` only. */
  readonly label?: string;
}

/** A link by its look, right or wrong. */
export function looksLikeHealthLink(text: string): boolean {
  return /^\s*(?:https?:\/\/[^\s#]*#)?shlink(?::|%3a)/i.test(text);
}

const payloadSchema = v.object({
  url: v.optional(v.unknown()),
  key: v.optional(v.unknown()),
  exp: v.optional(v.unknown()),
  flag: v.optional(v.unknown()),
  label: v.optional(v.unknown()),
  v: v.optional(v.unknown()),
});

/** `at` in milliseconds since 1970, null where nobody knows: `exp` is a hint. Unknown properties and flags are ignored, as the specification asks. */
export function readHealthLink(text: string, at: number | null): Result<HealthLink, HealthLinkFault> {
  if (text !== text.trim()) return failed({ kind: 'link-trailing-characters' });
  if (/^(?:https?:\/\/[^\s#]*#)?shlink%3a/i.test(text)) return failed({ kind: 'link-percent-encoded' });
  const parts = /^(?:https:\/\/[^\s#]+#)?shlink:\/(?!\/)([^]*)$/.exec(text);
  if (parts === null) return failed({ kind: 'link-prefix-wrong' });
  const bytes = fromBase64url(parts[1] ?? '');
  if (bytes === null) return failed({ kind: 'link-not-base64url' });
  const payload = parsePayload(bytes);
  if (payload === null) return failed({ kind: 'link-not-json' });
  const { v: version = 1 } = payload;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return failed({ kind: 'link-version-wrong' });
  if (version > 1) return failed({ kind: 'link-version-newer', ...(isPlainLabel(payload.label) && { label: payload.label }) });
  const url = readAddress(payload.url);
  if (!url.ok) return url;
  if (!v.is(keySchema, payload.key)) return failed({ kind: 'link-key-wrong' });
  const flag = payload.flag ?? '';
  if (!v.is(flagSchema, flag) || (flag.includes('U') && flag.includes('P'))) return failed({ kind: 'link-flag-wrong' });
  const label = payload.label ?? null;
  if (label !== null && !isPlainLabel(label)) return failed({ kind: isTooLong(label) ? 'link-label-too-long' : 'link-label-wrong' });
  const expires = payload.exp ?? null;
  if (!v.is(expirySchema, expires)) return failed({ kind: 'link-expiry-wrong' });
  if (expires !== null && at !== null && expires * 1000 <= at) return failed({ kind: 'link-expired' });
  return ok({
    url: url.value,
    key: payload.key,
    expires,
    label,
    needsPasscode: flag.includes('P'),
    longTerm: flag.includes('L'),
    direct: flag.includes('U'),
  });
}

const keySchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
const flagSchema = v.pipe(v.string(), v.regex(/^[A-Z]{0,26}$/));
const expirySchema = v.nullable(v.pipe(v.number(), v.minValue(0)));

/** Characters, as a person counts them. */
const longestLabel = 80;
/** Twice the characters, where each needs two. */
const isTooLong = (value: unknown): boolean => typeof value === 'string' && (value.length > 2 * longestLabel || Array.from(value).length > longestLabel);

/** No control characters, nothing that turns the writing direction of the words around it, no half characters. */
function isPlainLabel(value: unknown): value is string {
  if (typeof value !== 'string' || isTooLong(value)) return false;
  return !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|\p{Noncharacter_Code_Point}/u.test(value);
}

const longestAddress = 128;

/** As it is written: what `URL` mends in silence (white space, backslashes, a slash too few) is not mended. */
function readAddress(value: unknown): Result<string, HealthLinkFault> {
  if (typeof value !== 'string') return failed({ kind: 'link-address-wrong' });
  if (value.length > longestAddress) return failed({ kind: 'link-address-too-long' });
  const url = /[\s\\\p{Cc}]/u.test(value) ? null : URL.parse(value);
  if (url === null) return failed({ kind: 'link-address-wrong' });
  if (url.protocol !== 'https:') return failed({ kind: 'link-not-https' });
  if (!/^https:\/\/[^/]/i.test(value)) return failed({ kind: 'link-address-wrong' });
  return url.username === '' && url.password === '' ? ok(value) : failed({ kind: 'link-credentials' });
}

function parsePayload(bytes: Uint8Array): v.InferOutput<typeof payloadSchema> | null {
  const text = utf8(bytes);
  if (text === null) return null;
  try {
    const payload: unknown = JSON.parse(text);
    return isObject(payload) ? v.parse(payloadSchema, payload) : null;
  } catch {
    return null;
  }
}
