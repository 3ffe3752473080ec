/**
 * A result drawn for paper: the laboratory's own range as a thick piece of a line, and the results before it as dots.
 * Numbers run from left to right in every language. No colour, no grey: thick and thin only.
 */
import { firstStrong } from './bidi.ts';
import type { SlipBlock } from './paper-slip.ts';
import type { Sheet } from './sheet.ts';
import { typeSet, type Face, type Pen } from './type-setting.ts';

type Entry = Extract<SlipBlock, { type: 'entry' }>;

export interface Column {
  readonly x: number;
  readonly width: number;
  /** Of the small words. */
  readonly face: Face;
  readonly pen: Pen;
}

export function drawRange(sheet: Sheet, { picture }: NonNullable<Entry['range']>, column: Column): void {
  const { face, x, width } = column;
  const em = face.size;
  const at = (part: number) => x + Math.round(em * 0.4 + part * (width - em * 0.8));
  const value = at(picture.valueAt);
  const [low, high] = [at(picture.lowAt), at(picture.highAt)];
  sheet.y += Math.round(em * 0.3);
  sheet.y = number(sheet, picture.value, value, sheet.y, column, 700);
  const tip = Math.round(em * 0.4);
  sheet.path([[value - tip, sheet.y], [value + tip, sheet.y], [value, sheet.y + tip]], null);
  sheet.y += tip + 3;
  const thick = Math.round(em * 0.45);
  sheet.bar(x, sheet.y + Math.round(thick / 2) - 1, width, 3);
  sheet.bar(low, sheet.y, high - low, thick);
  for (const end of [low, high]) sheet.bar(end - 2, sheet.y, 4, thick + Math.round(em * 0.25));
  const under = sheet.y + thick + Math.round(em * 0.25);
  const apart = high - low > (numberWidth(picture.low, column) + numberWidth(picture.high, column)) / 2 + em * 0.6;
  const below = number(sheet, picture.low, low, under, column, 400);
  // Bounds that are close stand under each other, so that they cannot run into one number.
  sheet.y = number(sheet, picture.high, high, apart ? under : below, column, 400);
}

export function drawTrend(sheet: Sheet, { label, points }: NonNullable<Entry['trend']>, column: Column): void {
  const { face, x, width } = column;
  const em = face.size;
  const [first, last] = [points[0], points.at(-1)];
  if (first === undefined || last === undefined) return;
  sheet.words.push(`${label}: ${points.map(({ value, when }) => `${value} (${when})`).join(', ')}`);
  const inset = Math.max(numberWidth(first.value, column), numberWidth(last.value, column)) + em * 0.8;
  const height = Math.round(em * 2.4);
  const top = sheet.y + Math.round(em * 0.9);
  // Values that would leave no room for the line stand in the words only.
  if (inset * 2 > width * 0.6) return;
  const place = ({ along, up }: (typeof points)[number]): readonly [number, number] => [
    Math.round(x + inset + along * (width - 2 * inset)),
    Math.round(top + (1 - up) * height),
  ];
  const dots = points.map(place);
  sheet.path(dots, 3);
  for (const [dotX, dotY] of dots) sheet.path(disc(dotX, dotY, Math.round(em * 0.2)), null);
  const beside = Math.round(em * 0.6);
  const [firstDot, lastDot] = [dots[0], dots.at(-1)];
  if (firstDot !== undefined) number(sheet, first.value, firstDot[0] - em * 0.5 - numberWidth(first.value, column) / 2, firstDot[1] - beside, column, 400);
  if (lastDot !== undefined) number(sheet, last.value, lastDot[0] + em * 0.5 + numberWidth(last.value, column) / 2, lastDot[1] - beside, column, 700);
  sheet.y = top + height + Math.round(em * 0.7);
  const dates = [first.when, last.when].map((when) => ({ when, width: column.pen.width(when, face, firstStrong(when) ?? 'ltr') }));
  const sideBySide = dates.reduce((sum, date) => sum + date.width, em) <= width;
  dates.forEach(({ when, width: wide }, index) => {
    const left = index === 0 ? x : x + width - wide - 1;
    const bottom = put(sheet, when, left, wide, sheet.y, column, 400);
    if (index === 1 || !sideBySide) sheet.y = bottom;
  });
}

/** Eight corners are round enough at 203 dots an inch. */
function disc(x: number, y: number, radius: number): (readonly [number, number])[] {
  return Array.from({ length: 8 }, (_, corner) => {
    const angle = ((corner + 0.5) * Math.PI) / 4;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
  });
}

function numberWidth(text: string, { pen, face }: Column): number {
  return pen.width(text, { ...face, weight: 700 }, 'ltr');
}

/** Centred on its place, and never over the edge. */
function number(sheet: Sheet, text: string, centre: number, y: number, column: Column, weight: 400 | 700): number {
  const wide = numberWidth(text, column);
  const left = Math.max(column.x, Math.min(column.x + column.width - wide - 1, centre - wide / 2));
  return put(sheet, text, left, wide, y, column, weight);
}

function put(sheet: Sheet, text: string, left: number, wide: number, y: number, { pen, face }: Column, weight: 400 | 700): number {
  // A date in Arabic letters reads from the right also where the line runs from the left.
  const segment = { text, face: { ...face, weight }, direction: firstStrong(text) ?? 'ltr' } as const;
  return sheet.put(typeSet([segment], Math.ceil(wide) + 1, 'ltr', pen), Math.round(left), Math.round(y));
}
