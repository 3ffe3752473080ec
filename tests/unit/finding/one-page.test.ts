import { describe, expect, test } from 'vitest';
import { onePage } from '../../../main/record/finding/one-page.ts';
import { words } from '../../../main/copy/words.ts';
import { leftOut } from '../../../main/session/view/one-page.ts';
import { item, recordOf } from './records.ts';

const say = words('en');
const sensitive = ({ sensitive: asks }: { readonly sensitive: boolean }) => asks;
const ids = (items: readonly { readonly id: string }[]) => items.map(({ id }) => id);
const partOf = (record: ReturnType<typeof recordOf>, id: string) => {
  const part = onePage(record, sensitive).parts.find(({ section }) => section.id === id);
  if (part === undefined) throw new Error(`no ${id}`);
  return part;
};

describe('one page', () => {
  test('always has its four parts; what is unknown keeps its state and is never none', () => {
    const page = onePage(recordOf({}, {}, { allergies: 'not-available', medicines: 'none-recorded', conditions: 'error', results: 'withheld' }), sensitive);
    expect(page.parts.map(({ section: { id, state } }) => [id, state])).toEqual([
      ['allergies', 'not-available'], ['medicines', 'none-recorded'], ['conditions', 'error'], ['results', 'withheld'],
    ]);
    expect(page.others).toEqual([]);
  });

  test('has what is now, and counts what has ended and what is private', () => {
    const part = partOf(recordOf({ medicines: [item('m1', 'A'), item('m2', 'B', { past: true }), item('m3', 'C', { sensitive: true }), item('m4', 'D', { sensitive: true, past: true })] }), 'medicines');
    expect(ids(part.items)).toEqual(['m1']);
    expect(part).toMatchObject({ past: 1, hidden: 2, older: 0 });
    expect(leftOut(part, say)).toEqual(['In the past, so not on this page: 1 thing.', 'Private, so not on this page: 2 things.']);
  });

  test('has the newest result of each test, of as many tests as fit, and counts the others', () => {
    const results = Array.from({ length: 12 }, (_, test) => [2026, 2025].map((year) => item(`r${test}-${year}`, `Test ${String.fromCodePoint(65 + test)}`, { date: `${year}-01-${String(10 + test)}` }))).flat();
    const part = partOf(recordOf({ results }), 'results');
    expect(ids(part.items)).toEqual([11, 10, 9, 8, 7, 6, 5, 4].map((test) => `r${test}-2026`));
    expect(part.older).toBe(16);
  });

  test('names every other part that holds something, with its count', () => {
    expect(onePage(recordOf({ vaccinations: [item('v1', 'A'), item('v2', 'B')] }, { 'patient-story': ['A text.'] }), sensitive).others).toEqual([
      { id: 'vaccinations', count: 2 }, { id: 'patient-story', count: 1 },
    ]);
  });

  test('is never blank: a part that is there and empty says so', () => {
    expect(leftOut(partOf(recordOf({ conditions: [] }), 'conditions'), say)).toEqual([say('slip:empty-section')]);
    expect(leftOut(partOf(recordOf({}, { conditions: ['All is in this text.'] }), 'conditions'), say)).toEqual([say('finding:page.text')]);
  });
});
