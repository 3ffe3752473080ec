/** A picture being made: dots are only ever added, as heat adds them to paper. */
import type { Bitmap } from '../../ports.ts';

export class Canvas {
  readonly width: number;
  readonly bytesPerRow: number;
  height: number;
  #data: Uint8Array;

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.bytesPerRow = Math.ceil(width / 8);
    this.#data = new Uint8Array(this.bytesPerRow * Math.max(height, 1));
  }

  grow(height: number): void {
    if (height <= this.height) return;
    const size = height * this.bytesPerRow;
    if (size > this.#data.length) {
      const larger = new Uint8Array(Math.max(size, this.#data.length * 2));
      larger.set(this.#data);
      this.#data = larger;
    }
    this.height = height;
  }

  set(x: number, y: number): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = y * this.bytesPerRow + (x >> 3);
    this.#data[at] = (this.#data[at] ?? 0) | (0x80 >> (x & 7));
  }

  has(x: number, y: number): boolean {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return false;
    return ((this.#data[y * this.bytesPerRow + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
  }

  fill(x: number, y: number, width: number, height: number): void {
    for (let row = y; row < y + height; row += 1) for (let column = x; column < x + width; column += 1) this.set(column, row);
  }

  invert(): void {
    const tail = this.width % 8 === 0 ? 0xff : (0xff << (8 - (this.width % 8))) & 0xff;
    for (let at = 0; at < this.bytesPerRow * this.height; at += 1) {
      const mask = at % this.bytesPerRow === this.bytesPerRow - 1 ? tail : 0xff;
      this.#data[at] = ~(this.#data[at] ?? 0) & mask;
    }
  }

  /** Adds packed dots to a row; what lies beyond the width falls off the paper. */
  addRow(y: number, x: number, dots: Uint8Array): void {
    if (x % 8 === 0) {
      const start = y * this.bytesPerRow;
      const room = Math.min(dots.length, this.bytesPerRow - x / 8);
      for (let at = 0; at < room; at += 1) {
        const target = start + x / 8 + at;
        this.#data[target] = (this.#data[target] ?? 0) | (dots[at] ?? 0);
      }
      const over = this.bytesPerRow * 8 - this.width;
      const last = start + this.bytesPerRow - 1;
      this.#data[last] = (this.#data[last] ?? 0) & ((0xff << over) & 0xff);
      return;
    }
    for (let at = 0; at < dots.length * 8; at += 1) {
      if (((dots[at >> 3] ?? 0) & (0x80 >> (at & 7))) !== 0) this.set(x + at, y);
    }
  }

  draw(other: Canvas, x: number, y: number): void {
    for (let row = 0; row < other.height; row += 1) this.addRow(y + row, x, other.row(row));
  }

  row(y: number): Uint8Array {
    return this.#data.subarray(y * this.bytesPerRow, (y + 1) * this.bytesPerRow);
  }

  scaled(wide: number, tall: number): Canvas {
    if (wide === 1 && tall === 1) return this;
    const scaled = new Canvas(this.width * wide, this.height * tall);
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) if (this.has(x, y)) scaled.fill(x * wide, y * tall, wide, tall);
    }
    return scaled;
  }

  /** Turned clockwise: a quarter, or on its head. */
  turned(by: 90 | 180): Canvas {
    const turned = by === 90 ? new Canvas(this.height, this.width) : new Canvas(this.width, this.height);
    for (let y = 0; y < this.height; y += 1) {
      for (let x = 0; x < this.width; x += 1) {
        if (!this.has(x, y)) continue;
        if (by === 90) turned.set(this.height - 1 - y, x);
        else turned.set(this.width - 1 - x, this.height - 1 - y);
      }
    }
    return turned;
  }

  /** A copy of rows `from` to `to` (not included). */
  picture(from = 0, to = this.height): Bitmap {
    const data = this.#data.slice(from * this.bytesPerRow, to * this.bytesPerRow);
    return { width: this.width, height: to - from, data };
  }
}
