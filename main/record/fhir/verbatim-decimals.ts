/**
 * FHIR decimals carry their precision: 7.0 is not 7 (FHIR R4 2.24.0.1, decimal). JSON.parse drops it, and a reviver
 * that could see the source costs several times the parse. So before parsing, those few literals that a number would
 * change are put in quotation marks: a fraction that ends in zero, or has an exponent or more digits than a double.
 * (An integer beyond 2^53, or one written as 1e3, is not kept: no such result exists.)
 *
 * Only `"value": <number>` is touched. In JSON text that key is recognisable without reading from the start: both of
 * its quotation marks are unescaped and nothing but `value` stands between them, followed by a colon and a number,
 * which cannot happen inside a string. Text that is not JSON is still not JSON afterwards.
 */
const key = '"value"';
const colon = 58;
const backslash = 92;
const zero = 48;
/** White space between a key and its number; more than this is nobody's formatting. */
const widest = 64;

/** Looks from full stop to full stop, which costs a few hundredths of the parse. Seven digits and eight after them are safe in any double. */
export function keepDecimals(text: string): string {
  let pieces: string[] | null = null;
  let copied = 0;
  for (let at = text.indexOf('.'); at !== -1; at = text.indexOf('.', at + 1)) {
    if (!isDigit(text.charCodeAt(at + 1))) continue;
    const to = afterFraction(text, at + 1);
    if (text.charCodeAt(to - 1) !== zero && to - at < 10 && !hasExponent(text, at, to) && !isDigit(text.charCodeAt(at - 8))) continue;
    const from = startOfNumber(text, at);
    if (from === -1 || !isValueOf(text, from)) continue;
    const literal = text.slice(from, to);
    if (!jsonNumber.test(literal) || String(Number(literal)) === literal) continue;
    pieces ??= [];
    pieces.push(text.slice(copied, from), '"', literal, '"');
    copied = to;
  }
  if (pieces === null) return text;
  pieces.push(text.slice(copied));
  return pieces.join('');
}

const jsonNumber = /^-?(?:0|[1-9]\d*)\.\d+(?:[eE][+-]?\d+)?$/;

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

function afterFraction(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (!isDigit(code) && code !== 101 && code !== 69 && code !== 43 && code !== 45) return at;
    at += 1;
  }
}

function hasExponent(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if ((text.charCodeAt(at) | 32) === 101) return true;
  return false;
}

/** Of the integer part before the full stop; -1 where there is none. */
function startOfNumber(text: string, stop: number): number {
  let at = stop;
  while (at > 0 && stop - at < 40 && isDigit(text.charCodeAt(at - 1))) at -= 1;
  if (at === stop) return -1;
  return at > 0 && text.charCodeAt(at - 1) === 45 ? at - 1 : at;
}

function isValueOf(text: string, from: number): boolean {
  let at = beforeSpace(text, from);
  if (text.charCodeAt(at - 1) !== colon) return false;
  at = beforeSpace(text, at - 1) - key.length;
  return at >= 0 && text.startsWith(key, at) && (at === 0 || text.charCodeAt(at - 1) !== backslash);
}

function beforeSpace(text: string, from: number): number {
  let at = from;
  while (at > 0 && from - at < widest && isSpace(text.charCodeAt(at - 1))) at -= 1;
  return at;
}
