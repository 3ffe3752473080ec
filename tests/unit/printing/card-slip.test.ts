import qrcode from 'qrcode';
import { describe, expect, it } from 'vitest';
import { drawToFile } from '../../../main/cli/slip-file.ts';
import { composeCardSlip } from '../../../main/printing/card-slip.ts';
import { languageCodes } from '../../../preload/contract.ts';
import { readBack } from './read-code.ts';

/** As long as a real card's. */
const text = `ALONGSIDE:${'eyJhbGciOiJFUzI1NiIs'.repeat(13)}`;
const card = { text, expiresAt: Date.UTC(2027, 10, 22, 12), visits: 'many' } as const;

async function draw(width: number, lang: (typeof languageCodes)[number] = 'en', large = false, visits: 'many' | 'one' = 'many') {
  const drawn = await drawToFile(composeCardSlip({ ...card, visits }, 'Central Library', lang), width, large);
  if (!drawn.ok) throw new Error(drawn.error.kind);
  return drawn.value;
}

describe('an access card on paper', () => {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const wanted = Array.from({ length: modules.size }, (_, row) => Array.from({ length: modules.size }, (__, column) => (modules.get(row, column) ? '#' : '.')).join(''));

  it.each([576, 512, 420, 384])('holds its code, dot for dot, with light around it, on %i dots', async (width) => {
    const back = readBack((await draw(width)).picture, modules.size);
    expect(back?.rows.join('\n')).toBe(wanted.join('\n'));
    expect(back?.quiet).toBe(true);
    expect(back?.dot).toBeGreaterThanOrEqual(4);
  });

  it('says what to do with it, until when, and nothing of whose it is', async () => {
    expect((await draw(576)).words).toEqual([
      'My health record card',
      'Central Library',
      'Hold your card to the reader',
      'Type your PIN',
      'Works until: 21 November 2027',
      'Never tell anyone your PIN. Not even a helper.',
      'Lost this card? Tell your surgery. They can stop it and give you a new one.',
    ]);
  });

  it('for one visit says so, and that it may be thrown away', async () => {
    expect((await draw(576, 'en', false, 'one')).words).toEqual([
      'My health record card',
      'Central Library',
      'For one visit',
      'Hold your card to the reader',
      'Type your PIN',
      'Works until: 21 November 2027',
      'Never tell anyone your PIN. Not even a helper.',
      'It works once. Then it is used up, and you can throw it away.',
    ]);
  });

  it.each(languageCodes)('in %s, in large print too', async (language) => {
    const { picture, bin } = await draw(384, language, true);
    expect(readBack(picture, modules.size)?.rows.join('\n')).toBe(wanted.join('\n'));
    expect(bin.length).toBeGreaterThan(1000);
  });
});
