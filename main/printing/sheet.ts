/** What is put down while one block of the slip is set: words, bars and lines, in dots from the top left of the slip. */
import type { Line, MissingGlyph, Run } from './type-setting.ts';

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line through points, or the shape that they enclose. */
export interface Path {
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Dots of the stroke; null: filled. */
  readonly stroke: number | null;
}

/** One block in its place; everything in it counts from the top of the slip. */
export interface PlacedBlock {
  readonly top: number;
  readonly height: number;
  readonly rectangles: readonly Rectangle[];
  readonly paths: readonly Path[];
  readonly runs: readonly Run[];
  readonly missing: readonly MissingGlyph[];
  /** The same words for a screen reader, one string a paragraph. */
  readonly words: readonly string[];
}

export class Sheet {
  readonly top: number;
  y: number;
  readonly words: string[] = [];
  private readonly rectangles: Rectangle[] = [];
  private readonly paths: Path[] = [];
  private readonly runs: Run[] = [];
  private readonly missing: MissingGlyph[] = [];

  constructor(top: number) {
    this.top = top;
    this.y = top;
  }

  /** Lines under each other; says where the last one ends. */
  put(lines: readonly Line[], x: number, y: number): number {
    let bottom = y;
    for (const line of lines) {
      for (const run of line.runs) this.runs.push({ ...run, x: run.x + x, baseline: run.baseline + bottom });
      for (const gap of line.missing) this.missing.push({ ...gap, x: gap.x + x, baseline: gap.baseline + bottom });
      bottom += line.height;
    }
    return bottom;
  }

  bar(x: number, y: number, width: number, height: number): void {
    this.rectangles.push({ x, y, width, height });
  }

  path(points: Path['points'], stroke: number | null): void {
    this.paths.push({ points, stroke });
  }

  placed(): PlacedBlock {
    const { top, rectangles, paths, runs, missing, words } = this;
    return { top, height: Math.ceil(this.y - top), rectangles, paths, runs, missing, words };
  }
}
