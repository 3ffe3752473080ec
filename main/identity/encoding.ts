/** base64url (RFC 4648 section 5, no padding) and UTF-8, both strict: null where the input is not exactly that. */

export function fromBase64url(text: string): Uint8Array | null {
  if (text.length % 4 === 1 || !/^[A-Za-z0-9_-]*$/.test(text)) return null;
  return Buffer.from(text, 'base64url');
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** Tab, line feed, form feed, carriage return, space and `=`: what `atob` passes over. */
const passedOver = [0x09, 0x0a, 0x0c, 0x0d, 0x20, 0x3d];

/**
 * Whether this is the one spelling of a compact serialization (RFC 7515 section 2: no line breaks, white space or padding;
 * RFC 4648 section 3.5: no bits left over). That its characters are base64url is for whoever decodes it.
 */
export function isOneSpelling(compact: Buffer): boolean {
  if (passedOver.some((byte) => compact.includes(byte))) return false;
  for (let from = 0; from <= compact.length; ) {
    const dot = compact.indexOf(0x2e, from);
    const to = dot === -1 ? compact.length : dot;
    const over = (to - from) % 4;
    const last = alphabet.indexOf(String.fromCharCode(compact[to - 1] ?? 0));
    if (over === 1 || (over === 2 && last % 16 !== 0) || (over === 3 && last % 4 !== 0)) return false;
    from = to + 1;
  }
  return true;
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A byte order mark stays in the text, to be refused. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return null;
  }
}

/** A JSON object, or null: arrays, numbers, a byte order mark and everything else are none. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
