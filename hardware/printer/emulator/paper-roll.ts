/** The paper: as wide as the head, as long as what was printed, and the cuts in it. */
import type { Bitmap } from '../../ports.ts';
import { Canvas } from './canvas.ts';

export class PaperRoll {
  readonly width: number;
  /** The row under the head. */
  position = 0;
  /** All rows that the motor has moved, for the clock and the roll's length. */
  moved = 0;
  #canvas: Canvas;
  #first: number | null = null;
  #last = 0;
  #cuts: number[] = [];

  constructor(width: number) {
    this.width = width;
    this.#canvas = new Canvas(width, 0);
  }

  /** One row of dots, and on to the next. */
  printRow(x: number, dots: Uint8Array): void {
    this.#canvas.grow(this.position + 1);
    this.#canvas.addRow(this.position, x, dots);
    this.#printed(this.position, this.position + 1);
    this.feed(1);
  }

  /** Puts dots on the rows from here on; the paper does not move. */
  print(canvas: Canvas, x: number, below: number): void {
    const top = this.position + below;
    this.#canvas.grow(top + canvas.height);
    this.#canvas.draw(canvas, x, top);
    this.#printed(top, top + canvas.height);
  }

  feed(rows: number): void {
    this.position = Math.max(0, this.position + rows);
    this.moved += Math.abs(rows);
    this.#canvas.grow(this.position);
  }

  /** Somebody takes what has come out. */
  takeAway(): void {
    this.#canvas = new Canvas(this.width, 0);
    this.#first = null;
    this.#last = 0;
    this.#cuts = [];
    this.position = 0;
  }

  cut(): void {
    this.#cuts.push(this.position);
  }

  #printed(from: number, to: number): void {
    this.#first = this.#first === null ? from : Math.min(this.#first, from);
    this.#last = Math.max(this.#last, to);
  }

  get cuts(): number {
    return this.#cuts.length;
  }

  /** Rows at which it was cut. */
  get cutRows(): readonly number[] {
    return this.#cuts;
  }

  /** Everything that has come out, feeds included. */
  whole(): Bitmap {
    return this.#canvas.picture();
  }

  /** From the first row that anything was printed on to the last: the feeds before and after are left out. */
  printed(): Bitmap {
    return this.#canvas.picture(this.#first ?? 0, this.#first === null ? 0 : this.#last);
  }

  /** Rows of picture or text printed so far. */
  get printedRows(): number {
    return this.#first === null ? 0 : this.#last - this.#first;
  }
}
