/**
 * The forms that a SMART Health Card comes in, down to its JWS: one QR code, several (deprecated), a file, a bare JWS.
 * HL7 SMART Health Cards and Links STU 1, "Encoding Chunks as QR Codes" and "via File Download".
 */
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { fromBase64url, isObject, utf8 } from '../encoding.ts';
import { addPart, type HealthCardPart, type HeldParts } from './parts.ts';

export const textFaults = [
  'qr-trailing-characters',
  'qr-prefix-wrong',
  'qr-not-digits',
  'qr-odd-digits',
  'qr-number-too-big',
  'qr-too-long',
  /** Part 3 of 2, part 0, or part 1 of 1, which the specification leaves out. */
  'qr-part-number-wrong',
  'qr-parts-missing',
  /** Two parts with one number, or of different totals: halves of two cards. */
  'qr-parts-differ',
  'file-too-long',
  'file-trailing-characters',
  'file-not-json',
  'file-without-cards',
  'file-with-too-many-cards',
] as const;
export type TextFault = { readonly kind: (typeof textFaults)[number] };

/** Characters of JWS in one QR code of version 22, and in one part of several. */
const longestSingle = 1195;
const longestPart = 1191;
const mostParts = 50;
export const longestFile = 256 * 1024;
const mostCards = 20;

/** Each pair of digits is a character's code less 45; base64url and `.` end at `z`. */
const firstCharacter = 45;
const greatestPair = 122 - firstCharacter;
const digitZero = 48;

/** A QR code's text by its look, right or wrong. */
export function looksLikeHealthCard(text: string): boolean {
  return /^\s*shc\d*:/i.test(text);
}

/**
 * Three parts that begin like a JSON header, or end like a signature, and do not call themselves a web token;
 * any number of parts behind the header of a packed and signed thing.
 */
export function looksLikeJws(text: string): boolean {
  const [header = '', ...parts] = text.trimStart().split('.', 5);
  if (!/^[A-Za-z0-9_-]+$/.test(header) || parts.length === 0) return false;
  const json = utf8(fromBase64url(header) ?? new Uint8Array());
  if (json !== null && /"typ"\s*:\s*"JWT"/i.test(json)) return false;
  const isSigned = parts.length === 2 && (header.startsWith('eyJ') || /^[A-Za-z0-9_-]{86}\s*$/.test(parts[1] ?? ''));
  return isSigned || (json !== null && json.includes('"zip"') && json.includes('"kid"') && !json.includes('"enc"'));
}

/** `.smart-health-card` files are JSON objects. */
export function looksLikeHealthCardFile(text: string): boolean {
  return /^\s*\{/.test(text) && text.includes('"verifiableCredential"');
}

/** One QR code's text; a card in one code is part 1 of 1. */
export function readQrPart(text: string): Result<HealthCardPart, TextFault> {
  if (text !== text.trim()) return failed({ kind: 'qr-trailing-characters' });
  const prefix = /^shc:\/(?:(\d+)\/(\d+)\/)?(?=\d)/.exec(text);
  if (prefix === null || text.lastIndexOf('/') >= prefix[0].length) return failed({ kind: 'qr-prefix-wrong' });
  const [start, number, of] = prefix;
  const jws = readDigits(text, start.length, of === undefined ? longestSingle : longestPart);
  if (!jws.ok) return jws;
  if (number === undefined || of === undefined) return ok({ number: 1, of: 1, jws: jws.value });
  const part = { number: Number(number), of: Number(of), jws: jws.value };
  const written = String(part.number) === number && String(part.of) === of;
  const rightNumber = written && part.number >= 1 && part.number <= part.of && part.of >= 2 && part.of <= mostParts;
  return rightNumber ? ok(part) : failed({ kind: 'qr-part-number-wrong' });
}

/** The JWS of one card from its QR codes, in any order; a code that was read twice counts once. */
export function joinQrParts(texts: readonly string[]): Result<string, TextFault> {
  let held: HeldParts = { parts: [], whole: null, startedAgain: false };
  for (const text of texts) {
    const part = readQrPart(text);
    if (!part.ok) return part;
    held = addPart(held.parts, part.value);
    if (held.startedAgain) return failed({ kind: 'qr-parts-differ' });
  }
  return held.whole === null ? failed({ kind: 'qr-parts-missing' }) : ok(held.whole);
}

/** The JWS of every card in a file. One line end may follow the JSON, nothing else. */
export function readHealthCardFile(text: string): Result<readonly string[], TextFault> {
  if (text.length > longestFile) return failed({ kind: 'file-too-long' });
  const json = text.replace(/\r?\n$/, '');
  if (json !== json.trim()) return failed({ kind: 'file-trailing-characters' });
  const cards = cardsIn(json);
  if (cards === null) return failed({ kind: 'file-not-json' });
  if (!Array.isArray(cards) || cards.length === 0) return failed({ kind: 'file-without-cards' });
  if (cards.length > mostCards) return failed({ kind: 'file-with-too-many-cards' });
  const texts = cards.filter((card): card is string => typeof card === 'string');
  return texts.length === cards.length ? ok(texts) : failed({ kind: 'file-without-cards' });
}

function cardsIn(json: string): unknown {
  try {
    const file: unknown = JSON.parse(json);
    if (!isObject(file)) return [];
    return file['resourceType'] === 'Parameters' ? issuedIn(file['parameter']) : (file['verifiableCredential'] ?? []);
  } catch {
    return null;
  }
}

/** The answer of a record server's `$health-cards-issue`: FHIR Parameters, "via FHIR $health-cards-issue Operation". */
function issuedIn(parameters: unknown): readonly unknown[] {
  if (!Array.isArray(parameters)) return [];
  return parameters.flatMap((one: unknown) => (isObject(one) && one['name'] === 'verifiableCredential' ? [one['valueString']] : []));
}

/** One way through the digits, written over as they are read: the longest card is read while somebody waits. */
function readDigits(text: string, from: number, most: number): Result<string, TextFault> {
  // In UTF-8 only a digit has the byte of a digit.
  const digits = Buffer.from(text, 'utf8');
  const last = digits.length - 1;
  let length = 0;
  let tooBig = false;
  for (let at = from; at <= last; at += 2) {
    const tens = (digits[at] ?? 0) - digitZero;
    const ones = at === last ? 0 : (digits[at + 1] ?? 0) - digitZero;
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) return failed({ kind: 'qr-not-digits' });
    const pair = tens * 10 + ones;
    if (pair > greatestPair) tooBig = true;
    digits[length] = pair + firstCharacter;
    length += 1;
  }
  if ((digits.length - from) % 2 === 1) return failed({ kind: 'qr-odd-digits' });
  if (length > most) return failed({ kind: 'qr-too-long' });
  return tooBig ? failed({ kind: 'qr-number-too-big' }) : ok(digits.toString('latin1', 0, length));
}
