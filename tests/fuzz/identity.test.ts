import fc from 'fast-check';
import { expect, it } from 'vitest';
import { codeKinds, declineReasons } from '../../main/identity/credential.ts';
import { describeCode } from '../../main/identity/describe-code.ts';
import { recognise } from '../../main/identity/recognise.ts';

/** More in the time of a night: `KIOSK_FUZZ_RUNS=1000000`. */
const runs = Number(process.env['KIOSK_FUZZ_RUNS'] ?? 3000);
const rules = { cardKeys: new Map(), audience: 'here', at: Date.UTC(2026, 10, 1) };
const aim = fc.option(fc.oneof(fc.constantFrom(']Q1', ']Q2', ']A0', ']F0', ']E0', ']C1', ']d2', ']I0', ']L1'), fc.string()));
const beginnings = fc.constantFrom('', 'ALONGSIDE:', 'shc:/', 'shc:/1/2/', 'shlink:/', 'https://a.b#shlink:/', 'BEGIN:VCARD\n', 'http://', 'eyJ', '{"verifiableCredential":["');
const tail = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.base64String({ maxLength: 400 }),
  fc.stringMatching(/^[0-9./-]{0,60}$/),
  fc.json().map((json) => Buffer.from(json).toString('base64url')),
);

it('never throws, whatever bytes a reader sends', async () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 5000 }),
    fc.tuple(beginnings, tail).map(([start, end]) => new TextEncoder().encode(start + end)),
  );
  await fc.assert(
    fc.asyncProperty(bytes, aim, async (scanned, identifier) => {
      const seen = await recognise({ bytes: scanned, aim: identifier }, rules);
      if (seen.type !== 'declined') return;
      expect(codeKinds).toContain(seen.kind);
      expect(declineReasons).toContain(seen.reason);
    }),
    { numRuns: runs },
  );
});

it('describes any text in one of its own words', async () => {
  await fc.assert(
    fc.asyncProperty(beginnings, tail, async (start, end) => {
      const seen = await describeCode(start + end, { at: new Date(rules.at) });
      expect(codeKinds).toContain(seen.kind);
      if (!seen.accepted) expect(seen.reason).toMatch(/^[a-z0-9-]+$/);
    }),
    { numRuns: runs },
  );
});
