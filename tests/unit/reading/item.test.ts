import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { viewSchema, type View, type ViewOf } from '../../../preload/contract.ts';
import { languages } from '../../../main/copy/words.ts';
import type { Detail, Item } from '../../../main/record/patient-record.ts';
import { compose, composedViews, recordOf, result } from '../../e2e/gallery/composed-views.ts';

const words = (text: string, isValue = false) => ({ text, lang: null, isValue });
const detail = (label: Detail['label'], text: string, isValue = false): Detail => ({ label, name: null, value: words(text, isValue) });
const thing = (title: string, details: readonly Detail[], more: Partial<Item> = {}): Item => ({
  id: 'results-0', title: words(title), codings: [], date: '2026-06-03', details, measurement: null, past: false, sensitive: false, ...more,
});
const itemOf = (view: View | undefined): ViewOf<'item'> => {
  if (view?.screen !== 'item') throw new Error(`${view?.screen ?? 'nothing'} is not an item`);
  return view;
};
const open = (item: Item, language: 'en' | 'ur' = 'en', ...others: readonly Item[]) =>
  itemOf(compose(recordOf({ results: [item, ...others] }), language, { type: 'OPEN_SECTION', section: 'results' }, { type: 'OPEN_ITEM', item: item.id }));

describe('one result', () => {
  it('says its plain name, one sentence, the value as written, what was written, what it is and whom to ask', () => {
    const view = itemOf(composedViews['item-result']);
    expect(view.plain?.text).toContain('HbA1c');
    expect(view.title.text).toBe('Haemoglobin A1c level - IFCC standardised');
    expect(view.date).toBe('3 June 2026');
    expect(view.sentence).toBe('Above the laboratory\'s range');
    expect(view.value).toMatchObject({ text: '48 mmol/mol', isValue: true });
    expect(view.numberLine?.zones).toEqual(['Below', 'In the range', 'Above']);
    expect(view.passages[0]).toMatchObject({ heading: 'What your surgery or the laboratory wrote', texts: [{ text: expect.stringContaining('Keep on with the same tablets') }] });
    expect(view.passages.map(({ heading }) => heading)).toContain('What this test is');
    expect(view.passages.at(-1)?.texts[0]?.text).toContain('Riverside Surgery on 0113 496 0000');
  });

  it('has a table of every result of the same test, and a picture of those that have a place', () => {
    const { trend } = itemOf(composedViews['item-result']);
    expect(trend?.rows.map(({ date, value }) => `${date}: ${value.text}`)).toEqual(['3 June 2026: 48 mmol/mol', '28 May 2025: 44 mmol/mol', '11 January 2022: 39 mmol/mol', '2019: 38 mmol/mol']);
    expect(trend?.rows.map(({ current }) => current)).toEqual(['This result', null, null, null]);
    expect(trend?.picture?.points.map(({ current }) => current)).toEqual([false, false, true]);
    expect(trend?.picture).toMatchObject({ start: '11 January 2022', end: '3 June 2026', band: { range: { text: '20 to 42' } } });
    expect(trend?.notes).toEqual(['Results without an exact number or day are in the table only.']);
  });

  it('explains positive and negative, but never of a blood group', () => {
    expect(open(thing('Chlamydia test', [detail('value', 'Negative')])).sentence).toMatch(/^"Negative" means that the test did not find/);
    expect(open(thing('Faecal occult blood', [detail('value', 'Positive')])).sentence).toMatch(/^"Positive" means/);
    expect(open(thing('Rhesus blood group', [detail('value', 'Positive')])).sentence).toBeNull();
  });

  it('judges nothing without a range, and says that there is none', () => {
    const view = open(result('results-0', 'Serum sodium', '2026-01-01', '140', 'mmol/L', null));
    expect(view.numberLine).toBeNull();
    expect(view.sentence).toBe('The laboratory gave no range to compare it with.');
    expect(open(result('results-0', 'Serum sodium', '2026-01-01', '5', 'mmol/L', ['133', '146'], '<')).sentence).toBeNull();
  });

  it('says that there are no plain words where there are none', () => {
    const view = open(thing('Zorb level', [detail('value', '5', true)]));
    expect(view.plain).toBeNull();
    expect(view.passages.find(({ heading }) => heading === 'What this test is')?.texts[0]?.text).toBe('We have no plain words for this. Ask your surgery.');
  });

  it('says what short forms of the notes can mean, in English and marked so', () => {
    const view = open(thing('Serum sodium', [detail('note', 'Rpt U&E, BP nad')]), 'ur');
    const meant = view.details.find(({ value }) => value.text.includes('blood pressure'));
    expect(meant?.value.lang).toBe('en-GB');
    expect(meant?.label).toContain('BP');
  });

  it('has a long value whole among what was written, not as its figure', () => {
    const long = 'The film shows nothing of note. '.repeat(20).trim();
    const view = open(thing('Blood film', [detail('value', long)]));
    expect(view.value).toBeNull();
    expect(view.passages[0]?.texts.map(({ text }) => text)).toEqual([long]);
  });

  it.each(Object.keys(languages) as (keyof typeof languages)[])('is a view that the border takes in %s', (language) => {
    const view = compose(recordOf({ results: [result('results-0', 'T'.repeat(5_000), '2019-04-93', '1', 'g', ['1', '2'], null, 'x '.repeat(9_000))] }), language, { type: 'OPEN_SECTION', section: 'results' }, { type: 'OPEN_ITEM', item: 'results-0' });
    expect(v.safeParse(viewSchema, view).issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`)).toBeUndefined();
  });
});

describe('a section', () => {
  it('covers what asks first: the kind of thing, its date and nothing more', () => {
    const view = compose(recordOf({ conditions: [thing('Carcinoma of the breast', [detail('note', 'Grade 2')], { id: 'conditions-0', sensitive: true })] }), 'en', { type: 'OPEN_SECTION', section: 'conditions' });
    expect(JSON.stringify(view)).not.toMatch(/arcinoma|Grade 2|cancer/);
    expect((view as ViewOf<'section'>).groups[0]?.items).toMatchObject([{ covered: true, date: '3 June 2026', details: [] }]);
  });

  it('tells medicines whose end is past from those that are taken now', () => {
    const view = composedViews['section-ended-medicines'] as ViewOf<'section'>;
    expect(view.groups.filter(({ items }) => items.length > 0).map(({ items }) => items.map(({ title }) => title.text))).toEqual([['Amlodipine 5mg tablets'], ['Amoxicillin 500mg capsules'], ['Zorbutrel 4mg modified-release tablets']]);
    expect(view.groups[1]?.note).not.toBeNull();
    expect(view.notices.filter(({ tone }) => tone === 'warning').length).toBe(4);
  });

  it('is shown fifty at a time, and comes back to the item that was open', () => {
    const many = Array.from({ length: 1_250 }, (_, place) => result(`results-${place}`, 'Serum sodium', '2026-01-01', String(place), 'mmol/L', null));
    const record = recordOf({ results: many });
    const seen: string[] = [];
    for (let from = 0; from < many.length; from += 50) {
      const view = compose(record, 'en', { type: 'OPEN_SECTION', section: 'results' }, { type: 'LIST_FROM', from }) as ViewOf<'section'>;
      expect(v.is(viewSchema, view)).toBe(true);
      seen.push(...view.groups.flatMap(({ items }) => items.map(({ id }) => id)));
    }
    expect(seen).toEqual(many.map(({ id }) => id));
    const back = compose(record, 'en', { type: 'OPEN_SECTION', section: 'results' }, { type: 'LIST_FROM', from: 100 }, { type: 'OPEN_ITEM', item: 'results-137' }, { type: 'BACK' }) as ViewOf<'section'>;
    expect(back.at).toBe('results-137');
    expect(back.lead).toContain('101 to 150 of 1250');
  });
});
