/**
 * The bundled fonts of the slip, and nothing of the machine's own: every kiosk draws the same dots.
 * Inter for Latin, Greek and Cyrillic; Noto for Arabic, Nastaliq, Bengali, Gurmukhi and Gujarati;
 * DejaVu for the signs that Inter's web subsets lack (≥, ≤, arrows, superscripts).
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import { coveredCodePoints } from './font-coverage.ts';
import type { Direction } from './bidi.ts';
import type { Face, Pen } from './type-setting.ts';

/** In the order in which a character looks for its glyph. */
const bundled = [
  ['inter', 'latin'],
  ['inter', 'latin-ext'],
  ['inter', 'vietnamese'],
  ['inter', 'greek'],
  ['inter', 'greek-ext'],
  ['inter', 'cyrillic'],
  ['inter', 'cyrillic-ext'],
  ['noto-sans-arabic', 'arabic'],
  ['noto-nastaliq-urdu', 'arabic'],
  ['noto-sans-bengali', 'bengali'],
  ['noto-sans-gurmukhi', 'gurmukhi'],
  ['noto-sans-gujarati', 'gujarati'],
  ['dejavu-sans', 'latin'],
] as const;

const weights = [400, 700] as const;
/** Control characters and broken surrogates: some fonts claim a glyph for NUL, which no C string can hold. */
const undrawable = /^[\p{Cc}\p{Cs}]$/u;
const ignorable = /^\p{Default_Ignorable_Code_Point}$/u;

export interface SlipFonts {
  /** Remembers what it measured, which is a person's words: a new one for every slip. */
  pen(): Pen;
  /** Sets the font and direction of a canvas to those of a face. */
  use(context: SKRSContext2D, face: Face, direction: Direction): void;
}

let loaded: SlipFonts | null = null;

/** Loaded once a process: about 60 ms. Throws where the installation lacks its fonts, which is a broken installation. */
export function slipFonts(): SlipFonts {
  loaded ??= load();
  return loaded;
}

function load(): SlipFonts {
  const locate = createRequire(import.meta.url);
  const covered = new Set<number>();
  for (const [family, subset] of bundled) {
    for (const weight of weights) {
      const bytes = readFileSync(locate.resolve(`@fontsource/${family}/files/${family}-${subset}-${weight}-normal.woff`));
      if (GlobalFonts.register(bytes, nameOf(family, subset)) === null) throw new Error(`Font not readable: ${family} ${subset}`);
      if (weight === 400) for (const codePoint of coveredCodePoints(bytes)) covered.add(codePoint);
    }
  }
  const names = bundled.map(([family, subset]) => nameOf(family, subset));
  const nastaliq = names.filter((name) => name.includes('nastaliq'));
  const naskhFirst = familyList(names);
  // After Latin, so that digits and units look the same in every language.
  const nastaliqFirst = familyList(
    names.flatMap((name) => (name.includes('nastaliq') ? [] : name.includes('noto-sans-arabic') ? [...nastaliq, name] : [name])),
  );
  const measuring = createCanvas(1, 1).getContext('2d');
  const use = (context: SKRSContext2D, face: Face, direction: Direction) => {
    context.font = `${face.weight} ${face.size}px ${face.nastaliq ? nastaliqFirst : naskhFirst}`;
    context.direction = direction;
    context.textAlign = 'left';
    context.textBaseline = 'alphabetic';
  };
  const covers = (codePoint: number) => {
    const character = String.fromCodePoint(codePoint);
    return !undrawable.test(character) && (covered.has(codePoint) || ignorable.test(character));
  };
  const width: Pen['width'] = (text, face, direction) => {
    use(measuring, face, direction);
    return measuring.measureText(text).width;
  };
  return { use, pen: () => ({ covers, width: remembered(width) }) };
}

function remembered(width: Pen['width']): Pen['width'] {
  const widths = new Map<string, number>();
  return (text, face, direction) => {
    const key = `${face.size}|${face.weight}|${face.nastaliq ? 'n' : 'a'}|${direction}|${text}`;
    const known = widths.get(key) ?? width(text, face, direction);
    widths.set(key, known);
    return known;
  };
}

function familyList(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(',');
}

function nameOf(family: string, subset: string): string {
  return `Slip ${family} ${subset}`;
}
