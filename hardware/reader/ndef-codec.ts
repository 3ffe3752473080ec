/**
 * What is written on a contactless tag, to the one text that it carries. Pure.
 * Sources: NFC Forum NDEF 1.0 (section 3), RTD Text 1.0 (section 3.2), RTD URI 1.0 (section 3.2).
 *
 *   record:  flags and TNF | type length | payload length (1 or 4) | id length? | type | id | payload
 *   flags:   0x80 first, 0x40 last, 0x20 chunked, 0x10 short payload length, 0x08 has an id; TNF in 0x07
 */
import { failed, ok } from '../result.ts';
import type { Result } from '../result.ts';

export type NdefFailure = {
  /** `no-text`: whole, but of a kind that a kiosk has no use for; `two-texts`: nobody can say which is meant. */
  readonly kind: 'too-long' | 'malformed' | 'no-text' | 'two-texts';
};

/** Of a message; tags hold 8 KB at most, a code 4,096 bytes. */
export const longestMessage = 4096;
const mostRecords = 16;

const wellKnown = 0x01;
const textType = 'T';
const uriType = 'U';

/** RTD URI 1.0, table 3; the numbers above are reserved and mean that nothing is put in front. */
const uriPrefixes = [
  '', 'http://www.', 'https://www.', 'http://', 'https://', 'tel:', 'mailto:', 'ftp://anonymous:anonymous@', 'ftp://ftp.', 'ftps://',
  'sftp://', 'smb://', 'nfs://', 'ftp://', 'dav://', 'news:', 'telnet://', 'imap:', 'rtsp://', 'urn:', 'pop:', 'sip:', 'sips:',
  'tftp:', 'btspp://', 'btl2cap://', 'btgoep://', 'tcpobex://', 'irdaobex://', 'file://', 'urn:epc:id:', 'urn:epc:tag:',
  'urn:epc:pat:', 'urn:epc:raw:', 'urn:epc:', 'urn:nfc:',
] as const;

interface NdefRecord {
  readonly format: number;
  readonly type: string;
  readonly payload: Uint8Array;
}

/** The text of the only text or URI record, as UTF-8 bytes; other records beside it are passed over. */
export function textOfNdef(message: Uint8Array): Result<Uint8Array, NdefFailure> {
  if (message.length > longestMessage) return failed({ kind: 'too-long' });
  const records = readRecords(message);
  if (records === null) return failed({ kind: 'malformed' });
  const carriers = records.filter(({ format, type }) => format === wellKnown && (type === textType || type === uriType));
  const [carrier, ...others] = carriers;
  if (carrier === undefined) return failed({ kind: 'no-text' });
  if (others.length > 0) return failed({ kind: 'two-texts' });
  const text = carrier.type === textType ? textOf(carrier.payload) : uriOf(carrier.payload);
  return text === null || text === '' ? failed({ kind: 'malformed' }) : ok(new TextEncoder().encode(text));
}

/** Null where the message is torn, chunked, or goes on after its end. */
function readRecords(message: Uint8Array): NdefRecord[] | null {
  const records: NdefRecord[] = [];
  let at = 0;
  for (;;) {
    const flags = message[at];
    const typeLength = message[at + 1];
    if (flags === undefined || typeLength === undefined || records.length === mostRecords) return null;
    const isFirst = (flags & 0x80) !== 0;
    const isLast = (flags & 0x40) !== 0;
    const isChunk = (flags & 0x20) !== 0;
    if (isFirst !== (records.length === 0) || isChunk) return null;
    at += 2;
    const lengthBytes = (flags & 0x10) !== 0 ? 1 : 4;
    let payloadLength = 0;
    for (let byte = 0; byte < lengthBytes; byte += 1) payloadLength = payloadLength * 256 + (message[at + byte] ?? 0);
    at += lengthBytes;
    const idLength = (flags & 0x08) !== 0 ? (message[at] ?? 0) : 0;
    at += (flags & 0x08) !== 0 ? 1 : 0;
    const end = at + typeLength + idLength + payloadLength;
    if (end > message.length) return null;
    const type = String.fromCharCode(...message.subarray(at, at + typeLength));
    records.push({ format: flags & 0x07, type, payload: message.subarray(at + typeLength + idLength, end) });
    at = end;
    if (isLast) return at === message.length ? records : null;
  }
}

/** Status byte: 0x80 is UTF-16, the low six bits are the length of the language. */
function textOf(payload: Uint8Array): string | null {
  const [status] = payload;
  if (status === undefined || (status & 0x40) !== 0) return null;
  const languageLength = status & 0x3f;
  if (1 + languageLength > payload.length) return null;
  const text = payload.subarray(1 + languageLength);
  return (status & 0x80) === 0 ? decode('utf-8', text) : decode(text[0] === 0xff && text[1] === 0xfe ? 'utf-16le' : 'utf-16be', text);
}

function uriOf(payload: Uint8Array): string | null {
  const [prefix] = payload;
  if (prefix === undefined) return null;
  const rest = decode('utf-8', payload.subarray(1));
  return rest === null ? null : `${uriPrefixes[prefix] ?? ''}${rest}`;
}

function decode(encoding: 'utf-8' | 'utf-16le' | 'utf-16be', bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: encoding === 'utf-8' }).decode(bytes);
  } catch {
    return null;
  }
}

/** A message of one record, as a writer of cards puts it on a tag. */
export function encodeNdef(record: { readonly text: string; readonly language?: string } | { readonly uri: string }): Uint8Array {
  const encoder = new TextEncoder();
  const isText = 'text' in record;
  const language = isText ? (record.language ?? 'en') : '';
  const body = encoder.encode(isText ? record.text : record.uri);
  const head = isText ? [language.length, ...encoder.encode(language)] : [0];
  const length = head.length + body.length;
  const short = length < 256;
  const lengthBytes = short ? [length] : [24, 16, 8, 0].map((shift) => (length >>> shift) & 0xff);
  return Uint8Array.from([0xc0 | (short ? 0x10 : 0) | wellKnown, 1, ...lengthBytes, (isText ? textType : uriType).charCodeAt(0), ...head, ...body]);
}
