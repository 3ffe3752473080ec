import { pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBytes, parseText } from '../../main/record/fhir/bundle-text.ts';
import { fields, list } from '../../main/record/fhir/json.ts';
import { bundlesInPieces } from './bundle-pieces.ts';
import { codeDecoders } from './code-decoders.ts';
import { decoder } from './decoder.ts';
import { deviceDecoders } from './device-decoders.ts';
import { recordDecoders } from './record-decoders.ts';

/** `npm run fuzz` throws as many as one likes; here, few enough to wait for. Each run of the tests has its own seed, which a failure tells. */
const runs = 1000;
const seed = Date.now() & 0x7fffffff;

describe(`whatever is thrown at it (seed ${seed})`, async () => {
  it.each([...deviceDecoders, ...(await codeDecoders()), ...recordDecoders])('$name: an answer, soon and in little memory', async ({ fuzz }) => {
    expect(await fuzz({ runs, seed })).toBe(null);
  });
});

describe('a decoder that is broken', () => {
  it.each([
    ['throws', () => JSON.parse('{')],
    ['takes its time', () => pbkdf2Sync('slow', 'salt', 2_000_000, 32, 'sha256')],
    ['takes memory', () => void kept.push(new Uint8Array(80 * 1024 * 1024).fill(1))],
  ])('because it %s is found', async (_, decode) => {
    const found = await decoder('broken', fc.constant('the input'), decode).fuzz({ runs: 1, seed: 7 });
    kept.length = 0;
    expect(found).toContain('broken with seed 7');
    expect(found).toContain('the input');
  });
  const kept: Uint8Array[] = [];

  it.each([
    ['at a comma that stands in a string', /,/g],
    ['between two entries of a bundle within', /,(?=\s*\{\s*"fullUrl")/g],
  ])('because it cuts a bundle %s is found', async (_, comma) => {
    expect(await bundlesInPieces(believingItsCuts(comma)).fuzz({ runs: 3000, seed: 7 })).toContain('the same as one');
  });
});

/** Cuts once, and what then is no list of entries is left out. */
function believingItsCuts(comma: RegExp): typeof parseBytes {
  return (bytes, pieceSize = 56_000) => {
    const whole = parseBytes(bytes);
    const text = Buffer.from(bytes).toString();
    const start = text.indexOf('"entry":[') + 9;
    comma.lastIndex = start + pieceSize;
    const cut = comma.exec(text)?.index;
    if (typeof whole === 'string' || start < 9 || cut === undefined) return whole;
    const pieces = [`{"entry":[${text.slice(start, cut)}]}`, `{"entry":[${text.slice(cut + 1)}`].map(parseText);
    return { json: { ...fields(whole.json), entry: pieces.flatMap((piece) => (typeof piece === 'string' ? [] : list(fields(piece.json)?.['entry']))) } };
  };
}
