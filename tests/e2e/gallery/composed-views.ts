/** Screens of reading as main composes them, from records made for what is hard about them: their own words, in their own language. */
import { ok } from '../../../hardware/result.ts';
import type { LanguageCode, View } from '../../../preload/contract.ts';
import { abbreviationsIn, explain, plainWords } from '../../../main/record/explain/explain.ts';
import { sectionIds, type Detail, type Item, type PatientRecord, type SectionId } from '../../../main/record/patient-record.ts';
import type { KioskEvent } from '../../../main/session/events.ts';
import { sessionMachine } from '../../../main/session/machine.ts';
import { project } from '../../../main/session/view/project.ts';
import type { Place, Snapshot } from '../../../main/session/view/stage.ts';
import * as made from '../../model/made-up.ts';
import { explore, inside, next } from '../../model/reachable.ts';

const shown = { showUnreviewed: true };
export const place: Place = {
  ...made.place,
  surgery: () => 'Riverside Surgery on 0113 496 0000',
  plainWords: plainWords(shown),
  explain: (item, section) => explain(item, section, shown),
  shortForms: (text) => abbreviationsIn(text, shown),
};
const person = { ...made.person, initials: 'AE', yearOfBirth: '1948' };

/** The record just opened, in the person's language. */
export function opened(record: PatientRecord, language: LanguageCode): Snapshot {
  let now = [...explore(sessionMachine, { expand: () => false }).values()][0]!.snapshot;
  const answer = (output: unknown) => {
    const done = inside(now).find(({ type }) => type.startsWith('xstate.done.actor.'));
    now = next(sessionMachine, now, { type: done?.type ?? '', output } as never);
  };
  const send = (...events: readonly KioskEvent[]) => {
    for (const event of events) now = next(sessionMachine, now, event);
  };
  answer('ready');
  send({ type: 'START', language }, { type: 'CONTINUE' }, { type: 'CODE', recognition: made.card });
  send({ type: 'KEY', field: 'pin', digit: '8' }, { type: 'KEY', field: 'pin', digit: '0' }, { type: 'ENTER', field: 'pin' });
  answer(ok(person));
  send({ type: 'CONFIRM' });
  answer(ok(record));
  return now;
}

export function compose(record: PatientRecord, language: LanguageCode, ...events: readonly KioskEvent[]): View {
  let now = opened(record, language);
  for (const event of events) now = next(sessionMachine, now, event);
  return { ...project(now, place).view, n: 1 } as View;
}

const words = (text: string, isValue = false) => ({ text, lang: 'en-GB', isValue });
const detail = (label: Detail['label'], text: string, isValue = false): Detail => ({ label, name: null, value: words(text, isValue) });

function thing(id: string, title: string, date: string | null, details: readonly Detail[], more: Partial<Item> = {}): Item {
  return { id, title: words(title), codings: [], date, details, measurement: null, past: false, sensitive: false, ...more };
}

export function result(id: string, title: string, date: string | null, value: string, unit: string, range: readonly [string, string] | null, comparator: string | null = null, note: string | null = null): Item {
  const rangeText = range === null ? null : `${range[0]} to ${range[1]} ${unit}`;
  return thing(
    id, title, date,
    [detail('value', `${comparator ?? ''}${value} ${unit}`, true), ...(rangeText === null ? [] : [detail('range', rangeText, true)]), ...(note === null ? [] : [detail('note', note)]), detail('performer', 'Leeds Pathology')],
    { measurement: { value, comparator, unit, low: range?.[0] ?? null, high: range?.[1] ?? null, rangeText } },
  );
}

export function recordOf(filled: Partial<Record<SectionId, readonly Item[]>>, more: Partial<PatientRecord> = {}): PatientRecord {
  return {
    format: 'gp-connect',
    patient: { name: 'Ada Example', birthDate: '1948-08-06', nhsNumber: '9991234560' },
    custodian: 'Riverside Surgery',
    createdAt: '2026-11-20T09:30:00Z',
    warnings: [],
    sections: sectionIds.map((id) => ({
      id, title: null, state: (filled[id]?.length ?? 0) > 0 ? 'present' : 'none-recorded', items: filled[id] ?? [], narrative: [], withheld: 0, notUnderstood: 0,
    })),
    accounting: { entries: 0, shown: 0, supporting: 0, notShown: [] },
    ...more,
  };
}

const hba1c = [
  result('results-0', 'Haemoglobin A1c level - IFCC standardised', '2026-06-03', '48', 'mmol/mol', ['20', '42'], null, 'As expected. Keep on with the same tablets. Rpt HbA1c in 6/12.'),
  result('results-1', 'Haemoglobin A1c level - IFCC standardised', '2025-05-28', '44', 'mmol/mol', ['20', '42']),
  result('results-2', 'Haemoglobin A1c level - IFCC standardised', '2022-01-11', '39', 'mmol/mol', ['20', '42']),
  result('results-3', 'Haemoglobin A1c level - IFCC standardised', '2019', '38', 'mmol/mol', null),
];
/** Forty and more: gaps of years, equal values, a comparator, no range. */
const many = Array.from({ length: 46 }, (_, place) =>
  result(`results-${place}`, 'Serum C reactive protein level', place === 3 ? '2018' : `${2026 - Math.floor(place / 6) * (place > 20 ? 2 : 1)}-0${1 + (5 - (place % 6))}-1${place % 9}`, place % 7 === 0 ? '5' : String(5 + ((place * 37) % 180)), 'mg/L', null, place % 7 === 0 ? '<' : null),
);
const two = [result('results-0', 'eGFR using creatinine (CKD-EPI) per 1.73 square metres', '2026-06-03', '90', 'mL/min/1.73m*2', null), result('results-1', 'eGFR using creatinine (CKD-EPI) per 1.73 square metres', '2026-06-01', '90', 'mL/min/1.73m*2', null)];
const swab = thing('results-0', 'SARS-CoV-2 (severe acute respiratory syndrome coronavirus 2) RNA detection result', '2026-01', [detail('value', 'Negative'), detail('specimen', 'Nose swab')]);
const hard = [thing('results-0', 'Prostate biopsy - carcinoma', '2026-06-03', [detail('value', 'See letter')], { sensitive: true }), ...hba1c.slice(1)];
const twoHundred = Array.from({ length: 200 }, (_, place) => result(`results-${place}`, place % 2 === 0 ? 'Serum sodium' : 'Serum potassium level', `20${26 - Math.floor(place / 12)}-0${1 + (place % 9)}-14`, place % 2 === 0 ? '138' : '4.9', 'mmol/L', place % 2 === 0 ? ['133', '146'] : ['3.5', '5.3'], null, place % 5 === 0 ? 'Normal. No action.' : null));
const medicines = [
  thing('medicines-0', 'Amlodipine 5mg tablets', '2025-11-02', [detail('dose', 'One tab od'), detail('supply', '28 tablet'), detail('started', '2019-03-12', true)]),
  thing('medicines-1', 'Amoxicillin 500mg capsules', '2026-01-14', [detail('dose', 'One capsule TDS for 5/7'), detail('started', '2026-01-14', true), detail('ended', '2026-01-19', true)]),
  thing('medicines-2', 'Zorbutrel 4mg modified-release tablets', '2018', [detail('dose', 'nocte')], { past: true }),
];

const open = (section: SectionId, item: string): readonly KioskEvent[] => [{ type: 'OPEN_SECTION', section }, { type: 'OPEN_ITEM', item }];
const warned = { warnings: ['confidential-items', 'data-in-transit', 'data-awaiting-filing', 'summary-only'] } as const;

export const composedViews: Record<string, View> = {
  'item-result': compose(recordOf({ results: hba1c }), 'en', ...open('results', 'results-0')),
  'item-result-ur': compose(recordOf({ results: hba1c }), 'ur', ...open('results', 'results-0')),
  'item-many': compose(recordOf({ results: many }), 'en', ...open('results', 'results-4')),
  'item-level-ar': compose(recordOf({ results: two }), 'ar', ...open('results', 'results-1')),
  'item-negative-pl': compose(recordOf({ results: [swab] }), 'pl', ...open('results', 'results-0')),
  pause: compose(recordOf({ results: hard }), 'en', ...open('results', 'results-0')),
  'section-two-hundred': compose(recordOf({ results: [...hard.slice(0, 1), ...twoHundred.slice(1)] }), 'ur', { type: 'OPEN_SECTION', section: 'results' }),
  'section-ended-medicines': compose(recordOf({ medicines }, warned), 'ar', { type: 'OPEN_SECTION', section: 'medicines' }),
};
