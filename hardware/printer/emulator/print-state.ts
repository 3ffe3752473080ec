/** What an ESC/POS printer remembers between commands, and the line or page that it is composing. */
import { Canvas } from './canvas.ts';
import type { DrawLetter, DrawSymbol, PrinterProfile } from '../../ports.ts';
import { characterOf, codeTableOf } from './code-tables.ts';
import { cells, drawGlyph } from './glyphs.ts';
import { Macro } from './macro.ts';
import type { PaperRoll } from './paper-roll.ts';
import type { QrLevel } from './qr-symbol.ts';
import type { StoredSymbol } from './stored-symbol.ts';

export interface PrintedSymbol {
  readonly kind: string;
  readonly text: string;
  /** False where this emulator reads the command but does not draw that symbology. */
  readonly drawn: boolean;
}

interface Page {
  readonly canvas: Canvas;
  readonly lines: string[];
  area: { x: number; y: number; width: number; height: number };
  y: number;
}

const tallestPage = 16_384;

const initialStyle = () => ({
  font: 'A' as 'A' | 'B',
  bold: false,
  underline: 0,
  inverted: false,
  widthTimes: 1,
  heightTimes: 1,
});

export class PrintState {
  readonly paper: PaperRoll;
  readonly dotsPerInch: number;
  readonly #profile: PrinterProfile;
  readonly lines: string[] = [];
  readonly symbols: PrintedSymbol[] = [];
  readonly unknown: string[] = [];
  readonly stored = new Map<string, Canvas>();
  readonly #storedSymbols = new Map<number, StoredSymbol>();
  /** Null: only QR and the plain bar codes are drawn. */
  readonly drawSymbol: DrawSymbol | null;
  /** Null: dot-matrix letters. */
  readonly letters: DrawLetter | null;

  style = initialStyle();
  /** ESC V: each letter a quarter clockwise. */
  turned = false;
  /** ESC {: whole lines. */
  upsideDown = false;
  /** ESC & and ESC %. */
  readonly ownLetters = { shapes: new Map<number, Canvas>(), used: false };
  align: 'left' | 'centre' | 'right' = 'left';
  spacing = 0;
  leftMargin = 0;
  areaWidth = 0;
  characterSpacing = 0;
  tabs: readonly number[] = [];
  codeTable = 0;
  international = 0;
  kanji: 'none' | 'pairs' | 'shift-jis' | 'utf-8' = 'none';
  /** False while the customer display on the same cable is spoken to: ESC =. */
  chosen = true;
  counter = { value: 1, step: 1, from: 1, to: 65_535, digits: 0 };
  readonly macro = new Macro();
  /** Dots a motion unit: GS P. */
  unitX = 1;
  unitY = 1;
  barcode = { height: 162, module: 3, text: 0 };
  qr: { module: number; level: QrLevel; data: Uint8Array } = { module: 3, level: 'L', data: new Uint8Array() };
  graphics: Canvas | null = null;
  automaticStatus = 0;
  page: Page | null = null;
  /** A byte that a command looked at and left for the next. */
  unread: number | null = null;

  #line: { readonly x: number; readonly canvas: Canvas }[] = [];
  #lineText = '';
  x = 0;

  constructor(paper: PaperRoll, profile: PrinterProfile, letters: DrawLetter | null, drawSymbol: DrawSymbol | null) {
    this.paper = paper;
    this.letters = letters;
    this.drawSymbol = drawSymbol;
    this.dotsPerInch = profile.dotsPerInch;
    this.#profile = profile;
    this.initialise();
  }

  /** ESC @: settings, print line and page go; what was stored in the printer stays. */
  initialise(): void {
    this.style = initialStyle();
    this.turned = false;
    this.upsideDown = false;
    this.ownLetters.shapes.clear();
    this.ownLetters.used = false;
    this.align = 'left';
    this.spacing = Math.round(this.dotsPerInch / 6);
    this.leftMargin = 0;
    this.areaWidth = this.paper.width;
    this.characterSpacing = 0;
    this.tabs = Array.from({ length: 32 }, (_, index) => (index + 1) * 8);
    this.codeTable = 0;
    this.international = 0;
    this.kanji = this.#profile.kanji ? 'pairs' : 'none';
    this.unitX = 1;
    this.unitY = 1;
    this.barcode = { height: 162, module: 3, text: 0 };
    this.qr = { module: 3, level: 'L', data: new Uint8Array() };
    this.#storedSymbols.clear();
    this.graphics = null;
    this.automaticStatus = 0;
    this.chosen = true;
    this.page = null;
    this.cancelLine();
  }

  /** What GS ( k has set for the symbology `code`. */
  storedSymbol(code: number): StoredSymbol {
    const symbol = this.#storedSymbols.get(code) ?? { settings: new Map(), data: new Uint8Array() };
    this.#storedSymbols.set(code, symbol);
    return symbol;
  }

  get columnWidth(): number {
    return cells[this.style.font].width + this.characterSpacing;
  }

  get #room(): number {
    const width = this.page?.area.width ?? Math.min(this.areaWidth, this.paper.width - this.leftMargin);
    return Math.max(1, width);
  }

  get lineIsEmpty(): boolean {
    return this.#line.length === 0;
  }

  cancelLine(): void {
    this.#line = [];
    this.#lineText = '';
    this.x = 0;
  }

  write(value: number): void {
    const own = this.ownLetters.used ? this.ownLetters.shapes.get(value) : undefined;
    if (own !== undefined) {
      this.place(own.scaled(this.style.widthTimes, this.style.heightTimes), String.fromCharCode(value));
      return;
    }
    this.writeCharacter(characterOf(value, codeTableOf(this.codeTable, this.#profile), this.international));
  }

  writeCharacter(character: string): void {
    const glyph = drawGlyph(character, this.style, this.letters);
    this.place(this.turned ? glyph.turned(90) : glyph, character);
    this.x += this.characterSpacing * this.style.widthTimes;
  }

  /** Adds a picture to the print line; what no longer fits begins the next. */
  place(canvas: Canvas, text = ''): void {
    if (this.x > 0 && this.x + canvas.width > this.#room) this.newLine();
    this.#line.push({ x: this.x, canvas });
    this.#lineText += text;
    this.x += canvas.width;
  }

  moveTo(x: number): void {
    this.x = Math.max(0, Math.min(x, this.#room));
    const column = Math.floor(this.x / (this.columnWidth * this.style.widthTimes));
    if (this.#lineText !== '') this.#lineText = this.#lineText.padEnd(Math.max(column, this.#lineText.length + 1));
  }

  tab(): void {
    const unit = this.columnWidth * this.style.widthTimes;
    const next = this.tabs.find((column) => column * unit > this.x);
    if (next !== undefined && next * unit < this.#room) this.moveTo(next * unit);
  }

  /** Prints the line and feeds by at least its height. */
  newLine(spacing = this.spacing): void {
    const tallest = this.#line.reduce((most, item) => Math.max(most, item.canvas.height), 0);
    const feed = Math.max(spacing, tallest);
    if (this.page === null) {
      const left = this.leftMargin + this.#indent(this.#line.reduce((most, item) => Math.max(most, item.x + item.canvas.width), 0));
      if (this.upsideDown) this.#printOnItsHead(tallest);
      else for (const { x, canvas } of this.#line) this.paper.print(canvas, left + x, tallest - canvas.height);
      this.lines.push(this.#lineText);
      this.paper.feed(feed);
    } else {
      const { page } = this;
      page.canvas.grow(Math.min(tallestPage, page.area.y + page.y + tallest));
      for (const { x, canvas } of this.#line) {
        page.canvas.draw(canvas, page.area.x + x, page.area.y + page.y + tallest - canvas.height);
      }
      if (this.#lineText !== '') page.lines.push(this.#lineText);
      page.y += feed;
    }
    this.cancelLine();
  }

  #printOnItsHead(tallest: number): void {
    const line = new Canvas(this.#room, tallest);
    const indent = this.#indent(this.#line.reduce((most, item) => Math.max(most, item.x + item.canvas.width), 0));
    for (const { x, canvas } of this.#line) line.draw(canvas, indent + x, tallest - canvas.height);
    this.paper.print(line.turned(180), this.leftMargin, 0);
  }

  /** What a command that works at the beginning of a line does to a line that has begun. */
  finishLine(): void {
    if (!this.lineIsEmpty) this.newLine();
  }

  feedLines(count: number): void {
    if (this.lineIsEmpty && count === 0) return;
    this.newLine();
    for (let line = 1; line < count; line += 1) this.newLine();
  }

  feedDots(dots: number): void {
    if (this.lineIsEmpty) this.#advance(dots);
    else this.newLine(dots);
  }

  #advance(dots: number): void {
    if (this.page === null) this.paper.feed(dots);
    else this.page.y = Math.max(0, this.page.y + dots);
  }

  back(dots: number): void {
    this.finishLine();
    this.#advance(-dots);
  }

  #indent(width: number): number {
    if (this.align === 'left') return 0;
    const left = Math.max(0, this.#room - width);
    return this.align === 'centre' ? Math.floor(left / 2) : left;
  }

  /** Where a picture of this width begins. */
  pictureLeft(width: number): number {
    return this.leftMargin + this.#indent(width);
  }

  /** Prints a picture on its own rows. */
  printPicture(canvas: Canvas): void {
    if (this.page !== null) {
      this.place(canvas);
      return;
    }
    this.finishLine();
    const left = this.pictureLeft(canvas.width);
    for (let row = 0; row < canvas.height; row += 1) this.paper.printRow(left, canvas.row(row));
  }

  beginPage(): void {
    if (this.page !== null) return;
    this.finishLine();
    this.page = {
      canvas: new Canvas(this.paper.width, 0),
      lines: [],
      area: { x: 0, y: 0, width: this.paper.width, height: 0 },
      y: 0,
    };
  }

  setArea(x: number, y: number, width: number, height: number): void {
    if (this.page === null) return;
    this.finishLine();
    this.page.area = { x, y, width: Math.max(1, Math.min(width, this.paper.width - x)), height };
    this.page.canvas.grow(Math.min(tallestPage, y + height));
    this.page.y = 0;
  }

  printPage(leave: boolean): void {
    const { page } = this;
    if (page === null) return;
    this.finishLine();
    const { canvas } = page;
    for (let row = 0; row < canvas.height; row += 1) this.paper.printRow(0, canvas.row(row));
    this.lines.push(...page.lines);
    if (leave) this.page = null;
  }

  leavePage(): void {
    this.cancelLine();
    this.page = null;
  }
}
