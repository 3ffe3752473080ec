import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson, emptyHead, lineHash, seal, type TrailLine } from '../../../main/audit/chain.ts';

const line: TrailLine = { seq: 1, t: 2, monotonic: 3, boot: 'BOOT01', event: 'help-called', body: '{"session":"-"}' };

test('the hash is of the canonical JSON of the line, its names in order', () => {
  const names = { body: { session: '-' }, boot: 'BOOT01', event: 'help-called', monotonic: 3 };
  const whole = JSON.stringify({ ...names, prev: emptyHead.hash, prevSeal: emptyHead.seal, seq: 1, t: 2 });
  expect(lineHash(line, emptyHead)).toBe(createHash('sha256').update(whole).digest('hex'));
});

test('every part of a line and of the line before counts', () => {
  const changes: Partial<TrailLine>[] = [{ seq: 2 }, { t: 3 }, { monotonic: 4 }, { boot: 'B' }, { event: 'screen-hidden' }, { body: '{}' }];
  const hashes = changes.map((change) => lineHash({ ...line, ...change }, emptyHead));
  const other = [{ ...emptyHead, hash: 'f'.repeat(64) }, { ...emptyHead, seal: 'f'.repeat(64) }].map((head) => lineHash(line, head));
  expect(new Set([lineHash(line, emptyHead), ...hashes, ...other]).size).toBe(9);
});

// RFC 4231, test case 2.
test('the seal is HMAC-SHA-256', () => {
  expect(seal(new TextEncoder().encode('Jefe'), 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('canonical JSON does not depend on the order of the fields', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.nat(), fc.boolean())), (fields) => {
      const back = Object.fromEntries(Object.entries(fields).reverse());
      expect(canonicalJson(back)).toBe(canonicalJson(fields));
      expect(JSON.parse(canonicalJson(fields))).toEqual(JSON.parse(JSON.stringify(fields)));
    }),
  );
});
