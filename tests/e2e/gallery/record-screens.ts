/** The record's screens as the session composes them from records that were read, in any language. */
import type { LanguageCode, View } from '../../../preload/contract.ts';
import type { PatientRecord, SectionId } from '../../../main/record/patient-record.ts';
import type { KioskEvent } from '../../../main/session/events.ts';
import { compose } from './composed-views.ts';
import { records } from './read-records.ts';

const section = (id: SectionId): KioskEvent => ({ type: 'OPEN_SECTION', section: id });

/** The first thing of a section that shows itself, and that fits. */
function item(record: PatientRecord, id: SectionId, fits: (one: PatientRecord['sections'][number]['items'][number]) => boolean = () => true): KioskEvent {
  const found = record.sections.find((one) => one.id === id)?.items.find((one) => !one.sensitive && fits(one));
  if (found === undefined) throw new Error(`nothing to show in ${id}`);
  return { type: 'OPEN_ITEM', item: found.id };
}

type Screens = Readonly<Record<string, readonly [PatientRecord, ...KioskEvent[]]>>;
const { healthy, medicines, results, none, withheld, unavailable, error, urdu, everything } = records;

const screens: Screens = {
  'healthy-record': [healthy],
  'healthy-vaccinations': [healthy, section('vaccinations')],
  'healthy-measurement': [healthy, section('vital-signs'), item(healthy, 'vital-signs')],
  'medicines-record': [medicines],
  'medicines-section': [medicines, section('medicines')],
  'medicines-later': [medicines, section('medicines'), { type: 'LIST_FROM', from: 200 }],
  'results-record': [results],
  'results-section': [results, section('results')],
  'results-tests': [results, section('results'), { type: 'FILTER', filter: { kind: 'choosing' } }],
  'results-inside': [results, section('results'), item(results, 'results', (one) => one.measurement?.low === '133')],
  'results-outside': [results, section('results'), item(results, 'results', (one) => one.marked === true)],
  'results-one-bound': [results, section('results'), item(results, 'results', (one) => one.measurement?.low === null && one.measurement.high !== null)],
  'results-no-range': [results, section('results'), item(results, 'results', (one) => one.measurement?.rangeText === null)],
  'none-record': [none],
  'none-section': [none, section('allergies')],
  'withheld-record': [withheld],
  'withheld-section': [withheld, section('conditions')],
  'withheld-whole': [withheld, section('medicines')],
  'unavailable-record': [unavailable],
  'unavailable-section': [unavailable, section('results')],
  'error-record': [error],
  'error-section': [error, section('allergies')],
  'urdu-record': [urdu],
  'urdu-medicines': [urdu, section('medicines')],
  'everything-record': [everything],
  'everything-conditions': [everything, section('conditions')],
  'everything-documents': [everything, section('documents')],
  'everything-page': [everything, { type: 'OPEN_SUMMARY' }],
  'everything-changed': [everything, { type: 'OPEN_CHANGED' }],
};

export function recordScreens(language: LanguageCode): Record<string, View> {
  return Object.fromEntries(Object.entries(screens).map(([name, [record, ...events]]) => [`read-${name}`, compose(record, language, ...events)]));
}
