/**
 * Narrative XHTML (FHIR R4 2.6.15) as plain text. Nothing of it is ever drawn as HTML: tags go, links are dead words,
 * pictures and scripts are gone. One pass, no recursion, bounded.
 */
import { fields, prose } from './json.ts';

/** Characters of XHTML that are read; a document that writes more says the rest in its entries. */
const readAtMost = 400_000;
const pieceLength = 3_500;
const piecesAtMost = 60;

const breaking = new Set(['p', 'div', 'br', 'tr', 'li', 'ul', 'ol', 'dl', 'dt', 'dd', 'table', 'thead', 'tbody', 'caption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'hr', 'pre', 'blockquote']);
const silent = new Set(['script', 'style', 'head', 'title', 'template']);

const entities = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['deg', '°'],
  ['micro', 'µ'],
  ['plusmn', '±'],
  ['le', '≤'],
  ['ge', '≥'],
  ['ndash', '–'],
  ['mdash', '—'],
  ['middot', '·'],
  ['eacute', 'é'],
  ['pound', '£'],
]);

/** The text of a Narrative, in pieces that a screen can hold; empty where there is none. */
export function narrativeText(value: unknown): readonly string[] {
  const narrative = fields(value);
  if (narrative === null || typeof narrative['div'] !== 'string') return [];
  return pieces(plainText(narrative['div']));
}

export function plainText(html: string): string {
  const source = html.length > readAtMost ? html.slice(0, readAtMost) : html;
  const out: string[] = [];
  let at = 0;
  let skipUntil: string | null = null;
  while (at < source.length) {
    const open = source.indexOf('<', at);
    const end = open === -1 ? source.length : open;
    if (end > at && skipUntil === null) out.push(decode(source.slice(at, end)));
    if (open === -1) break;
    if (source.startsWith('<!--', open)) {
      const close = source.indexOf('-->', open + 4);
      at = close === -1 ? source.length : close + 3;
      continue;
    }
    const closing = source.charCodeAt(open + 1) === 47;
    const name = tagName(source, open + (closing ? 2 : 1));
    if (name === '' && !closing && !isDeclaration(source, open + 1)) {
      // Not a tag: "<5 mmol/L" in bad XHTML must not swallow a result.
      if (skipUntil === null) out.push('<');
      at = open + 1;
      continue;
    }
    at = endOfTag(source, open + 1);
    if (skipUntil !== null) {
      if (closing && name === skipUntil) skipUntil = null;
    } else if (silent.has(name)) {
      if (!closing && source.charCodeAt(at - 2) !== 47) skipUntil = name;
    } else if (name === 'td' || name === 'th') out.push(closing ? '  ' : '');
    else if (name === 'li' && !closing) out.push('\n• ');
    else if (breaking.has(name)) out.push('\n');
  }
  return out.join('');
}

function isDeclaration(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return code === 33 || code === 63;
}

/** A `>` inside a quoted attribute does not end the tag. */
function endOfTag(source: string, from: number): number {
  let quote = 0;
  for (let at = from; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (quote !== 0) {
      if (code === quote) quote = 0;
    } else if (code === 62) return at + 1;
    else if (code === 34 || code === 39) quote = code;
  }
  return source.length;
}

function tagName(source: string, from: number): string {
  let at = from;
  while (at < source.length && at - from < 12) {
    const code = source.charCodeAt(at) | 32;
    const inName = (code >= 97 && code <= 122) || (at > from && code >= 48 && code <= 57);
    if (!inName) break;
    at += 1;
  }
  return source.slice(from, at).toLowerCase();
}

function decode(text: string): string {
  if (!text.includes('&')) return text.replaceAll(/\s+/g, ' ');
  return text.replaceAll(/\s+/g, ' ').replaceAll(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|[a-zA-Z]{2,8});/g, (whole, name: string) => {
    if (!name.startsWith('#')) return entities.get(name) ?? whole;
    const code = name[1] === 'x' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

/** Cut at line ends or spaces, never within a word. */
export function pieces(text: string): readonly string[] {
  const tidy = prose(text);
  if (tidy === null) return [];
  if (tidy.length <= pieceLength) return [tidy];
  const cut: string[] = [];
  let rest = tidy;
  while (rest.length > pieceLength && cut.length < piecesAtMost) {
    const line = rest.lastIndexOf('\n', pieceLength);
    const space = line > pieceLength / 2 ? line : rest.lastIndexOf(' ', pieceLength);
    const at = space > pieceLength / 2 ? space : pieceLength;
    cut.push(rest.slice(0, at).trim().toWellFormed());
    rest = rest.slice(at).trim();
  }
  if (rest !== '' && cut.length < piecesAtMost) cut.push(rest.toWellFormed());
  return cut.filter((piece) => piece !== '');
}
