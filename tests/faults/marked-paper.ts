/** Slips whose every row names its slip and itself, so that what is on the paper can be told row by row. */
import type { Bitmap } from '../../hardware/ports.ts';

export const slipRows = 960;

/** Not a multiple of eight: the last byte of a row is half paper. */
export const slipWidth = 61;

/** Bytes of a row: the mark, the row in two bytes, then real-time commands as a picture could hold them. */
const bait = [0x10, 0x14, 0x10, 0x05, 0x10] as const;

export function markedSlip(mark: number): Bitmap {
  const data = new Uint8Array(8 * slipRows);
  for (let row = 0; row < slipRows; row += 1) data.set([0x80 | mark, 0x80 | (row >> 6), 0x80 | (row & 0x3f), ...bait], row * 8);
  return { width: slipWidth, height: slipRows, data };
}

export interface OnPaper {
  /** Whole slips of this mark, every row in its place. */
  readonly whole: number;
  readonly rows: number;
  /** Rows of ink that are of no marked slip, or of another. */
  readonly others: number;
}

/** Ink of one slip on a paper, row by row. */
export function lookFor(mark: number, paper: Bitmap): OnPaper {
  const rowBytes = Math.ceil(paper.width / 8);
  let whole = 0;
  let rows = 0;
  let others = 0;
  let next = 0;
  for (let at = 0; at + rowBytes <= paper.data.length; at += rowBytes) {
    const line = paper.data.subarray(at, at + rowBytes);
    if (line.every((byte) => byte === 0)) continue;
    const row = (((line[1] ?? 0) & 0x3f) << 6) | ((line[2] ?? 0) & 0x3f);
    if (line[0] !== (0x80 | mark) || row >= slipRows) {
      others += 1;
      next = 0;
      continue;
    }
    rows += 1;
    next = row === next ? next + 1 : row === 0 ? 1 : 0;
    if (next === slipRows) {
      whole += 1;
      next = 0;
    }
  }
  return { whole, rows, others };
}
