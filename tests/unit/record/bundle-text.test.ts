/** A Bundle read in pieces is the Bundle read as one, whatever stands in it. */
import { describe, expect, test } from 'vitest';
import { parseBytes } from '../../../main/record/fhir/bundle-text.ts';
import { keepDecimals } from '../../../main/record/fhir/verbatim-decimals.ts';
import { historyOf } from '../../bench/record-bundles.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const filler = 'x'.repeat(3_000);
const entryOf = (id: number, more: Record<string, unknown> = {}) => ({ fullUrl: `urn:uuid:${id}`, resource: { resourceType: 'Observation', id: String(id), note: [{ text: `${filler} é` }], ...more } });
const bundleOf = (entries: readonly unknown[], after: Record<string, unknown> = {}) => ({ resourceType: 'Bundle', meta: { tag: [{ code: 'entry' }] }, type: 'collection', entry: entries, ...after });
const many = Array.from({ length: 120 }, (_, id) => entryOf(id));

function expectSame(text: string): void {
  const before = bytesOf(text);
  expect(parseBytes(before)).toEqual({ json: JSON.parse(keepDecimals(text)) });
  // What was lent to the reading is given back.
  expect(before).toEqual(bytesOf(text));
}

describe('a bundle in pieces', () => {
  test.each([0, 2, '\t'])('printed with %j', (indent) => {
    expectSame(JSON.stringify(bundleOf(many, { link: [{ relation: 'next', url: 'https://a.example/2' }] }), null, indent));
  });

  test('of a long history', () => {
    for (const indent of [0, 2] as const) expectSame(new TextDecoder().decode(historyOf(0.4, indent)));
  });

  test('with decimals that a number would lose', () => {
    expectSame(JSON.stringify(bundleOf(many.map((one, id) => ({ ...one, value: id + 0.123 })))).replaceAll('.123', '.10'));
  });

  test('that holds bundles, and words that look like the next entry', () => {
    const inner = bundleOf(many.slice(0, 30));
    const trap = `},{"fullUrl":"x","resource":{"resourceType":"Patient"}`;
    expectSame(JSON.stringify(bundleOf(many.map((one, id) => (id % 7 === 0 ? entryOf(id, { contained: [inner], text: { div: trap.repeat(40) } }) : one)))));
  });

  test('whose entries begin with the resource, or with nothing of the kind', () => {
    expectSame(JSON.stringify(bundleOf(many.map(({ resource }) => ({ resource })))));
    expectSame(JSON.stringify(bundleOf([{ link: [] }, ...many.map(({ resource }) => ({ resource }))])));
    expectSame(JSON.stringify(bundleOf([[], 7, null, ...many])));
    expectSame(JSON.stringify({ ...bundleOf([]), padding: filler.repeat(60) }));
    expectSame(JSON.stringify({ padding: { entry: many }, ...bundleOf(many) }));
  });

  test('whose list of entries comes twice: the last counts, as everywhere', () => {
    const twice = JSON.stringify(bundleOf(many)).slice(0, -1);
    for (const again of ['"entry":[]', '"\\u0065ntry":[{"fullUrl":"last"}]', '"entry":7', '"\\u0000":[{"fullUrl":"no entry"}]']) expectSame(`${twice},${again}}`);
  });

  test('that is not one says so, wherever it breaks', () => {
    const whole = bytesOf(JSON.stringify(bundleOf(many)));
    for (const end of [130_000, 200_000, whole.length - 1]) expect(parseBytes(whole.subarray(0, end))).toBe('not-json');
    const broken = whole.slice();
    broken[200_000] = 0xff;
    expect(parseBytes(broken)).toBe('not-text');
    const torn = bytesOf(JSON.stringify(bundleOf(many)).replace(',{"fullUrl":"urn:uuid:60"', ',,{"fullUrl":"urn:uuid:60"'));
    expect(parseBytes(torn)).toBe('not-json');
    // A byte order mark is one only at the start.
    expect(parseBytes(bytesOf(JSON.stringify(bundleOf(many)).replaceAll(',{"fullUrl"', ',\ufeff{"fullUrl"')))).toBe('not-json');
    expectSame(JSON.stringify(bundleOf(many)));
    expect(parseBytes(bytesOf(`\ufeff${JSON.stringify(bundleOf(many))}`))).toEqual({ json: bundleOf(many) });
  });
});
