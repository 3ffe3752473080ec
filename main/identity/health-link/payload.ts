/**
 * SMART Health Links: `shlink:/` and a base64url JSON payload, bare or behind the address of a viewer.
 * HL7 SMART Health Cards and Links STU 1, "SMART Health Links", sections "Construct a SMART Health Link Payload"
 * and "Construct a SMART Health Link URI".
 */
import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { fromBase64url, utf8 } from '../encoding.ts';

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
  'link-prefix-wrong',
  'link-not-base64url',
  'link-not-json',
  /** Newer than this kiosk knows: the specification says to show the label and stop. */
  'link-version-newer',
  'link-version-wrong',
  'link-address-wrong',
  'link-key-wrong',
  'link-flag-wrong',
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
  return /^shlink:/i.test(text) || /^https?:\/\/[^\s#]*#shlink:/i.test(text);
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
  const parts = /^(?:https:\/\/[^\s#]+#)?shlink:\/([^]*)$/.exec(text);
  if (parts === null) return failed({ kind: 'link-prefix-wrong' });
  const bytes = fromBase64url(parts[1] ?? '');
  if (bytes === null) return failed({ kind: 'link-not-base64url' });
  const payload = parsePayload(bytes);
  if (payload === null) return failed({ kind: 'link-not-json' });
  const { v: version = 1 } = payload;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) return failed({ kind: 'link-version-wrong' });
  if (version > 1) return failed({ kind: 'link-version-newer', ...(isLabel(payload.label) && { label: payload.label }) });
  if (!isLinkAddress(payload.url)) return failed({ kind: 'link-address-wrong' });
  if (!v.is(keySchema, payload.key)) return failed({ kind: 'link-key-wrong' });
  const flag = payload.flag ?? '';
  if (!v.is(flagSchema, flag) || (flag.includes('U') && flag.includes('P'))) return failed({ kind: 'link-flag-wrong' });
  const label = payload.label ?? null;
  if (label !== null && !isLabel(label)) return failed({ kind: 'link-label-wrong' });
  const expires = payload.exp ?? null;
  if (!v.is(expirySchema, expires)) return failed({ kind: 'link-expiry-wrong' });
  if (expires !== null && at !== null && expires * 1000 <= at) return failed({ kind: 'link-expired' });
  return ok({
    url: payload.url,
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

/** No control characters, nothing that turns the writing direction of the words around it, no half characters. */
function isLabel(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 80) return false;
  return !/[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]|\p{Noncharacter_Code_Point}/u.test(value);
}

function isLinkAddress(value: unknown): value is string {
  if (typeof value !== 'string' || value.length > 128) return false;
  const url = URL.parse(value);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === '';
}

function parsePayload(bytes: Uint8Array): v.InferOutput<typeof payloadSchema> | null {
  const text = utf8(bytes);
  if (text === null) return null;
  try {
    const read = v.safeParse(payloadSchema, JSON.parse(text));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}
