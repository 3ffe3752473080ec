/**
 * Reading JSON that nobody vouches for. Every step checks the type; what is not of the expected type is
 * `null` or an empty list, never a throw. Field names are constants of ours: nothing here indexes by input.
 */
export type Fields = { readonly [field: string]: unknown };

export function fields(value: unknown): Fields | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

const nothing: readonly unknown[] = [];

/** A repeating element. Some servers send one object where the specification has a list: it counts as a list of one. */
export function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? nothing : [value];
}

export function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value;
}

export function present(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/**
 * Controls, explicit bidirectional embeddings and isolates (an unmatched one would leak out of the isolate that the
 * screen puts around recorded words), byte order marks and surrogates, of which lone ones are replaced.
 */
const unsafe = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]/;
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const untidyAnywhere = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]|\s\s|^\s|\s$/;

/** Anything to tidy? Nearly every string of every record passes here; most are short ASCII, where a loop is quickest. */
function isTidy(text: string): boolean {
  if (text.length > 80) return !untidyAnywhere.test(text);
  let afterSpace = true;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 126) return !untidyAnywhere.test(text);
    if (code > 32) afterSpace = false;
    else if (code < 32 || afterSpace) return false;
    else afterSpace = true;
  }
  return !afterSpace;
}

/** One line of words as recorded, without controls; null where there are none. */
export function words(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (isTidy(value)) return value;
  const text = safe(value).trim().replaceAll(/\s+/g, ' ');
  return text === '' ? null : text;
}

function safe(text: string): string {
  return unsafe.test(text) ? text.toWellFormed().replaceAll(controls, '') : text;
}

/** Words that may run over several lines: line breaks are kept. */
export function prose(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (isTidy(value)) return value;
  const text = safe(value)
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n ?/g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return text === '' ? null : text;
}

const decimal = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * A decimal as it was written. `keepDecimals` turns those that a JavaScript number would change ("7.0") into strings
 * before parsing, so both kinds occur. A number that arithmetic made (5.300000000000001) stays what the source wrote.
 */
export function number(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  return typeof value === 'string' && decimal.test(value) ? value : null;
}

const dateShape = /^\d{4}(?:-\d{2}(?:-\d{2}(?:T[0-9:.]+(?:Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** A date, dateTime or instant as precise as it was recorded. One that does not exist (1961-04-93) stays as written. */
export function date(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if ((value.length === 10 && isFullDate(value)) || dateShape.test(value)) return value;
  const text = words(value);
  return text === null ? null : text.slice(0, 60);
}

/** Most dates are these ten characters. */
function isFullDate(text: string): boolean {
  for (let at = 0; at < 10; at += 1) {
    const code = text.charCodeAt(at);
    if (at === 4 || at === 7 ? code !== 45 : code < 48 || code > 57) return false;
  }
  return true;
}

const languageTag = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,4}$/;

export function language(value: unknown): string | null {
  return typeof value === 'string' && languageTag.test(value) ? value : null;
}

/** Extensions by their URL; a modifier extension is never looked past. */
export function extension(element: unknown, url: string): Fields | null {
  const holder = fields(element);
  if (holder === null || holder['extension'] === undefined) return null;
  for (const one of list(holder['extension'])) {
    const found = fields(one);
    if (found !== null && found['url'] === url) return found;
  }
  return null;
}
