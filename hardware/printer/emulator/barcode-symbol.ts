/** One-dimensional bar codes as bars: ISO/IEC 15420 (EAN, UPC), 16388 (Code 39), 16390 (ITF), 15417 (Code 128). */
import type { DrawSymbol, SymbolFormat } from '../../ports.ts';
import { Canvas } from './canvas.ts';
import { canvasOf } from './stored-symbol.ts';

/** m of GS k, from 65 on. */
export const barcodeNames = [
  'upc-a',
  'upc-e',
  'ean-13',
  'ean-8',
  'code-39',
  'itf',
  'codabar',
  'code-93',
  'code-128',
  'gs1-128',
  'databar',
  'databar-truncated',
  'databar-limited',
  'databar-expanded',
  'code-128-auto',
] as const;
export type BarcodeName = (typeof barcodeNames)[number];

const drawnByOthers: Readonly<Partial<Record<BarcodeName, SymbolFormat>>> = {
  'upc-e': 'UPCE',
  codabar: 'Codabar',
  'code-93': 'Code93',
  databar: 'DataBarOmni',
  'databar-truncated': 'DataBarOmni',
  'databar-limited': 'DataBarLimited',
  'databar-expanded': 'DataBarExpanded',
};

/** Null where the data is not allowed in that code, or nobody is there to draw it. */
export function drawBarcode(name: BarcodeName, data: Uint8Array, module: number, height: number, draw: DrawSymbol | null): Canvas | null {
  const format = drawnByOthers[name];
  if (format !== undefined) {
    const text = String.fromCharCode(...data);
    const drawn = draw?.(format, name === 'upc-e' ? bytesOf(shortUpc(text)) : data, '') ?? null;
    if (drawn === null) return null;
    // Every row of a bar code is the same, but for the guard bars that reach further down.
    const rows = canvasOf(drawn);
    const strip = new Canvas(rows.width, 1);
    strip.addRow(0, 0, rows.row(Math.floor(rows.height / 3)));
    return strip.scaled(module, height);
  }
  const bars = barsOf(name, data);
  if (bars === null) return null;
  const canvas = new Canvas(bars.length * module, height);
  for (const [at, bar] of [...bars].entries()) if (bar === '1') canvas.fill(at * module, 0, module, height);
  return canvas;
}

function barsOf(name: BarcodeName, data: Uint8Array): string | null {
  const text = String.fromCharCode(...data);
  if (name === 'ean-13') return ean(text, 12);
  if (name === 'upc-a') return /^\d{11,12}$/.test(text) ? ean(`0${text}`, 12) : null;
  if (name === 'ean-8') return ean(text, 7);
  if (name === 'itf') return interleaved(text);
  if (name === 'code-39') return code39(text);
  if (name === 'gs1-128') return gs1Code128(text);
  if (name === 'code-128-auto') return code128(bytesOf(`{B${text.replace(/\{/g, '{{')}`));
  return name === 'code-128' ? code128(data) : null;
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff);

/** UPC-E may be given as the UPC-A number that it stands for (ISO/IEC 15420, zero suppression). */
function shortUpc(text: string): string {
  const [, maker = '', item = ''] = /^0(\d{5})(\d{5})\d?$/.exec(text) ?? [];
  if (maker === '') return text;
  if (/^\d\d[012]00$/.test(maker) && item.startsWith('00')) return `0${maker.slice(0, 2)}${item.slice(2)}${maker[2]}`;
  if (maker.endsWith('00') && item.startsWith('000')) return `0${maker.slice(0, 3)}${item.slice(3)}3`;
  if (maker.endsWith('0') && item.startsWith('0000')) return `0${maker.slice(0, 4)}${item[4]}4`;
  return `0${maker}${item[4]}`;
}

/** Application identifiers in brackets, which are printed but not coded: FNC1 first, digits in pairs where they are all digits. */
function gs1Code128(text: string): string | null {
  const coded = text.replace(/[() ]/g, '').replace(/^\{1/, '');
  if (!/^(\d\d)+$/.test(coded)) return code128(bytesOf(`{B{1${coded.replace(/\{(?!1)/g, '{{')}`));
  return code128(Uint8Array.of(...bytesOf('{C{1'), ...(coded.match(/../g) ?? []).map(Number)));
}

const leftOdd = ['0001101', '0011001', '0010011', '0111101', '0100011', '0110001', '0101111', '0111011', '0110111', '0001011'];
const parities = ['LLLLLL', 'LLGLGG', 'LLGGLG', 'LLGGGL', 'LGLLGG', 'LGGLLG', 'LGGGLL', 'LGLGLG', 'LGLGGL', 'LGGLGL'];
const flipped = (bars: string): string => bars.replace(/./g, (bar) => (bar === '0' ? '1' : '0'));
const mirrored = (bars: string): string => [...bars].reverse().join('');

function ean(text: string, digits: number): string | null {
  if (!/^\d+$/.test(text) || (text.length !== digits && text.length !== digits + 1)) return null;
  const body = [...text.slice(0, digits)].map(Number);
  const sum = body.reduce((total, digit, at) => total + digit * ((digits - at) % 2 === 1 ? 3 : 1), 0);
  const all = [...body, (10 - (sum % 10)) % 10];
  const parity = digits === 12 ? (parities[all[0] ?? 0] ?? '') : 'LLLL';
  const coded = digits === 12 ? all.slice(1) : all;
  const half = coded.length / 2;
  const left = coded.slice(0, half).map((digit, at) => {
    const odd = leftOdd[digit] ?? '';
    return parity[at] === 'G' ? mirrored(flipped(odd)) : odd;
  });
  const right = coded.slice(half).map((digit) => flipped(leftOdd[digit] ?? ''));
  return `101${left.join('')}01010${right.join('')}101`;
}

const itfWidths = ['nnwwn', 'wnnnw', 'nwnnw', 'wwnnn', 'nnwnw', 'wnwnn', 'nwwnn', 'nnnww', 'wnnwn', 'nwnwn'];

function interleaved(text: string): string | null {
  if (!/^(\d\d)+$/.test(text)) return null;
  let bars = '1010';
  for (let at = 0; at < text.length; at += 2) {
    const dark = itfWidths[Number(text[at])] ?? '';
    const light = itfWidths[Number(text[at + 1])] ?? '';
    for (let bar = 0; bar < 5; bar += 1) bars += (dark[bar] === 'w' ? '111' : '1') + (light[bar] === 'w' ? '000' : '0');
  }
  return `${bars}11101`;
}

const code39Characters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-. *$/+%';
const code39Widths =
  'nnnwwnwnn wnnwnnnnw nnwwnnnnw wnwwnnnnn nnnwwnnnw wnnwwnnnn nnwwwnnnn nnnwnnwnw wnnwnnwnn nnwwnnwnn wnnnnwnnw nnwnnwnnw wnwnnwnnn nnnnwwnnw wnnnwwnnn nnwnwwnnn nnnnnwwnw wnnnnwwnn nnwnnwwnn nnnnwwwnn wnnnnnnww nnwnnnnww wnwnnnnwn nnnnwnnww wnnnwnnwn nnwnwnnwn nnnnnnwww wnnnnnwwn nnwnnnwwn nnnnwnwwn wwnnnnnnw nwwnnnnnw wwwnnnnnn nwnnwnnnw wwnnwnnnn nwwnwnnnn nwnnnnwnw wwnnnnwnn nwwnnnwnn nwnnwnwnn nwnwnwnnn nwnwnnnwn nwnnnwnwn nnnwnwnwn'.split(
    ' ',
  );

function code39(text: string): string | null {
  const framed = `*${text.replace(/^\*|\*$/g, '')}*`;
  let bars = '';
  for (const character of framed) {
    const widths = code39Widths[code39Characters.indexOf(character)];
    if (widths === undefined) return null;
    for (const [at, width] of [...widths].entries()) bars += (at % 2 === 0 ? '1' : '0').repeat(width === 'w' ? 3 : 1);
    bars += '0';
  }
  return bars.slice(0, -1);
}

const code128Widths =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232 2331112'.split(
    ' ',
  );
const code128Sets = { A: { start: 103, from: 101 }, B: { start: 104, from: 100 }, C: { start: 105, from: 99 } } as const;

/** Epson's notation: `{A {B {C` choose the set, `{1` is FNC1, `{{` a brace; in set C a byte is a pair of digits. */
function code128(data: Uint8Array): string | null {
  const values: number[] = [];
  let set: keyof typeof code128Sets | null = null;
  for (let at = 0; at < data.length; at += 1) {
    const value = data[at] ?? 0;
    if (value === 0x7b) {
      at += 1;
      const next = String.fromCharCode(data[at] ?? 0);
      if (next === 'A' || next === 'B' || next === 'C') {
        values.push(set === null ? code128Sets[next].start : code128Sets[next].from);
        set = next;
      } else if (next === '1') values.push(102);
      else if (next === '{' && set === 'B') values.push(91);
      else return null;
      continue;
    }
    if (set === null) {
      values.push(104);
      set = 'B';
    }
    if (set === 'C') {
      if (value > 99) return null;
      values.push(value);
    } else if (set === 'A') values.push(value < 32 ? value + 64 : value - 32);
    else values.push(value - 32);
  }
  const [start] = values;
  if (start === undefined || values.some((value) => value < 0 || value > 105)) return null;
  const check = values.reduce((sum, value, at) => sum + value * Math.max(at, 1), 0) % 103;
  return [...values, check, 106]
    .map((value) => [...(code128Widths[value] ?? '')].map((width, at) => (at % 2 === 0 ? '1' : '0').repeat(Number(width))).join(''))
    .join('');
}
