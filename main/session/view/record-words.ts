/** The record's own words as the border takes them. */
import type { ItemView, Recorded as RecordedView } from '../../../preload/contract.ts';
import { recordedDate } from '../../copy/dates.ts';
import { dateLabels, noNameRecorded, type Detail, type Item, type Recorded } from '../../record/patient-record.ts';
import type { Stage } from './stage.ts';

/** The border caps every text; a longer one is cut where it says so, and is whole in the source. */
const longest = 3_900;

export function recorded({ text, lang, isValue }: Recorded): RecordedView {
  return { text: text.length > longest ? `${text.slice(0, longest)} …` : text, lang, isValue };
}

export function titleOf({ title }: Pick<Item, 'title'>, { say }: Pick<Stage, 'say'>): RecordedView {
  return recorded(title.text === noNameRecorded ? { text: say('record:no-name'), lang: null, isValue: false } : title);
}

export function detailRow(detail: Detail, stage: Pick<Stage, 'say' | 'language'>): ItemView['details'][number] {
  const { label, name } = detail;
  return {
    // A part of a result is called by its own name.
    label: label === 'component' && name !== null ? '' : stage.say(`record:label.${label}`),
    name: name === null ? null : recorded(name),
    value: valueOf(detail, stage),
  };
}

/** Dates and codes of closed lists in the person's language; all else as it was recorded. */
function valueOf({ label, value, code }: Detail, { say, language }: Pick<Stage, 'say' | 'language'>): RecordedView {
  if (code !== undefined) return { text: say(`record:coded.${code}`), lang: null, isValue: false };
  return dateLabels.has(label) && value.isValue ? recorded({ ...value, text: recordedDate(value.text, language), isValue: false }) : recorded(value);
}
