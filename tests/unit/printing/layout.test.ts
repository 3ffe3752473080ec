import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withoutControls } from '../../../main/printing/bidi.ts';
import { layOut, type Paper } from '../../../main/printing/layout.ts';
import type { PaperSlip, SlipBlock } from '../../../main/printing/paper-slip.ts';
import type { PlacedBlock } from '../../../main/printing/sheet.ts';
import { slipFonts } from '../../../main/printing/slip-fonts.ts';
import { recorded, value } from './records.ts';

const fonts = slipFonts().pen();
const papers: readonly Paper[] = [576, 512, 420, 384].flatMap((width) =>
  [false, true].map((large) => ({ width, dotsPerInch: width === 512 ? 180 : 203, large })),
);

function slipOf(blocks: readonly SlipBlock[], dir: 'ltr' | 'rtl' = 'ltr', language = 'en'): PaperSlip {
  return { language, dir, blocks };
}

function place(blocks: readonly SlipBlock[], paper: Paper, dir: 'ltr' | 'rtl' = 'ltr', language = 'en'): PlacedBlock[] {
  return [...layOut(slipOf(blocks, dir, language), paper, fonts)];
}

/** What stands on the paper, top to bottom in reading order, missing glyphs in their places, spaces left out. */
function onPaper(blocks: readonly PlacedBlock[], dir: 'ltr' | 'rtl'): string {
  return blocks
    .flatMap((block) => [
      ...block.runs.map((run) => ({ line: run.baseline, x: run.x, text: run.text })),
      ...block.missing.map((gap) => ({ line: gap.baseline, x: gap.x, text: String.fromCodePoint(gap.codePoint) })),
    ])
    .toSorted((one, other) => one.line - other.line || (dir === 'ltr' ? one.x - other.x : other.x - one.x))
    .map(({ text }) => text)
    .join('');
}

function bare(text: string): string {
  return withoutControls(text.normalize('NFC')).replaceAll(/[\s\u0085\u200b]/gu, '');
}

const words = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }),
  fc
    .array(fc.constantFrom('Take', '500', 'mg', 'tablets', 'Świątek', 'pneumonoultramicroscopicsilicovolcanoconiosis', '10*9/L', '≥', '生蠔'), {
      minLength: 1,
      maxLength: 25,
    })
    .map((list) => list.join(' ')),
);

describe('the slip laid out', () => {
  it('keeps every character of recorded words, in order, on every paper', () => {
    fc.assert(
      fc.property(words, fc.constantFrom(...papers), (text, paper) => {
        const placed = place([{ type: 'line', text: [recorded(text)], weight: 'normal' }], paper);
        // Right-to-left words are in one run a line: their order within it is the text's own.
        fc.pre(!/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Bidi_Control}]/u.test(text));
        expect(bare(onPaper(placed, 'ltr'))).toBe(bare(text));
      }),
      { numRuns: 150 },
    );
  });

  it.each(['نتیجہ 48 mmol/mol ہے، اپنے ڈاکٹر سے بات کریں اور یہ کاغذ ساتھ لے جائیں', 'النتيجة أعلى من المعتاد قليلا (48 mmol/mol) اسأل طبيبك'])(
    'keeps right-to-left words: %s',
    (text) => {
      for (const paper of papers) {
        const placed = place([{ type: 'line', text: [recorded(text, 'ur')], weight: 'normal' }], paper, 'rtl', 'ur');
        expect(bare(onPaper(placed, 'rtl'))).toBe(bare(text));
      }
    },
  );

  it('sets headings in lines of like length, and makes a word smaller before it breaks it', () => {
    const lines = (placed: readonly PlacedBlock[]) => placed.flatMap((block) => block.runs.map((run) => run.text));
    const wide = papers.find(({ width, large }) => width === 576 && !large);
    const narrow = papers.find(({ width, large }) => width === 384 && large);
    if (wide === undefined || narrow === undefined) throw new Error('no such paper');
    const title = 'Allergy or bad reaction: Sticking plasters or glue';
    expect(lines(place([{ type: 'entry', title, under: null, date: { label: 'Date', value: '2020' }, fields: [] }], wide)).slice(0, 2)).toEqual([
      'Allergy or bad reaction:',
      'Sticking plasters or glue',
    ]);
    expect(lines(place([{ type: 'title', text: 'Moja dokumentacja medyczna' }], narrow, 'ltr', 'pl'))).toEqual(['Moja', 'dokumentacja', 'medyczna']);
  });

  it('gives a long dose the whole paper, and English in an Urdu slip lines of its own', () => {
    const dose = 'Take one or two tablets up to four times a day if you need them. No more than 8 tablets in 24 hours';
    const paper = papers.find(({ width, large }) => width === 576 && !large);
    if (paper === undefined) throw new Error('no such paper');
    const [english] = place([{ type: 'field', label: 'How to take it', value: recorded(dose), strong: true }], paper);
    expect(english?.runs.slice(0, 2).map(({ text }) => text)).toEqual(['How to take it:', 'Take one or two tablets']);
    expect(english?.runs[0]?.baseline).toBe(english?.runs[1]?.baseline);
    const [urdu] = place([{ type: 'field', label: 'کیسے لینی ہے', value: recorded(dose), strong: true }], paper, 'rtl', 'ur');
    expect(urdu?.runs[1]?.baseline).toBeGreaterThan(urdu?.runs[0]?.baseline ?? 0);
  });

  it('never lets a record part a number from what it counts', () => {
    const placed = place([{ type: 'line', text: [recorded('Take one or two or 500\u200b mg')], weight: 'normal' }], { width: 230, dotsPerInch: 203, large: false });
    expect(placed.flatMap((block) => block.runs.map((run) => run.text)).join('|')).toContain('500 mg');
  });

  it('never splits a dose from its number', () => {
    const dose = 'Take 1 tablet or 500 mg twice a day, then 10 mg/5 ml at night, 20 - 41 mmol/mol';
    const kept = ['1 tablet', '500 mg', '10 mg/5 ml', '20 - 41 mmol/mol'];
    for (let width = 300; width <= 600; width += 7) {
      const placed = place([{ type: 'line', text: [recorded(dose)], weight: 'normal' }], { width, dotsPerInch: 203, large: false });
      const lines = placed.flatMap((block) => block.runs.map((run) => run.text)).join('\n');
      for (const together of kept) expect(lines, `at ${width} dots`).toContain(together);
    }
  });

  it('gives a value the whole width where its column would split it', () => {
    const paper = { width: 576, dotsPerInch: 203, large: false };
    const [block] = place([{ type: 'field', label: 'Result', value: value('173.81209086671706 mg/dL'), strong: true }], paper);
    expect(block?.runs.map((run) => run.text)).toContain('173.81209086671706 mg/dL');
  });

  it('keeps all within the paper', () => {
    const block: SlipBlock = {
      type: 'entry',
      title: recorded('Pneumonoultramicroscopicsilicovolcanoconiosis/hydroxychloroquine'),
      under: recorded('生蠔生蠔生蠔生蠔生蠔生蠔生蠔生蠔生蠔生蠔生蠔生蠔'),
      date: { label: 'Date', value: '17\u00a0September\u00a02026' },
      fields: [{ label: 'Result', value: value('0123456789012345678901234567890123456789012345678901234567890123456789') }],
    };
    for (const paper of papers) {
      for (const dir of ['ltr', 'rtl'] as const) {
        for (const { runs, missing, rectangles } of place([block], paper, dir)) {
          for (const run of runs) {
            expect(run.x).toBeGreaterThanOrEqual(0);
            expect(run.x + fonts.width(run.text, run.face, run.direction)).toBeLessThanOrEqual(paper.width + 0.5);
          }
          for (const gap of missing) expect(gap.x + gap.size * 0.9).toBeLessThanOrEqual(paper.width + 0.5);
          for (const bar of rectangles) expect(bar.x + bar.width).toBeLessThanOrEqual(paper.width);
        }
      }
    }
  });

  it('sets large print in 16 points or more', () => {
    const blocks: SlipBlock[] = [
      { type: 'title', text: 'Title' },
      { type: 'heading', text: 'Heading' },
      { type: 'line', text: ['Small'], weight: 'small' },
      { type: 'field', label: 'Label', value: 'Value' },
      { type: 'notice', text: 'Notice', heading: 'Heading' },
      { type: 'banner', text: 'PRACTICE' },
    ];
    for (const paper of papers.filter(({ large }) => large)) {
      const millimetres = (dots: number) => (dots / paper.dotsPerInch) * 25.4;
      for (const { runs } of place(blocks, paper)) for (const run of runs) expect(millimetres(run.face.size)).toBeGreaterThanOrEqual((16 / 72) * 25.4);
    }
  });

  it('keeps the pictures of results within the paper, close bounds and long numbers too', () => {
    const points = ['0.123456789', '123456.789'].map((text, place) => ({ value: text, date: '2026-01', when: `${place + 1}\u00a0September\u00a02026`, along: place, up: place }));
    for (const paper of papers) {
      for (const [lowAt, highAt, valueAt] of [[0, 1, 1], [0.5, 0.51, 0], [0, 0.02, 1], [0.98, 1, 0]] as const) {
        const picture = { value: '123456.789', low: '1000.25', high: '1000.26', lowAt, highAt, valueAt, side: 'in' } as const;
        const [block] = place(
          [{ type: 'entry', title: 'T', under: null, date: { label: 'Date', value: '2026' }, fields: [{ label: 'Result', value: value('1'), strong: true }], range: { picture, summary: 'S' }, trend: { label: 'Earlier', points } }],
          paper,
        );
        const numbers = block?.runs.filter(({ text }) => text === picture.low || text === picture.high) ?? [];
        expect(numbers).toHaveLength(2);
        const [low, high] = numbers;
        const lowEnd = (low?.x ?? 0) + fonts.width(picture.low, low?.face ?? { size: 1, weight: 400, nastaliq: false }, 'ltr');
        expect(low?.baseline !== high?.baseline || lowEnd < (high?.x ?? 0)).toBe(true);
        for (const run of block?.runs ?? []) {
          expect(run.x).toBeGreaterThanOrEqual(0);
          expect(run.x + fonts.width(run.text, run.face, run.direction)).toBeLessThanOrEqual(paper.width);
        }
        for (const [x] of block?.paths.flatMap((path) => path.points) ?? []) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(paper.width);
        }
      }
    }
  });

  it('aligns to the right where the language reads from the right, and keeps values left to right', () => {
    const paper = { width: 576, dotsPerInch: 203, large: false };
    const [block] = place([{ type: 'field', label: 'نتیجہ', value: value('48 mmol/mol') }], paper, 'rtl', 'ur');
    const result = block?.runs.find((run) => run.text.includes('48'));
    const label = block?.runs.find((run) => run.text.includes('نتیجہ'));
    expect(result?.direction).toBe('ltr');
    expect(label?.direction).toBe('rtl');
    expect(label?.x ?? 0).toBeGreaterThan(result?.x ?? 0);
  });

  it('gives Nastaliq lines room to climb', () => {
    const paper = { width: 576, dotsPerInch: 203, large: false };
    const [naskh] = place([{ type: 'line', text: [recorded('نتیجہ')], weight: 'normal' }], paper);
    const [nastaliq] = place([{ type: 'line', text: [recorded('نتیجہ', 'ur')], weight: 'normal' }], paper);
    expect((nastaliq?.height ?? 0) / (nastaliq?.runs[0]?.face.size ?? 1)).toBeGreaterThanOrEqual(2);
    expect(nastaliq?.height ?? 0).toBeGreaterThan(naskh?.height ?? 0);
  });

  it('shows a character that no font has as its code point', () => {
    const [block] = place([{ type: 'line', text: [recorded('a 生 b')], weight: 'normal' }], { width: 576, dotsPerInch: 203, large: false });
    expect(block?.missing.map((gap) => gap.codePoint)).toEqual([0x751f]);
    expect(block?.runs.map((run) => run.text)).toEqual(['a ', ' b']);
  });

  it('says once a section that letters could not be printed', () => {
    const foreign: SlipBlock = { type: 'line', text: [recorded('生蠔')], weight: 'normal' };
    const blocks: SlipBlock[] = [foreign, foreign, { type: 'heading', text: 'Next' }, foreign, { type: 'heading', text: 'Last' }];
    const slip = { ...slipOf(blocks), unprintable: 'Some letters are framed.' };
    const words = [...layOut(slip, { width: 576, dotsPerInch: 203, large: false }, fonts)].flatMap((block) => block.words);
    expect(words).toEqual(['生蠔', 'Some letters are framed.', '生蠔', 'Next', '生蠔', 'Some letters are framed.', 'Last']);
  });

  it('has the signs of clinical values', () => {
    for (const sign of '≥≤±×→↑↓µ²³⁹₂½°‰✓£€–’“”…αβΔŵŷżłșț') expect(fonts.covers(sign.codePointAt(0) ?? 0), sign).toBe(true);
  });
});
