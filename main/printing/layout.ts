/** The slip's blocks set for a paper: what stands where, in dots. Pure. */
import type { Recorded } from '../record/patient-record.ts';
import { firstStrong, hasRightToLeft, isolateValues, withoutControls, type Direction } from './bidi.ts';
import { drawCode } from './code-drawing.ts';
import type { PaperSlip, SlipBlock, SlipField, SlipText } from './paper-slip.ts';
import { drawRange, drawTrend, type Column } from './result-drawing.ts';
import { Sheet, type PlacedBlock } from './sheet.ts';
import { balanced, typeSet, widestWord, widestWords, type Face, type Line, type Pen, type Segment } from './type-setting.ts';

export interface Paper {
  /** Printable width in dots: 576, 512, 420 or 384. */
  readonly width: number;
  readonly dotsPerInch: number;
  /** Every word at least 16 points. */
  readonly large: boolean;
}

interface Sizes {
  readonly title: number;
  readonly heading: number;
  readonly entry: number;
  readonly body: number;
  readonly small: number;
}

/** Points. Large print is 16 points or more, whatever the role (RNIB; NHS accessible formats). */
const sizes = {
  wide: { title: 20, heading: 15, entry: 12.5, body: 11, small: 9.5 },
  narrow: { title: 17, heading: 14, entry: 12, body: 10.5, small: 9.5 },
  large: { title: 24, heading: 21, entry: 18, body: 16, small: 16 },
} as const satisfies Record<string, Sizes>;

const widePaperMillimetres = 60;

/** One block at a time, so that the caller can let others work in between. */
export function* layOut(slip: PaperSlip, paper: Paper, pen: Pen): Generator<PlacedBlock> {
  const desk = new Desk(slip, paper, pen);
  let top = desk.unit;
  let said = false;
  for (const block of slip.blocks) {
    if (block.type === 'heading') said = false;
    const placed = desk.place(block, top);
    yield placed;
    top += placed.height;
    if (placed.missing.length === 0 || said || slip.unprintable === undefined) continue;
    const explanation = desk.place({ type: 'notice', text: slip.unprintable }, top);
    yield explanation;
    top += explanation.height;
    said = true;
  }
}

class Desk {
  /** Half a line of body text: the slip's unit of space. */
  readonly unit: number;
  private readonly slip: PaperSlip;
  private readonly paper: Paper;
  private readonly pen: Pen;
  private readonly points: Sizes;
  private readonly margin: number;
  private readonly inner: number;
  private readonly columns: boolean;
  /** Of the labels beside values. */
  private readonly labelWidth: number;
  /** Room for handwriting: 9 mm. */
  private readonly writingHeight: number;

  constructor(slip: PaperSlip, paper: Paper, pen: Pen) {
    const millimetres = (paper.width / paper.dotsPerInch) * 25.4;
    this.slip = slip;
    this.paper = paper;
    this.pen = pen;
    this.points = paper.large ? sizes.large : millimetres < widePaperMillimetres ? sizes.narrow : sizes.wide;
    this.margin = Math.round(paper.width * 0.02);
    this.inner = paper.width - 2 * this.margin;
    this.columns = !paper.large && millimetres >= widePaperMillimetres;
    this.writingHeight = Math.round((9 / 25.4) * paper.dotsPerInch);
    this.unit = Math.round(this.face('body').size * 0.5);
    this.labelWidth = this.columns ? this.widthOfLabels() : 0;
  }

  /** As wide as the labels of this slip need, between a quarter of the paper and two fifths: the longest may take two lines. */
  private widthOfLabels(): number {
    const labels = new Set(this.slip.blocks.flatMap(labelsOf));
    const most = Math.round(this.inner * 0.4);
    const widths = [...labels].map((label) => Math.ceil(widestWords([this.segment(label.replaceAll(/\s/gu, '\u00a0'), 'small', 400)], this.pen)));
    return Math.max(Math.round(this.inner * 0.25), ...widths.filter((width) => width <= most));
  }

  place(block: SlipBlock, top: number): PlacedBlock {
    const sheet = new Sheet(top);
    switch (block.type) {
      case 'title':
        this.paragraph(sheet, [block.text], 'title', 700);
        break;
      case 'heading':
        this.heading(sheet, block.text);
        break;
      case 'line':
        this.paragraph(sheet, block.text, block.weight === 'small' ? 'small' : 'body', block.weight === 'bold' ? 700 : 400);
        sheet.y += Math.round(this.unit * 0.3);
        break;
      case 'field':
        this.field(sheet, block);
        break;
      case 'entry':
        this.entry(sheet, block);
        break;
      case 'notice':
        this.notice(sheet, block.heading ?? null, block.text);
        break;
      case 'banner':
        this.banner(sheet, block.text);
        break;
      case 'code':
        drawCode(sheet, block.text, this.paper);
        break;
      case 'writing':
        for (let line = 0; line < block.lines; line += 1) {
          sheet.y += this.writingHeight;
          sheet.bar(this.margin, sheet.y, this.inner, 2);
        }
        sheet.y += this.unit;
        break;
      case 'rule':
        sheet.y += this.unit;
        sheet.bar(this.margin, sheet.y, this.inner, 2);
        sheet.y += 2 + this.unit;
        break;
      case 'space':
        sheet.y += this.unit;
        break;
    }
    return sheet.placed();
  }

  private heading(sheet: Sheet, text: SlipText): void {
    sheet.y += this.unit * 2;
    sheet.bar(this.margin, sheet.y, this.inner, Math.max(4, Math.round(this.unit * 0.35)));
    sheet.y += this.unit;
    this.paragraph(sheet, [text], 'heading', 700);
    sheet.y += Math.round(this.unit * 0.5);
  }

  private entry(sheet: Sheet, block: Extract<SlipBlock, { type: 'entry' }>): void {
    sheet.y += Math.round(this.unit * 0.4);
    this.paragraph(sheet, [block.title], 'entry', 700);
    if (block.under !== null) this.paragraph(sheet, [block.under], 'body', 400);
    if (block.mark !== undefined) this.paragraph(sheet, [block.mark], 'body', 700);
    const column: Column = { x: this.margin, width: this.inner, face: this.face('small'), pen: this.pen };
    const { range } = block;
    // The line stands under the value that it shows.
    const fields = [...(block.first ?? []), block.date, ...block.fields];
    const valueAt = Math.max(0, fields.findIndex(({ strong }) => strong === true));
    fields.forEach((field, place) => {
      this.field(sheet, field);
      if (range === undefined || place !== valueAt) return;
      drawRange(sheet, range, column);
      this.paragraph(sheet, [range.summary], 'body', 400);
      sheet.y += Math.round(this.unit * 0.4);
    });
    if (block.trend !== undefined) {
      sheet.y += Math.round(this.unit * 0.5);
      this.paragraph(sheet, [block.trend.label], 'small', 700, undefined, false);
      drawTrend(sheet, block.trend, column);
    }
    sheet.y += Math.round(this.unit * 1.1);
  }

  /** In columns where the paper is wide enough; else the value runs on after its label. */
  private field(sheet: Sheet, { label, value, strong = false }: SlipField): void {
    const weight = strong ? 700 : 400;
    sheet.words.push(`${plain(label)}: ${plain(value)}`);
    const { labelWidth } = this;
    const gap = Math.round(this.inner * 0.03);
    const valueWidth = this.inner - labelWidth - gap;
    const shown = this.segment(value, 'body', weight);
    const look = { hang: this.margin - 3 };
    const column = !this.columns
      ? null
      : strong
        ? balanced([shown], valueWidth, this.slip.dir, this.pen, look)
        : { lines: this.set([shown], valueWidth), width: valueWidth };
    // A long dose has the whole paper: three lines of it in a column are hard to read.
    const long = strong && (column?.lines.length ?? 0) > 2;
    if (column === null || long || widestWords([shown], this.pen) > valueWidth) {
      const before = this.segment(`${plain(label)}:`, 'small', 400, typeof label === 'string' ? null : label);
      const together = this.set([before, shown], this.inner);
      // English after an Urdu label, over several lines, would be read from two sides: it begins below.
      const apart = together.length > 1 && before.direction !== shown.direction;
      const lines = apart ? [...this.set([before], this.inner), ...this.set([shown], this.inner)] : together;
      sheet.y = sheet.put(lines, this.margin, sheet.y) + Math.round(this.unit * 0.2);
      return;
    }
    const labels = this.set([this.segment(label, 'small', 400)], labelWidth);
    const values = column.lines;
    const first = Math.max(labels[0]?.baseline ?? 0, values[0]?.baseline ?? 0);
    const leftToRight = this.slip.dir === 'ltr';
    const labelBottom = sheet.put(
      labels,
      leftToRight ? this.margin : this.margin + valueWidth + gap,
      sheet.y + first - (labels[0]?.baseline ?? 0),
    );
    const valueBottom = sheet.put(
      values,
      leftToRight ? this.margin + labelWidth + gap : this.margin + valueWidth - column.width,
      sheet.y + first - (values[0]?.baseline ?? 0),
    );
    sheet.y = Math.max(labelBottom, valueBottom);
  }

  private notice(sheet: Sheet, heading: string | null, text: string): void {
    const line = 3;
    const padding = this.unit;
    const top = sheet.y + this.unit;
    sheet.y = top + line + Math.round(padding * 0.6);
    const inside = { x: this.margin + line + padding, width: this.inner - 2 * (line + padding) };
    if (heading !== null) this.paragraph(sheet, [heading], 'body', 700, inside);
    for (const paragraph of text.split('\n')) {
      this.paragraph(sheet, [paragraph], 'body', 400, inside);
      sheet.y += Math.round(padding * 0.4);
    }
    sheet.y += Math.round(padding * 0.2);
    sheet.bar(this.margin, top, this.inner, line);
    sheet.bar(this.margin, sheet.y, this.inner, line);
    sheet.bar(this.margin, top, line, sheet.y - top);
    sheet.bar(this.margin + this.inner - line, top, line, sheet.y - top);
    sheet.y += line + this.unit;
  }

  private banner(sheet: Sheet, text: string): void {
    const room = this.inner - 2 * this.unit;
    const look = { align: 'centre', white: true, hang: this.unit } as const;
    const { lines, width } = balanced([this.segment(text, 'entry', 700)], room, this.slip.dir, this.pen, look);
    const top = sheet.y;
    const left = this.margin + this.unit + Math.round((room - width) / 2);
    const bottom = sheet.put(lines, left, top + Math.round(this.unit * 0.7)) + Math.round(this.unit * 0.7);
    sheet.bar(0, top, this.paper.width, bottom - top);
    sheet.y = bottom + this.unit;
    sheet.words.push(text);
  }

  private paragraph(
    sheet: Sheet,
    text: readonly SlipText[],
    role: keyof Sizes,
    weight: 400 | 700,
    column = { x: this.margin, width: this.inner },
    spoken = true,
  ): void {
    const segments = text.map((piece) => this.fitted(this.segment(piece, role, weight), column.width));
    if (weight === 700) {
      const { lines, width } = balanced(segments, column.width, this.slip.dir, this.pen, { hang: this.margin - 3 });
      sheet.y = sheet.put(lines, this.slip.dir === 'ltr' ? column.x : column.x + column.width - width, sheet.y);
    } else sheet.y = sheet.put(this.set(segments, column.width), column.x, sheet.y);
    if (spoken) sheet.words.push(text.map(plain).join(' '));
  }

  /** A word of a heading is not broken while it could be smaller; never smaller than the words of the text. */
  private fitted(segment: Segment, width: number): Segment {
    const least = this.face('body').size;
    const widest = segment.face.size > least ? widestWord(segment, this.pen) : 0;
    if (widest <= width) return segment;
    return { ...segment, face: { ...segment.face, size: Math.max(least, Math.floor((segment.face.size * width) / widest) - 1) } };
  }

  private set(segments: readonly Segment[], width: number): Line[] {
    return typeSet(segments, width, this.slip.dir, this.pen, { hang: this.margin - 3 });
  }

  private segment(text: SlipText, role: keyof Sizes, weight: 400 | 700, as: Recorded | null = null): Segment {
    const recorded = as ?? (typeof text === 'string' ? null : text);
    const language = recorded?.lang ?? this.slip.language;
    // Two marks in a row part a number from what follows; only the kiosk's own words may do that.
    const words = (typeof text === 'string' ? text : withoutControls(text.text).replaceAll('\u200b ', ' ')).normalize('NFC');
    const direction =
      recorded === null ? this.ownDirection(words) : recorded.isValue ? 'ltr' : (firstStrong(words) ?? 'ltr');
    return {
      text: direction === 'rtl' && recorded !== null ? isolateValues(words) : words,
      face: this.face(role, weight, /^ur\b/i.test(language)),
      direction,
    };
  }

  /** The kiosk's own words read in the slip's direction, unless they are still in English. */
  private ownDirection(text: string): Direction {
    return this.slip.dir === 'rtl' && !hasRightToLeft(text) && firstStrong(text) !== null ? 'ltr' : this.slip.dir;
  }

  private face(role: keyof Sizes, weight: 400 | 700 = 400, nastaliq = false): Face {
    const dots = (this.points[role] * this.paper.dotsPerInch) / 72;
    // Sixteen points are sixteen points: half a dot less would be 15.96.
    return { size: this.paper.large ? Math.ceil(dots) : Math.round(dots), weight, nastaliq };
  }
}

function labelsOf(block: SlipBlock): string[] {
  if (block.type === 'field') return [plain(block.label)];
  return block.type === 'entry' ? [...(block.first ?? []), block.date, ...block.fields].map(({ label }) => plain(label)) : [];
}

function plain(text: SlipText): string {
  return typeof text === 'string' ? text : text.text;
}
