import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admit, isAdmissible } from '../../../main/audit/admit.ts';
import { catalogue, type AuditEvent, type FieldKind } from '../../../main/audit/catalogue.ts';
import { canonicalJson } from '../../../main/audit/chain.ts';

const allowed: Record<Extract<FieldKind, string>, readonly (string | number | boolean)[]> = {
  name: ['0.1.0', '0.1.0-rc.1'],
  id: ['7K2P', '0123456789ABCDEF', '-'],
  alias: ['helper-017', 'service-1', 'practice-2', 'p-0123456789abcdef01234567'],
  count: [0, 1, 999_999],
  flag: [true, false],
};
const valuesOf = (kind: FieldKind) => (typeof kind === 'string' ? allowed[kind] : kind);
const events = Object.entries(catalogue) as [AuditEvent['event'], Record<string, FieldKind>][];

/** As something that TypeScript did not see. */
const unchecked = (event: Record<string, unknown>) => event as unknown as AuditEvent;

test.each(events)('%s enters with every value that the catalogue allows', (event, fields) => {
  const usual = Object.fromEntries(Object.entries(fields).map(([field, kind]) => [field, valuesOf(kind)[0]]));
  for (const [field, kind] of Object.entries(fields)) {
    for (const value of valuesOf(kind)) {
      const written = { ...usual, [field]: value };
      expect(JSON.parse(admit(unchecked({ event, ...written })))).toEqual(written);
    }
  }
});

describe('nothing else enters', () => {
  const shown = { event: 'screen-shown', screen: 'attract', session: '0123456789ABCDEF' };
  test.each([
    ['a field too many', { ...shown, note: 'seen' }],
    ['a field missing', { event: 'screen-shown', screen: 'attract' }],
    ['a field undefined', { ...shown, session: undefined }],
    ['an unknown event', { ...shown, event: 'note-taken' }],
    ['an inherited event', { event: 'constructor' }],
    ['a name with a capital', { ...shown, screen: 'Penicillin' }],
    ['words', { ...shown, screen: 'penicillin allergy' }],
    ['an unknown field', { event: 'kiosk-started', version: 'x' }],
    ['a screen that there is not', { ...shown, screen: 'penicillin' }],
    ['a line break', { ...shown, screen: 'attract\n' }],
    ['a quotation mark', { ...shown, screen: 'attract","note":"x' }],
    ['an NHS number as an id', { ...shown, session: '9991234567' }],
    ['a date of birth as an id', { ...shown, session: '19840512' }],
    ['a name as an alias', { event: 'service-opened', staff: 'sam-1984' }],
    ['a first name as an alias', { event: 'service-opened', staff: 'practice-gwen' }],
    ['an NHS number as an alias', { event: 'service-opened', staff: '9991234567' }],
    ['half a count', { event: 'print-confirmed', session: '-', receipt: '7K2P', sections: 1.5, copy: false }],
    ['a negative count', { event: 'print-confirmed', session: '-', receipt: '7K2P', sections: -1, copy: false }],
    ['an NHS number as a count', { event: 'print-confirmed', session: '-', receipt: '7K2P', sections: 9_991_234_567, copy: false }],
    ['not a number', { event: 'print-confirmed', session: '-', receipt: '7K2P', sections: Number.NaN, copy: false }],
    ['a flag as a word', { event: 'session-started', session: '0123456789ABCDEF', practice: 'no' }],
    ['an object', { ...shown, screen: { text: 'attract' } }],
    ['a list', { ...shown, screen: ['attract'] }],
    ['another list\'s value', { event: 'session-ended', session: '0123456789ABCDEF', why: 'penicillin' }],
  ])('%s', (_what, event) => {
    expect(() => admit(unchecked(event))).toThrow(TypeError);
  });

  test('and the complaint does not say what it was', () => {
    const complaintAbout = (event: Record<string, unknown>) => {
      try {
        return admit(unchecked(event));
      } catch (error) {
        return String(error);
      }
    };
    const complaints = ['screen', 'event', 'zzcanary'].map((field) => complaintAbout({ ...shown, [field]: 'zzcanary' }));
    expect(complaints.join()).not.toContain('zzcanary');
  });

  test('any string at all in any field is refused, or is a value of that field', () => {
    const anyEvent = fc.constantFrom(...events);
    fc.assert(
      fc.property(anyEvent, fc.string({ unit: 'binary' }), fc.nat(), ([event, fields], text, pick) => {
        const names = Object.keys(fields);
        const field = names[pick % Math.max(names.length, 1)];
        if (field === undefined) return;
        const written = Object.fromEntries(names.map((name) => [name, name === field ? text : valuesOf(fields[name] ?? [])[0]]));
        if (!isAdmissible(event, canonicalJson(written as Record<string, string>))) return;
        expect(text).toMatch(/^[0-9A-Za-z.-]{1,60}$/);
      }),
      { numRuns: 2000 },
    );
  });
});
