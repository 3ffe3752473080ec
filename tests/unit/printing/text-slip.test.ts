import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PrinterProfile } from '../../../hardware/ports.ts';
import { printablePicture, realTimePairs } from '../../../hardware/printer/escpos-codec.ts';
import { createPrinterDriver } from '../../../hardware/printer/printer-driver.ts';
import { createPrinterEmulator } from '../../../hardware/printer/printer-emulator.ts';
import { loadProfile, profileNames } from '../../../hardware/printer/printer-profile.ts';
import { encodeText } from '../../../hardware/printer/text-codec.ts';
import { composeSlip } from '../../../main/printing/compose-slip.ts';
import { drawPage } from '../../../main/printing/draw-page.ts';
import { openPrintJournal } from '../../../main/printing/journal.ts';
import { createPrintService } from '../../../main/printing/print-service.ts';
import type { PaperSlip } from '../../../main/printing/paper-slip.ts';
import { slipFonts } from '../../../main/printing/slip-fonts.ts';
import { setInText } from '../../../main/printing/text-slip.ts';
import { createSimulatedTimer } from '../hardware/simulated-timer.ts';
import { afternoon, detail, item, library, manyMedicines, record, recorded, section, value } from './records.ts';

const clock = { now: () => afternoon, monotonic: () => 0 };
const covers = slipFonts().pen().covers;

function profileOf(name: string, change: Partial<PrinterProfile> = {}): PrinterProfile {
  const profile = loadProfile(name);
  if (!profile.ok) throw new Error(name);
  return { ...profile.value, slip: 'text', ...change };
}

const slipOf = (...text: readonly string[]): PaperSlip => ({ language: 'en', dir: 'ltr', blocks: text.map((line) => ({ type: 'line', text: [line], weight: 'normal' })) });

/** Drawn, previewed and printed through a serial printer that is slow and has a small buffer. */
async function printed(whole: ReturnType<typeof record>, profile: PrinterProfile, large = false, language: 'en' | 'ur' | 'cy' = 'en') {
  const timer = createSimulatedTimer();
  const emulator = createPrinterEmulator({ profile, timer, receiveBuffer: 256 });
  const driver = createPrinterDriver({ transport: emulator, profile, timer });
  const opened = openPrintJournal(new DatabaseSync(':memory:'), clock);
  if (!opened.ok) throw new Error('no journal');
  const { journal } = opened.value;
  const service = createPrintService({ printer: driver, profile, journal, clock, printable: (picture) => picture, site: () => library });
  const request = { record: whole, choices: { sections: ['medicines'], large }, language, practice: false, copy: true, receipt: 'A7K2' } as const;
  const drawn = await service.draw(request);
  if (!drawn.ok) return { drawn, emulator, outcome: null, rows: [] };
  const outcome = await timer.until(service.print({ receipt: 'A7K2', slip: drawn.value }, () => {}).outcome, 60 * 60_000);
  driver.stop();
  const rows = journal.latest(1);
  return { drawn, emulator, outcome, rows: rows.ok ? rows.value : [] };
}

/** A question mark on paper stands for nothing but itself. */
const marks = (text: string): number => text.split('?').length;

const medicine = (title: string, dose: string) => record([section('medicines', { items: [item('m', recorded(title), [detail('dose', value(dose))])] })]);

describe('a slip in text', () => {
  it.each(profileNames.filter((name) => !name.startsWith('custom')))('%s: prints every word that it shows, in its own code table', async (name) => {
    const { drawn, emulator, outcome, rows } = await printed(medicine('Insulin “Lantus” – 100 units/ml', '½ to 1 tablet (£5, €3, 37°C)'), profileOf(name));
    expect(outcome).toEqual({ kind: 'printed', evidence: 'fence' });
    expect(rows).toMatchObject([{ state: 'printed', evidence: 'fence' }]);
    if (!drawn.ok) throw new Error(drawn.error.kind);
    const { text, unknownCommands, bytesLeft } = emulator.report();
    const onPaper = text.replaceAll(/\s+/g, ' ');
    for (const words of drawn.value.words) expect(onPaper).toContain(words.replaceAll(/\s+/g, ' '));
    expect(onPaper).toContain('½ to 1 tablet (£5, €3, 37°C)');
    expect(marks(text)).toBe(marks(drawn.value.words.join('')));
    expect([unknownCommands, bytesLeft]).toEqual([[], 0]);
    expect(text.split('\n').every((line) => line.length <= profileOf(name).columns)).toBe(true);
    expect(text).toContain('COPY');
  });

  it('is as long on paper as its preview, also in large letters', async () => {
    for (const large of [false, true]) {
      const { drawn, emulator } = await printed(medicine('Metformin', '500 mg'), profileOf('generic-serial'), large);
      if (!drawn.ok) throw new Error(drawn.error.kind);
      const paper = emulator.paper().height;
      expect(paper - drawn.value.picture.height).toBeLessThan(150);
      expect(paper).toBeGreaterThanOrEqual(drawn.value.picture.height);
    }
  });

  it('keeps a dose with its number, and cuts no word that fits', () => {
    const set = setInText(slipOf('Take the tablet with water in the morning and 500 mg at night'), profileOf('generic-58mm', { columns: 20 }), false, covers);
    if (!set.ok) throw new Error(set.error.kind);
    const lines = set.value.lines.map(({ cells }) => cells.join(''));
    expect(lines).toEqual(['Take the tablet with', 'water in the morning', 'and 500 mg at night']);
    expect(lines.every((line) => !/\d$/.test(line))).toBe(true);
  });

  it('draws the lines whose letters the table does not have: Welsh, Polish', async () => {
    const { drawn, emulator, outcome } = await printed(medicine('Cyffur y dŵr Łódź', '2 dabled'), profileOf('generic-serial'));
    expect(outcome?.kind).toBe('printed');
    if (!drawn.ok) throw new Error(drawn.error.kind);
    expect(drawn.value.text?.lines.filter(({ kind }) => kind === 'picture')).toHaveLength(1);
    expect(marks(emulator.report().text)).toBe(marks(drawn.value.words.join('')));
    expect(emulator.report().text).not.toContain('\ufffd');
    expect(drawn.value.words.join(' ')).toContain('Cyffur y dŵr Łódź');
  });

  it('is refused where such a line cannot be drawn, and the letter is named', () => {
    expect(setInText(slipOf('Łódź'), profileOf('generic-serial', { stripRows: 0 }), false, covers)).toEqual({ ok: false, error: { kind: 'not-printable', character: 'Ł' } });
    expect(setInText(slipOf('a \u{1f9a0} b'), profileOf('generic-serial'), false, () => false)).toMatchObject({ ok: false, error: { kind: 'not-printable' } });
    expect(setInText(slipOf('a'), profileOf('generic-serial', { codeTables: {} }), false, covers)).toEqual({ ok: false, error: { kind: 'no-code-table' } });
  });

  it.each(['میٹفارمین', 'أقراص', 'מטפורמין', 'মেটফর্মিন', 'ਮੈਟਫੋਰਮਿਨ', 'મેટફોર્મિન', 'मेटफोर्मिन', 'ยา'])('is refused in a script that joins or reads from the right: %s', async (title) => {
    expect(setInText(slipOf(title), profileOf('generic-serial'), false, covers)).toEqual({ ok: false, error: { kind: 'script' } });
    const { drawn, emulator } = await printed(medicine(title, '1'), profileOf('generic-serial'));
    expect(drawn).toEqual({ ok: false, error: { kind: 'other-letters' } });
    expect(emulator.bytesReceived).toBe(0);
  });

  it.each(['ur', 'ar', 'bn', 'pa', 'gu'] as const)('is refused in %s, whatever the record says, and another language helps', async (language) => {
    const profile = profileOf('generic-serial');
    const request = { record: medicine('Metformin', '1'), choices: { sections: ['medicines' as const], large: false }, practice: false, copy: false, receipt: 'A1B2' };
    const asked = (lang: typeof language | 'en') => drawPage({ profile, printable: printablePicture }, composeSlip(request, library, afternoon, lang), false);
    expect(await asked(language)).toEqual({ ok: false, error: { kind: 'other-language' } });
    expect((await asked('en')).ok).toBe(true);
  });

  it('holds 245 medicines whole', async () => {
    const { drawn, outcome } = await printed(manyMedicines(245), profileOf('generic-serial'));
    expect(outcome?.kind).toBe('printed');
    expect(drawn.ok && drawn.value.words.length).toBeGreaterThan(245);
  }, 20_000);

  it('is complete or refused, whatever the words are, and no control code comes of them', () => {
    const profile = profileOf('generic-serial');
    const words = fc.array(fc.oneof(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.constantFrom('£5', '\u001b@', '\u0010\u0004\u0001', '10\u00a0mg', 'ŵ', 'e\u0301'), fc.string({ unit: 'binary', maxLength: 30 })), { maxLength: 4 });
    fc.assert(
      fc.property(words, fc.boolean(), (lines, large) => {
        const set = setInText(slipOf(...lines), profile, large, covers);
        if (!set.ok) return;
        const columns = large ? 24 : 48;
        const page = set.value.lines.filter(({ drawn }) => !drawn).map(({ cells }) => cells.join(''));
        expect(set.value.lines.every(({ cells }) => cells.length <= columns)).toBe(true);
        const bytes = page.map((line) => Uint8Array.from(line, () => 0x41));
        const encoded = encodeText({ codeTable: 16, double: large, lines: bytes.map((line) => ({ kind: 'text', bytes: line, bold: false })) }, profile);
        expect(encoded.ok).toBe(true);
        if (encoded.ok) expect(encoded.value.every((strip) => realTimePairs(strip.bytes).length === 0)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('is not encoded where it holds a control code, or is wider than the paper', () => {
    const profile = profileOf('generic-serial');
    const page = (...codes: number[]) => encodeText({ codeTable: 16, double: false, lines: [{ kind: 'text', bytes: Uint8Array.from(codes), bold: false }] }, profile);
    expect(page(0x1b, 0x40)).toEqual({ ok: false, error: { kind: 'not-text' } });
    expect(page(...Array.from({ length: 49 }, () => 0x41))).toEqual({ ok: false, error: { kind: 'too-wide' } });
  });
});
