/**
 * Dosage and Timing (FHIR R4 2.24.0.14, Dosage) in words. Only what is recorded: `count` is a total, never a
 * frequency; a frequency without a period has no "a day"; nothing is worked out.
 */
import { conceptName, conceptWords } from './concept.ts';
import { fields, first, list, number, present, prose, words, date, type Fields } from './json.ts';
import { amount, amountWords, quantityWords, rangeWords, ratioWords } from './quantity.ts';

const unitNames = new Map([
  ['s', 'second'],
  ['min', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['wk', 'week'],
  ['mo', 'month'],
  ['a', 'year'],
]);

/** EventTiming and TimingAbbreviation displays (HL7 v3), as people say them. */
const moments = new Map([
  ['MORN', 'in the morning'],
  ['MORN.early', 'early in the morning'],
  ['MORN.late', 'late in the morning'],
  ['NOON', 'at midday'],
  ['AFT', 'in the afternoon'],
  ['AFT.early', 'early in the afternoon'],
  ['AFT.late', 'late in the afternoon'],
  ['EVE', 'in the evening'],
  ['EVE.early', 'early in the evening'],
  ['EVE.late', 'late in the evening'],
  ['NIGHT', 'at night'],
  ['PHS', 'after sleep'],
  ['HS', 'before sleep'],
  ['WAKE', 'on waking'],
  ['C', 'with meals'],
  ['CM', 'with breakfast'],
  ['CD', 'with lunch'],
  ['CV', 'with the evening meal'],
  ['AC', 'before meals'],
  ['ACM', 'before breakfast'],
  ['ACD', 'before lunch'],
  ['ACV', 'before the evening meal'],
  ['PC', 'after meals'],
  ['PCM', 'after breakfast'],
  ['PCD', 'after lunch'],
  ['PCV', 'after the evening meal'],
]);

const days = new Map([
  ['mon', 'Monday'],
  ['tue', 'Tuesday'],
  ['wed', 'Wednesday'],
  ['thu', 'Thursday'],
  ['fri', 'Friday'],
  ['sat', 'Saturday'],
  ['sun', 'Sunday'],
]);

export interface DosageWords {
  /** As somebody wrote it; then what else the coded fields say. */
  readonly lines: readonly string[];
  readonly route: string | null;
  readonly site: string | null;
  readonly method: string | null;
  /** Dates are not worded here: they are formatted where they are shown. */
  readonly from: string | null;
  readonly until: string | null;
  readonly on: readonly string[];
  /** Something is recorded here that could not be understood. */
  readonly notUnderstood: boolean;
}

export function dosageWords(value: unknown): DosageWords | null {
  const dosage = fields(value);
  if (dosage === null) return null;
  const written = prose(dosage['text']);
  const instruction = prose(dosage['patientInstruction']);
  const coded = codedDose(dosage);
  const timing = fields(dosage['timing']);
  const bounds = fields(first(fields(timing?.['repeat'])?.['boundsPeriod']));
  const lines: string[] = [];
  if (written !== null) lines.push(written);
  const dose = saysDose(written, coded.dose) ? null : coded.dose;
  const more = [dose, ...coded.limits.filter((limit) => !says(written, limit))].filter((part) => part !== null && part !== '');
  if (more.length > 0) lines.push(more.join(', '));
  if (instruction !== null && !says(written, instruction)) lines.push(instruction);
  for (const extra of list(dosage['additionalInstruction'])) {
    const text = conceptWords(extra);
    if (text !== null && !says(written, text)) lines.push(text);
  }
  return {
    lines,
    route: conceptName(dosage['route']),
    site: conceptName(dosage['site']),
    method: conceptName(dosage['method']),
    from: date(bounds?.['start']),
    until: date(bounds?.['end']),
    on: timing === null ? [] : list(timing['event']).map(date).filter((event) => event !== null),
    notUnderstood: coded.notUnderstood || (present(dosage['text']) && typeof dosage['text'] !== 'string'),
  };
}

/** An instruction or a limit is left out only where the written dose has it word for word: its figures may be another's. */
function says(written: string | null, other: string): boolean {
  return written?.toLowerCase().includes(other.toLowerCase()) === true;
}

const measured = /(\d+(?:\.\d+)?) ?(mg|g|kg|mcg|ug|micrograms?|ng|ml|l|units?|iu|mmol)\b/g;
const measures = (text: string) => [...text.toLowerCase().matchAll(measured)].map(([, figure, unit]) => `${Number(figure)} ${unit}`);

/** The written dose wins where it already holds every figure of the coded one; a figure or a unit that it lacks is shown. */
function saysDose(written: string | null, other: string | null): boolean {
  if (written === null || other === null) return false;
  if (says(written, other)) return true;
  const amounts = new Set(measures(written));
  if (!measures(other).every((one) => amounts.has(one))) return false;
  const figures = other.match(/\d+(?:\.\d+)?/g);
  if (figures === null) return false;
  const have = new Set((written.match(/\d+(?:\.\d+)?/g) ?? []).map(Number));
  return figures.every((figure) => have.has(Number(figure)));
}

interface CodedDose {
  /** How much, how often. */
  readonly dose: string | null;
  /** When needed, and no more than. */
  readonly limits: readonly string[];
  readonly notUnderstood: boolean;
}

function codedDose(dosage: Fields): CodedDose {
  const parts: string[] = [];
  const limits: string[] = [];
  let notUnderstood = false;
  const take = (value: unknown, format: (value: unknown) => string | null, sentence = (text: string) => text, into = parts) => {
    if (!present(value)) return;
    const text = format(value);
    if (text === null) notUnderstood = true;
    else into.push(sentence(text));
  };
  // STU3 has the dose on the dosage itself.
  const amounts = present(dosage['doseAndRate']) ? list(dosage['doseAndRate']) : [dosage];
  const seen = new Set<string>();
  for (const one of amounts) {
    const dose = fields(one);
    if (dose === null) {
      notUnderstood = true;
      continue;
    }
    take(dose['doseQuantity'] ?? dose['doseSimpleQuantity'], quantityOnce(seen));
    take(dose['doseRange'], rangeWords);
    take(dose['rateRatio'], ratioWords, (text) => `at a rate of ${text}`);
    take(dose['rateQuantity'] ?? dose['rateSimpleQuantity'], quantityWords, (text) => `at a rate of ${text}`);
    take(dose['rateRange'], rangeWords, (text) => `at a rate of ${text}`);
  }
  const timing = timingWords(dosage['timing']);
  if (timing !== null) parts.push(timing);
  if (isTimingUnclear(dosage['timing'])) notUnderstood = true;
  if (dosage['asNeededBoolean'] === true) limits.push('when needed');
  const need = conceptName(dosage['asNeededCodeableConcept']);
  if (need !== null) limits.push(`when needed for ${need}`);
  take(dosage['maxDosePerAdministration'], quantityWords, (text) => `no more than ${text} at one time`, limits);
  for (const most of list(dosage['maxDosePerPeriod'])) take(most, ratioWords, (text) => `no more than ${text}`, limits);
  take(dosage['maxDosePerLifetime'], quantityWords, (text) => `no more than ${text} in a lifetime`, limits);
  const dose = parts.filter((part) => part !== '').join(', ');
  return { dose: dose === '' ? null : dose, limits, notUnderstood };
}

/** Ordered and calculated doses are often the same amount twice. */
function quantityOnce(seen: Set<string>): (value: unknown) => string | null {
  return (value) => {
    const text = quantityWords(value);
    if (text === null) return null;
    if (seen.has(text)) return '';
    seen.add(text);
    return text;
  };
}

/** Timing: `repeat` and `code`. Null where it says nothing that can be said. */
export function timingWords(value: unknown): string | null {
  const timing = fields(value);
  if (timing === null) return null;
  const parts: string[] = [];
  const repeat = fields(timing['repeat']);
  const often = repeat === null ? null : frequencyWords(repeat);
  const coded = conceptName(timing['code']);
  if (often !== null) parts.push(often);
  else if (coded !== null) parts.push(coded);
  if (repeat !== null) parts.push(...repeatWords(repeat));
  return parts.length === 0 ? null : parts.join(', ');
}

/** Something is said of when, in a way that is not known here. */
function isTimingUnclear(value: unknown): boolean {
  if (!present(value)) return false;
  const timing = fields(value);
  if (timing === null) return true;
  const repeat = fields(timing['repeat']);
  if (repeat === null) return present(timing['repeat']);
  const isKnown = (known: ReadonlyMap<string, string>) => (code: unknown) => typeof code === 'string' && known.has(code);
  return (
    (present(repeat['periodUnit']) && !isKnown(unitNames)(repeat['periodUnit'])) ||
    !list(repeat['when']).every(isKnown(moments)) ||
    !list(repeat['dayOfWeek']).every(isKnown(days))
  );
}

function times(figure: string, most: string | null): string {
  if (most !== null) return `${figure} to ${most} times`;
  return figure === '1' ? 'once' : figure === '2' ? 'twice' : `${figure} times`;
}

function frequencyWords(repeat: Fields): string | null {
  const frequency = number(repeat['frequency']);
  const period = number(repeat['period']);
  const unit = unitNames.get(typeof repeat['periodUnit'] === 'string' ? repeat['periodUnit'] : '');
  // "Once" every so many of a unit that is not known is not "once".
  if (unit === undefined && present(repeat['periodUnit'])) return null;
  if (period === null || unit === undefined) {
    return frequency === null ? null : times(frequency, number(repeat['frequencyMax']));
  }
  // "If no frequency is stated, the event occurs once per period" (FHIR R4 Timing.repeat.frequency).
  const often = times(frequency ?? '1', number(repeat['frequencyMax']));
  const longest = number(repeat['periodMax']);
  if (Number(period) === 1 && longest === null) return `${often} ${unit === 'hour' ? 'an' : 'a'} ${unit}`;
  const span = longest === null ? period : `${period} to ${longest}`;
  return often === 'once' ? `every ${span} ${unit}s` : `${often} every ${span} ${unit}s`;
}

function repeatWords(repeat: Fields): string[] {
  const parts: string[] = [];
  const dayNames = list(repeat['dayOfWeek'])
    .map((day) => days.get(typeof day === 'string' ? day : ''))
    .filter((day) => day !== undefined);
  if (dayNames.length > 0) parts.push(`on ${dayNames.join(', ')}`);
  const offset = number(repeat['offset']);
  const whens = list(repeat['when'])
    .map((code) => moments.get(typeof code === 'string' ? code : ''))
    .filter((text) => text !== undefined);
  if (whens.length > 0) parts.push((offset === null || offset === '0' ? '' : `${offset} minutes: `) + whens.join(', '));
  const clocks = list(repeat['timeOfDay'])
    .map((time) => words(time)?.replace(/^(\d{2}:\d{2}):00(?:\.0+)?$/, '$1') ?? null)
    .filter((time) => time !== null);
  if (clocks.length > 0) parts.push(`at ${clocks.join(', ')}`);
  const duration = number(repeat['duration']);
  const durationUnit = unitNames.get(typeof repeat['durationUnit'] === 'string' ? repeat['durationUnit'] : '');
  if (duration !== null && durationUnit !== undefined) parts.push(`each lasting ${span(duration, durationUnit)}`);
  const count = number(repeat['count']);
  if (count !== null) parts.push(`${times(count, number(repeat['countMax']))} in total`);
  parts.push(...boundsWords(repeat));
  return parts;
}

function span(figure: string, unit: string): string {
  return `${figure} ${figure === '1' ? unit : `${unit}s`}`;
}

function boundsWords(repeat: Fields): string[] {
  const parts: string[] = [];
  const length = amount(repeat['boundsDuration']);
  if (length !== null) {
    const unit = unitNames.get(length.unitCode ?? '');
    parts.push(`for ${unit === undefined ? amountWords(length) : span(length.value, unit)}`);
  }
  const range = rangeWords(repeat['boundsRange']);
  if (range !== null) parts.push(`for ${range}`);
  return parts;
}
