/** CodeableConcept, Coding and code (FHIR R4 2.24.0.7, STU3 likewise) as words. */
import { closedCodes, type ClosedCode, type Coding, type DetailLabel } from '../patient-record.ts';
import { extension, fields, list, words } from './json.ts';

const translationUrl = 'http://hl7.org/fhir/StructureDefinition/translation';
const dataAbsentUrl = 'http://hl7.org/fhir/StructureDefinition/data-absent-reason';

/** What the record calls it: the words that were typed, else the name of a code. A bare code is not a name. */
export function conceptName(value: unknown): string | null {
  const concept = fields(value);
  if (concept === null) return null;
  const typed = words(concept['text']);
  if (typed !== null) return typed;
  let name: string | null = null;
  for (const one of list(concept['coding'])) {
    const coding = fields(one);
    if (coding === null) continue;
    const display = words(coding['display']) ?? translated(coding);
    if (display === null) continue;
    if (coding['userSelected'] === true) return display;
    name ??= display;
  }
  return name;
}

function translated(coding: Fields): string | null {
  const found = coding['_display'] === undefined ? null : extension(coding['_display'], translationUrl);
  if (found === null) return null;
  for (const part of list(found['extension'])) {
    const content = fields(part);
    if (content?.['url'] === 'content') return words(content['valueString']) ?? words(content['valueMarkdown']);
  }
  return null;
}
type Fields = NonNullable<ReturnType<typeof fields>>;

/**
 * The same for details, where the closed code lists of the specification are words themselves:
 * `on-hold` reads "on hold", the interpretation `H` reads "High".
 */
export function conceptWords(value: unknown): string | null {
  if (typeof value === 'string') return codeWords(value);
  const name = conceptName(value);
  if (name !== null) return name;
  const concept = fields(value);
  if (concept === null) return null;
  for (const one of list(concept['coding'])) {
    const coding = fields(one);
    const code = coding?.['code'];
    if (typeof code !== 'string') continue;
    const system = coding?.['system'];
    if (typeof system === 'string' && system.endsWith('ObservationInterpretation')) {
      const meaning = interpretations.get(code);
      if (meaning !== undefined) return meaning;
    }
    if (typeof system === 'string' && isSpecificationSystem(system)) {
      const spoken = codeWords(code);
      if (spoken !== null) return spoken;
    }
  }
  return null;
}

function isSpecificationSystem(system: string): boolean {
  return system.startsWith('http://terminology.hl7.org/CodeSystem/') || system.startsWith('http://hl7.org/fhir/');
}

const wordlike = /^[a-z][a-z]+(?:-[a-z]+)*$/;

/** A code of a closed list is English with hyphens. */
export function codeWords(value: unknown): string | null {
  return typeof value === 'string' && wordlike.test(value) ? value.replaceAll('-', ' ') : null;
}

const closed: ReadonlyMap<string, ClosedCode> = new Map(closedCodes.map((code) => [code, code]));

/** The code behind what `conceptWords` says, where nothing else stands behind it: no text, and no display but the code's own. */
export function closedCode(label: DetailLabel, value: unknown): ClosedCode | null {
  if (typeof value === 'string') return closed.get(`${label}.${value}`) ?? null;
  const concept = fields(value);
  if (concept === null) return null;
  const said = conceptWords(concept)?.toLowerCase();
  for (const one of list(concept['coding'])) {
    const coding = fields(one);
    const code = coding?.['code'];
    const system = coding?.['system'];
    if (typeof code !== 'string' || typeof system !== 'string' || !isSpecificationSystem(system)) continue;
    const found = closed.get(`${label}.${code}`);
    if (found !== undefined && said === codeWords(code)) return found;
  }
  return null;
}

/** HL7 v3 ObservationInterpretation, its own displays. */
const interpretations = new Map([
  ['H', 'High'],
  ['HH', 'Critical high'],
  ['HU', 'Significantly high'],
  ['L', 'Low'],
  ['LL', 'Critical low'],
  ['LU', 'Significantly low'],
  ['N', 'Normal'],
  ['A', 'Abnormal'],
  ['AA', 'Critical abnormal'],
  ['POS', 'Positive'],
  ['NEG', 'Negative'],
  ['IND', 'Indeterminate'],
  ['DET', 'Detected'],
  ['ND', 'Not detected'],
  ['R', 'Resistant'],
  ['S', 'Susceptible'],
  ['I', 'Intermediate'],
  ['U', 'Significant change up'],
  ['D', 'Significant change down'],
  ['B', 'Better'],
  ['W', 'Worse'],
]);

/** The code of a `code` or of the first coding that has one, for decisions; never shown. */
export function codeOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  const concept = fields(value);
  if (concept === null) return null;
  for (const one of list(concept['coding'])) {
    const code = fields(one)?.['code'];
    if (typeof code === 'string') return code;
  }
  return typeof concept['code'] === 'string' ? concept['code'] : null;
}

export function hasCode(value: unknown, codes: ReadonlySet<string>): boolean {
  if (typeof value === 'string') return codes.has(value);
  for (const one of list(fields(value)?.['coding'])) {
    const code = fields(one)?.['code'];
    if (typeof code === 'string' && codes.has(code)) return true;
  }
  return false;
}

const noCodings: readonly Coding[] = [];

export function codingsOf(value: unknown): readonly Coding[] {
  const source = fields(value)?.['coding'];
  if (source === undefined) return noCodings;
  const all = list(source);
  if (all.length === 1) {
    const only = codingOf(all[0]);
    return only === null ? noCodings : [only];
  }
  return all.map(codingOf).filter((coding) => coding !== null);
}

function codingOf(value: unknown): Coding | null {
  const coding = fields(value);
  const code = words(coding?.['code']);
  return code === null ? null : { system: words(coding?.['system']) ?? '', code };
}

/** Why a value is missing, when the source says so (`unknown`, `masked`, `asked-declined`). */
export function absentReason(element: unknown): string | null {
  const reason = extension(element, dataAbsentUrl)?.['valueCode'];
  return typeof reason === 'string' ? reason : null;
}

/** True where the source says that it holds something here and may not say what. */
export function isMasked(element: unknown): boolean {
  if (absentReason(element) === 'masked') return true;
  const concept = fields(element);
  if (concept === null) return false;
  if (absentReason(concept['_text']) === 'masked') return true;
  for (const one of list(concept['coding'])) {
    const coding = fields(one);
    if (coding === null) continue;
    if (coding['code'] === 'masked' && typeof coding['system'] === 'string' && coding['system'].endsWith('data-absent-reason')) return true;
    if (absentReason(coding) === 'masked' || absentReason(coding['_code']) === 'masked') return true;
  }
  return false;
}
