/** What a code is and whether it would be accepted, for the `kiosk code` command. */
import { failed } from '../../../hardware/result.ts';
import type { CodeKind } from '../credential.ts';
import { utf8 } from '../encoding.ts';
import {
  joinQrParts,
  longestFile,
  looksLikeHealthCard,
  looksLikeHealthCardFile,
  looksLikeJws,
  readHealthCardFile,
} from '../health-card/forms.ts';
import { readIssuerDirectory } from '../health-card/issuer-directory.ts';
import { verifyHealthCard, type HealthCardRules } from '../health-card/verify.ts';
import { looksLikeHealthLink, readHealthLink } from '../health-link/payload.ts';
import { importKeys, readKeySet } from '../key-set.ts';
import { hostFault } from '../network/public-address.ts';
import { readAim } from './aim.ts';
import { recogniseText } from './recognise.ts';
import { longestScan, plainText } from './scanned-text.ts';

export interface CodeDescription {
  readonly kind: CodeKind;
  readonly accepted: boolean;
  /** Null when accepted; else the fault, as exactly as it is known. */
  readonly reason: string | null;
}

export interface DescribeOptions {
  /**
   * A JWK set, one issuer with its revocation lists, or a directory of issuers (`issuer-directory.ts`).
   * Without it no signature can be checked.
   */
  readonly keys?: unknown;
  readonly at: Date;
}

/**
 * `input`: bytes as read from a file or a pipe, or text as typed; one final line end does not count.
 * The codes of a card that has several are given one a line, in any order.
 */
export async function describeCode(input: Uint8Array | string, options: DescribeOptions): Promise<CodeDescription> {
  if (input.length > longestFile) return refused(kindByLook(input), 'too-long');
  const whole = typeof input === 'string' ? input : utf8(input);
  if (whole === null) return refused('unknown', 'not-text');
  if (whole.startsWith('\ufeff')) return refused(kindByLook(whole.slice(1)), 'byte-order-mark');
  if (looksLikeCard(whole)) return describeHealthCard(whole, options);
  if (looksLikeLinkFile(whole)) return refused('health-link', 'file-needs-its-link');
  if (/^\s*[[{]/.test(whole)) return refused('unknown', 'not-a-code');
  if (whole.length > longestScan) return refused(kindByLook(whole), 'too-long');
  const text = plainText(whole.replace(/(?:\r\n|\r|\n)$/, ''));
  if (!text.ok) return refused('unknown', text.error.kind);
  const keys = readKeySet(options.keys ?? { keys: [] });
  if (!keys.ok) return refused('unknown', keys.error.kind);
  if (looksLikeHealthLink(text.value)) return describeHealthLink(text.value, options.at);
  const seen = await recogniseText(text.value, readAim(null), {
    cardKeys: await importKeys(keys.value),
    audience: null,
    at: options.at.getTime(),
  });
  if (seen.type === 'credential') return accepted(seen.credential.kind);
  if (seen.type === 'badge') return accepted(seen.badge.kind);
  return seen.type === 'declined' ? refused(seen.kind, seen.fault ?? seen.reason) : accepted(seen.type === 'health-link' ? 'health-link' : 'health-card');
}

/** Right in itself, and not to where no site's list can allow: the list itself is the site's, and nothing is fetched here. */
function describeHealthLink(text: string, at: Date): CodeDescription {
  const link = readHealthLink(text, at.getTime());
  if (!link.ok) return refused('health-link', link.error.kind);
  const fault = hostFault(new URL(link.value.url).hostname);
  return fault === null ? accepted('health-link') : refused('health-link', `link-host-${fault}`);
}

/** Of something that is too long to be read, or is not read for another reason. */
function kindByLook(input: Uint8Array | string): CodeKind {
  const start = typeof input === 'string' ? input : Buffer.from(input.subarray(0, longestScan)).toString('latin1');
  if (looksLikeHealthLink(start)) return 'health-link';
  return looksLikeCard(start) ? 'health-card' : 'unknown';
}

/** The encrypted file behind a SMART Health Link: five parts of a JWE (RFC 7516), the second empty. */
function looksLikeLinkFile(text: string): boolean {
  return /^eyJ[A-Za-z0-9_-]*\.\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]+\s*$/.test(text);
}

function looksLikeCard(text: string): boolean {
  return looksLikeHealthCard(text) || looksLikeHealthCardFile(text) || looksLikeJws(text);
}

async function describeHealthCard(whole: string, options: DescribeOptions): Promise<CodeDescription> {
  const directory = await readIssuerDirectory(options.keys ?? { keys: [] });
  if (!directory.ok) return refused('health-card', directory.error.kind);
  const rules: HealthCardRules = { directory: directory.value, at: options.at.getTime() };
  const cards = cardsIn(whole);
  if (!cards.ok) return refused('health-card', cards.error.kind);
  for (const jws of cards.value) {
    const card = await verifyHealthCard(jws, rules);
    if (!card.ok) return refused('health-card', card.error.kind);
  }
  return accepted('health-card');
}

function cardsIn(whole: string): ReturnType<typeof readHealthCardFile> {
  if (looksLikeHealthCardFile(whole)) return readHealthCardFile(whole);
  const text = whole.replace(/(?:\r\n|\r|\n)$/, '');
  if (!looksLikeHealthCard(whole)) return { ok: true, value: [text] };
  const lines = text.split(/\r?\n/);
  const several = lines[0]?.startsWith('shc:') === true;
  if (several && lines.some((line) => !line.startsWith('shc:'))) return failed({ kind: 'qr-trailing-characters' });
  const joined = joinQrParts(several ? lines : [text]);
  return joined.ok ? { ok: true, value: [joined.value] } : joined;
}

function accepted(kind: CodeKind): CodeDescription {
  return { kind, accepted: true, reason: null };
}

function refused(kind: CodeKind, reason: string): CodeDescription {
  return { kind, accepted: false, reason };
}
