/** What a code is and whether it would be accepted, for the `kiosk code` command. */
import { readAim } from './aim.ts';
import type { CodeKind } from './credential.ts';
import { importKeys, readKeySet } from './key-set.ts';
import { recogniseText } from './recognise.ts';
import { scannedText, plainText } from './scanned-text.ts';

export interface CodeDescription {
  readonly kind: CodeKind;
  readonly accepted: boolean;
  /** Null when accepted; else the fault, as exactly as it is known. */
  readonly reason: string | null;
}

export interface DescribeOptions {
  /** A JWK set: the keys of the practice. Without it no signature can be checked. */
  readonly keys?: unknown;
  readonly at: Date;
}

/** `input`: bytes as read from a file or a pipe, or text as typed. */
export async function describeCode(input: Uint8Array | string, options: DescribeOptions): Promise<CodeDescription> {
  const text = typeof input === 'string' ? plainText(input) : scannedText({ bytes: input, aim: null });
  if (!text.ok) return { kind: 'unknown', accepted: false, reason: text.error.kind };
  const keys = options.keys === undefined ? [] : readKeySet(options.keys);
  if ('ok' in keys && !keys.ok) return { kind: 'unknown', accepted: false, reason: keys.error.kind };
  const cardKeys = await importKeys('ok' in keys ? keys.value : keys);
  const recognition = await recogniseText(text.value, readAim(null), {
    cardKeys,
    audience: null,
    at: options.at.getTime(),
  });
  if (recognition.type === 'credential') return { kind: recognition.credential.kind, accepted: true, reason: null };
  if (recognition.type === 'badge') return { kind: recognition.badge.kind, accepted: true, reason: null };
  return { kind: recognition.kind, accepted: false, reason: recognition.fault ?? recognition.reason };
}
