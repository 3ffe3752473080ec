import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bitmap } from '../../../hardware/ports.ts';
import { composeSlip } from '../../../main/printing/compose-slip.ts';
import { breathe, drawSlip } from '../../../main/printing/draw.ts';
import type { SlipBlock } from '../../../main/printing/paper-slip.ts';
import { afternoon, everySection, library, manyMedicines, recorded } from './records.ts';

function black(picture: Bitmap, x: number, y: number): boolean {
  return ((picture.data[y * Math.ceil(picture.width / 8) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

function inkIn(picture: Bitmap, fromX: number, toX: number): number {
  let dots = 0;
  for (let y = 0; y < picture.height; y += 1) for (let x = fromX; x < toX; x += 1) if (black(picture, x, y)) dots += 1;
  return dots;
}

const scripts = {
  english: ['en', 'Take one tablet twice a day with food, Jgyqf AWAY'],
  polish: ['pl', 'Zażółć gęślą jaźń, proszę zgłosić się do przychodni'],
  welsh: ['cy', 'Cymerwch un dabled ddwywaith y dydd gyda bwyd, ŵyŷ'],
  arabic: ['ar', 'النتيجة أعلى من المعتاد قليلا (48 mmol/mol) اسأل طبيبك'],
  urdu: ['ur', 'نتیجہ 48 mmol/mol ہے، اپنے ڈاکٹر سے بات کریں اور یہ کاغذ ساتھ لے جائیں'],
  bengali: ['bn', 'আপনার রক্ত পরীক্ষার ফলাফল স্বাভাবিকের চেয়ে একটু বেশি'],
  panjabi: ['pa', 'ਤੁਹਾਡੇ ਖੂਨ ਦੀ ਜਾਂਚ ਦਾ ਨਤੀਜਾ ਆਮ ਨਾਲੋਂ ਥੋੜ੍ਹਾ ਵੱਧ ਹੈ'],
  gujarati: ['gu', 'તમારા લોહીના પરીક્ષણનું પરિણામ સામાન્ય કરતાં થોડું વધારે છે'],
} as const;

function manyLines([language, text]: readonly [string, string]): SlipBlock[] {
  return Array.from({ length: 40 }, (_, place) => ({
    type: 'line',
    text: [recorded(`${text} ${place}`, language)],
    weight: place % 2 === 0 ? 'normal' : 'bold',
  }));
}

describe.each(Object.entries(scripts))('the picture in %s', (_name, script) => {
  const dir = script[0] === 'ur' || script[0] === 'ar' ? 'rtl' : 'ltr';
  const slip = { language: script[0], dir, blocks: manyLines(script) } as const;

  it.each([576, 384])('has ink on the page and none at its edges, at %i dots', async (width) => {
    for (const large of [false, true]) {
      const { picture } = await drawSlip(slip, { width, dotsPerInch: 203, large });
      expect(picture.data.length).toBe(Math.ceil(width / 8) * picture.height);
      expect(inkIn(picture, 0, width)).toBeGreaterThan(10_000);
      // A letter that leans out of its box may touch the margin; the last dots stay white.
      expect(inkIn(picture, 0, 3)).toBe(0);
      expect(inkIn(picture, width - 3, width)).toBe(0);
    }
  });

  it('is the same every time', async () => {
    const once = await drawSlip(slip, { width: 576, dotsPerInch: 203, large: false });
    const again = await drawSlip(slip, { width: 576, dotsPerInch: 203, large: false });
    expect(Buffer.from(again.picture.data).equals(Buffer.from(once.picture.data))).toBe(true);
  });
});

it('draws a letter whole where two bands meet', async () => {
  // The same lines, shifted down by every height of a line: where a band ends never shows.
  const line: SlipBlock = { type: 'line', text: [recorded('نتیجہ ہے جگہ', 'ur')], weight: 'bold' };
  const paper = { width: 384, dotsPerInch: 203, large: true };
  const { picture: one } = await drawSlip({ language: 'ur', dir: 'rtl', blocks: [line] }, paper);
  const dots = inkIn(one, 0, 384);
  const blocks = Array.from({ length: 30 }, () => line);
  const { picture: many } = await drawSlip({ language: 'ur', dir: 'rtl', blocks }, paper);
  expect(inkIn(many, 0, 384)).toBe(dots * 30);
});

it('prints 245 medicines whole, and lets others work meanwhile', async () => {
  const record = manyMedicines(245);
  const request = { record, choices: { sections: everySection, large: false }, practice: false, copy: false, receipt: 'A7K2' };
  const slip = composeSlip(request, library, afternoon, 'en');
  await drawSlip({ ...slip, blocks: slip.blocks.slice(0, 5) }, { width: 576, dotsPerInch: 203, large: false });
  // The thread's own time, so that a busy machine does not count.
  const spent = () => (process.threadCpuUsage().user + process.threadCpuUsage().system) / 1000;
  let longest = 0;
  let since = spent();
  const { words, picture, lengthMillimetres } = await drawSlip(slip, { width: 576, dotsPerInch: 203, large: false }, async () => {
    longest = Math.max(longest, spent() - since);
    await breathe();
    since = spent();
  });
  for (let place = 0; place < 245; place += 1) {
    expect(words).toContain(`Medicine${place} ${(place % 9) + 1}00 mg modified-release tablets`);
  }
  expect(words).toContain('245 things from your record are on this paper.');
  expect(lengthMillimetres).toBeGreaterThanOrEqual(Math.floor((picture.height / 203) * 25.4));
  expect(longest).toBeLessThan(50);
});

describe('whatever a record holds', () => {
  const strange = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('', ' ', '\n\n', '\u202e', '\u2067\u2069', '\ud800', '\u0000', '👩‍👩‍👧‍👦', 'x'.repeat(5000), '1 '.repeat(400), 'ججججججججججججججججججججججججج'),
  );

  it('is drawn, and nothing of it leaves the paper', async () => {
    await fc.assert(
      fc.asyncProperty(strange, fc.constantFrom('ltr', 'rtl'), fc.constantFrom(null, 'ur', 'xx-invalid tag'), fc.boolean(), async (text, dir, lang, large) => {
        const slip = {
          language: dir === 'rtl' ? 'ur' : 'en',
          dir,
          blocks: [
            {
              type: 'entry',
              title: recorded(text, lang),
              under: text,
              date: { label: 'Date', value: text },
              fields: [{ label: recorded(text), value: { text, lang, isValue: true }, strong: true }],
            },
          ],
        } as const;
        const { picture } = await drawSlip(slip, { width: 420, dotsPerInch: 203, large });
        expect(picture.data.length).toBe(53 * picture.height);
        expect(inkIn(picture, 420, 424)).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('breaks a word of any length', async () => {
    const slip = { language: 'en', dir: 'ltr', blocks: [{ type: 'line', text: [recorded('x'.repeat(20_000))], weight: 'normal' }] } as const;
    const { picture } = await drawSlip(slip, { width: 384, dotsPerInch: 203, large: false });
    expect(picture.height).toBeGreaterThan(20_000);
  });
});
