/**
 * FHIR decimals carry their precision: 7.0 is not 7 (FHIR R4 2.24.0.1, decimal). JSON.parse drops it, and a reviver
 * that could see the source costs several times the parse. So before parsing, those few literals that a number would
 * change are put in quotation marks: trailing zeros, exponents, and more digits than a double holds.
 *
 * Only `"value": <number>` is touched. In JSON text that key is recognisable without reading from the start: both of
 * its quotation marks are unescaped and nothing but `value` stands between them, followed by a colon and a number,
 * which cannot happen inside a string. Text that is not JSON is still not JSON afterwards.
 */
const key = '"value"';
const colon = 58;
const quote = 34;
const backslash = 92;

export function keepDecimals(text: string): string {
  let pieces: string[] | null = null;
  let copied = 0;
  for (let at = text.indexOf(key); at !== -1; at = text.indexOf(key, at + key.length)) {
    if (at > 0 && text.charCodeAt(at - 1) === backslash) continue;
    let from = afterSpace(text, at + key.length);
    if (text.charCodeAt(from) !== colon) continue;
    from = afterSpace(text, from + 1);
    if (text.charCodeAt(from) === quote) continue;
    const to = afterNumber(text, from);
    if (to === from || !loses(text, from, to)) continue;
    pieces ??= [];
    pieces.push(text.slice(copied, from), '"', text.slice(from, to), '"');
    copied = to;
  }
  if (pieces === null) return text;
  pieces.push(text.slice(copied));
  return pieces.join('');
}

function afterSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return at;
    at += 1;
  }
}

function afterNumber(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    const inNumber = (code >= 48 && code <= 57) || code === 46 || code === 45 || code === 43 || code === 101 || code === 69;
    if (!inNumber) return at;
    at += 1;
  }
}

const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

function loses(text: string, from: number, to: number): boolean {
  const last = text.charCodeAt(to - 1);
  const suspicious = to - from > 15 || (last === 48 && to - from > 1) || /[eE]/.test(text.slice(from, to)) || text.startsWith('-0', from);
  if (!suspicious) return false;
  const literal = text.slice(from, to);
  return jsonNumber.test(literal) && String(Number(literal)) !== literal;
}
