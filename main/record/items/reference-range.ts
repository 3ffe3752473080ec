/**
 * The laboratory's own range, and only one that applies to this person (FHIR R4 Observation.referenceRange:
 * type, appliesTo, age). Where none or several may apply, all are shown in words and none is drawn.
 */
import { codeOf, conceptWords } from '../fhir/concept.ts';
import { fields, list, words, type Fields } from '../fhir/json.ts';
import { amount, rangeWords, sameUnit, wordsOfRange, type Amount } from '../fhir/quantity.ts';

export interface ChosenRange {
  readonly low: Amount | null;
  readonly high: Amount | null;
  readonly text: string | null;
}

export interface RangeReading {
  /** Every range in words, with what it is for. */
  readonly words: readonly string[];
  readonly chosen: ChosenRange | null;
  readonly notUnderstood: number;
}

export interface RangeSubject {
  readonly gender: string | null;
  readonly birthDate: string | null;
  /** Of the sample. */
  readonly date: string | null;
}

const none: RangeReading = { words: [], chosen: null, notUnderstood: 0 };

export function referenceRange(value: unknown, subject: RangeSubject): RangeReading {
  if (value === undefined || value === null) return none;
  if (Array.isArray(value) && value.length === 1) return onlyRange(value[0], subject);
  const said: string[] = [];
  const applying: ChosenRange[] = [];
  let doubtful = 0;
  let notUnderstood = 0;
  for (const one of list(value)) {
    const range = fields(one);
    const text = range === null ? null : (words(range['text']) ?? rangeWords(range));
    if (range === null || text === null) {
      notUnderstood += 1;
      continue;
    }
    const kind = qualifier(range);
    said.push(kind === null ? text : `${text} (${kind})`);
    const fits = applies(range, subject);
    if (fits === 'yes') applying.push({ low: amount(range['low']), high: amount(range['high']), text });
    else if (fits === 'unknown') doubtful += 1;
  }
  const [only] = applying;
  const chosen = applying.length === 1 && doubtful === 0 && notUnderstood === 0 && only !== undefined ? only : null;
  return { words: chosen !== null && said.length > 1 && chosen.text !== null ? [chosen.text] : said, chosen, notUnderstood };
}

/** The commonest case: one range. It is drawn only where it surely applies. */
function onlyRange(value: unknown, subject: RangeSubject): RangeReading {
  const range = fields(value);
  const low = amount(range?.['low']);
  const high = amount(range?.['high']);
  const text = range === null ? null : (words(range['text']) ?? wordsOfRange(range, low, high));
  if (range === null || text === null) return notRead;
  const kind = qualifier(range);
  return { words: [kind === null ? text : `${text} (${kind})`], chosen: applies(range, subject) === 'yes' ? { low, high, text } : null, notUnderstood: 0 };
}

const notRead: RangeReading = { words: [], chosen: null, notUnderstood: 1 };

function qualifier(range: Fields): string | null {
  if (range['type'] === undefined && range['appliesTo'] === undefined && range['age'] === undefined) return null;
  const parts: string[] = [];
  const type = codeOf(range['type']);
  const meaning = type === 'normal' ? null : (conceptWords(range['type']) ?? words(type));
  if (meaning !== null && meaning.toLowerCase() !== 'normal range') parts.push(meaning);
  for (const group of list(range['appliesTo'])) {
    const name = conceptWords(group);
    if (name !== null) parts.push(name);
  }
  const age = rangeWords(range['age']);
  if (age !== null) parts.push(`age ${age}`);
  return parts.length === 0 ? null : parts.join(', ');
}

type Fit = 'yes' | 'no' | 'unknown';

const female = new Set(['248152002', 'F', 'female']);
const male = new Set(['248153007', 'M', 'male']);

function applies(range: Fields, subject: RangeSubject): Fit {
  if (range['type'] === undefined && range['appliesTo'] === undefined && range['age'] === undefined) return 'yes';
  const type = codeOf(range['type']);
  if (type !== null && type !== 'normal') return 'no';
  const fits: Fit[] = list(range['appliesTo']).map((group) => appliesToGroup(group, subject));
  if (range['age'] !== undefined && range['age'] !== null) fits.push(appliesToAge(range['age'], subject));
  if (fits.includes('no')) return 'no';
  return fits.includes('unknown') ? 'unknown' : 'yes';
}

function appliesToGroup(group: unknown, subject: RangeSubject): Fit {
  const code = codeOf(group);
  if (code === null || subject.gender === null) return 'unknown';
  if (female.has(code)) return subject.gender === 'female' ? 'yes' : subject.gender === 'male' ? 'no' : 'unknown';
  if (male.has(code)) return subject.gender === 'male' ? 'yes' : subject.gender === 'female' ? 'no' : 'unknown';
  return 'unknown';
}

const fullDate = /^(\d{4})-(\d{2})-(\d{2})/;

/** Whole years only; a bound in other units, or dates that are not full, leave it unknown. */
function appliesToAge(value: unknown, subject: RangeSubject): Fit {
  const range = fields(value);
  const born = fullDate.exec(subject.birthDate ?? '');
  const then = fullDate.exec(subject.date ?? '');
  if (range === null || born === null || then === null) return 'unknown';
  const low = amount(range['low']);
  const high = amount(range['high']);
  for (const bound of [low, high]) {
    if (bound !== null && bound.unitCode !== 'a' && !(bound.unit ?? '').startsWith('year')) return 'unknown';
  }
  const hadBirthday = `${then[2]}${then[3]}` >= `${born[2]}${born[3]}`;
  const years = Number(then[1]) - Number(born[1]) - (hadBirthday ? 0 : 1);
  if (low !== null && years < Number(low.value)) return 'no';
  if (high !== null && years > Number(high.value)) return 'no';
  return low === null && high === null ? 'unknown' : 'yes';
}

/** A bound may stand on the number line only in the unit of the value. */
export function boundFor(value: Amount, bound: Amount | null): string | null {
  return bound !== null && bound.comparator === null && sameUnit(value, bound) ? bound.value : null;
}
