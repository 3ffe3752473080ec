/**
 * Reading direction of the slip's words. Each piece is an isolate of its own, so that
 * `48 mmol/mol` reads the same in a sentence of any script.
 * Unicode Standard Annex 9 (bidirectional algorithm), P2 and P3, and the isolates of 2.4.
 */
export type Direction = 'ltr' | 'rtl';

const leftToRightIsolate = '\u2066';
const rightToLeftIsolate = '\u2067';
const popIsolate = '\u2069';
const rightToLeftLetter = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const letter = /\p{L}/u;
/** Embeddings, overrides, isolates and marks: in recorded words they could reorder what stands beside them. */
const controls = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Direction of the first letter; null where there is none ("20 - 42"). */
export function firstStrong(text: string): Direction | null {
  const first = letter.exec(text);
  if (first === null) return null;
  return rightToLeftLetter.test(first[0]) ? 'rtl' : 'ltr';
}

export function hasRightToLeft(text: string): boolean {
  return rightToLeftLetter.test(text);
}

export function isolate(text: string, direction: Direction): string {
  return `${direction === 'ltr' ? leftToRightIsolate : rightToLeftIsolate}${withoutControls(text)}${popIsolate}`;
}

const amount = String.raw`(?:[<>≤≥=~±]\s?)?\p{Nd}[\p{Nd}.,:/]*`;
const unit = String.raw`[\p{Script=Latin}µμ%°][\p{Script=Latin}\p{Nd}µμ%°/*^.²³⁹·-]*`;
const valueInText = new RegExp(String.raw`${amount}(?:\s?[-\u2013x×]\s?${amount})*\s?${unit}`, 'gu');

/** Numbers with their Latin units inside right-to-left words: each an isolate, so that "48 mmol/mol" keeps its order. */
export function isolateValues(text: string): string {
  return text.replaceAll(valueInText, (value) => isolate(value, 'ltr'));
}

export function withoutControls(text: string): string {
  return text.replaceAll(controls, '');
}

/** Isolates still open at the end of `text`, outermost first: closed at a line's end and opened again on the next. */
export function openIsolates(text: string): string {
  let open = '';
  for (const character of text) {
    if (character === popIsolate) open = open.slice(0, -1);
    else if (character >= '\u2066' && character <= '\u2068') open += character;
  }
  return open;
}

export function closing(open: string): string {
  return popIsolate.repeat(open.length);
}
