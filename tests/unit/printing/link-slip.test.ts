import qrcode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { drawToFile } from '../../../main/cli/slip-file.ts';
import { composeSlip } from '../../../main/printing/compose-slip.ts';
import { languageCodes, type LanguageCode } from '../../../preload/contract.ts';
import { readBack } from './read-code.ts';
import { afternoon, item, library, record, recorded, section } from './records.ts';

/** As long as an address of 128 characters makes it. */
const text = `shlink:/${'eyJ1cmwiOiJodHRwczov'.repeat(17)}`;
const link = { text, expires: afternoon + 24 * 3600 * 1000 };
const of = record([section('allergies', { items: [item('allergies-0', recorded('Penicillin'))] })]);

async function draw(width: number, language: LanguageCode = 'en', withLink = true) {
  const request = { record: of, choices: { sections: ['allergies'] as const, large: false }, practice: false, copy: false, receipt: 'A7K2' };
  const drawn = await drawToFile(composeSlip(withLink ? { ...request, link } : request, library, afternoon, language), width, false);
  if (!drawn.ok) throw new Error(drawn.error.kind);
  return drawn.value;
}

describe('a code that opens the slip elsewhere', () => {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const wanted = Array.from({ length: modules.size }, (_, row) => Array.from({ length: modules.size }, (__, column) => (modules.get(row, column) ? '#' : '.')).join(''));

  it.each([576, 512, 420, 384])('prints whole, with light around it, on %i dots', async (width) => {
    const back = readBack((await draw(width)).picture, modules.size);
    expect(back?.rows.join('\n')).toBe(wanted.join('\n'));
    expect(back?.quiet).toBe(true);
    expect(back?.dot).toBeGreaterThanOrEqual(3);
  });

  it('says how to open it and until when, and never its passcode', async () => {
    const { words } = await draw(576);
    expect(words).toContain('Works until: 23\u00a0November\u00a02026, 2.05pm');
    expect(words.join('\n')).toContain('type the passcode that you chose');
  });

  it.each(languageCodes)('stands there in %s, and only where it was asked for', async (language) => {
    expect(readBack((await draw(384, language)).picture, modules.size)?.rows.join('\n')).toBe(wanted.join('\n'));
    expect(readBack((await draw(384, language, false)).picture, modules.size)).toBeNull();
  });
});
