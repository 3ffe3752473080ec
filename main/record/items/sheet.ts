/** One entry being read into an item: what is recorded becomes details; what is there and not understood is counted. */
import type { ClosedCode, Coding, Detail, DetailLabel, Item, Measurement, NotShownReason, PatientRecord, Recorded } from '../patient-record.ts';
import { noNameRecorded } from '../patient-record.ts';
import { absentReason, closedCode, codeWords, codingsOf, conceptName, conceptWords, isMasked } from '../fhir/concept.ts';
import type { Entry, RecordBundle, Target } from '../fhir/bundle.ts';
import { dosageWords } from '../fhir/dosage.ts';
import { date, fields, language, list, present, prose, words, type Fields } from '../fhir/json.ts';
import { narrativeText, pieces } from '../fhir/narrative.ts';
import { resourceName } from '../fhir/people.ts';
import { hiddenBecause } from '../fhir/visibility.ts';

/** An item before it has a place in its section. */
export interface ItemDraft {
  /** Its `id`, and what others say of it, come when its section is whole. */
  readonly item: { -readonly [Field in keyof Item]: Item[Field] };
  readonly entry: Entry;
  /** The date, where it is one. */
  readonly sortKey: string;
  /** The day of that date as one number (20200517); 0 where it is less than a day. */
  readonly day: number;
  /** Recorded things in this entry that could not be understood. */
  readonly notUnderstood: number;
  /** Entries that this item speaks for. */
  readonly supports: readonly Entry[] | null;
}

/** The longest run of words in one detail; longer prose becomes several details, never cut. */
const longest = 3_500;

export interface Surroundings {
  readonly bundle: RecordBundle;
  /** The language of the document where an entry does not say. */
  readonly language: string | null;
  /** What reports and panels call themselves, by the entries that are part of them. */
  readonly partOf: ReadonlyMap<Entry, string>;
  readonly format: PatientRecord['format'];
  /** Of the patient, as recorded. */
  readonly gender: string | null;
  readonly birthDate: string | null;
  /** What people and places are called, once looked up: the same few stand behind hundreds of entries. */
  readonly names: Map<Entry, string | null>;
  /** Words that were looked at already, and whether they ask first. */
  readonly sensitive: Map<string, boolean>;
}

const withClosedCodes: ReadonlySet<DetailLabel> = new Set(['status', 'severity', 'criticality', 'verification', 'category']);

const startAndEnd = { itself: ['started', 'ended'], prescription: ['prescription-start', 'prescription-end'] } as const;

export class Sheet {
  readonly entry: Entry;
  readonly resource: Fields;
  readonly around: Surroundings;
  readonly details: Detail[] = [];
  supports: Entry[] | null = null;
  readonly #lang: string | null;
  notUnderstood = 0;
  /** Set when a thing that this entry cannot be shown without is hidden. */
  hidden: NotShownReason | null = null;

  constructor(entry: Entry, around: Surroundings) {
    this.entry = entry;
    this.resource = entry.resource;
    this.around = around;
    const own = entry.resource['language'];
    this.#lang = own === undefined ? around.language : (language(own) ?? around.language);
  }

  recorded(text: string, isValue: boolean): Recorded {
    return { text, lang: this.#lang, isValue };
  }

  say(label: DetailLabel, text: string | null, isValue = false, name: string | null = null): void {
    if (text === null || text === '') return;
    const named = name === null ? null : this.recorded(name, false);
    if (text.length <= longest) this.details.push({ label, name: named, value: this.recorded(text, isValue) });
    else for (const piece of pieces(text)) this.details.push({ label, name: named, value: this.recorded(piece, isValue) });
  }

  /** Shows a value in words. There but not of a shape that `format` knows: counted, or the reason that the source gives. */
  take(label: DetailLabel, value: unknown, format: (value: unknown) => string | null, isValue = false, name: string | null = null): void {
    if (value === undefined || value === null) return;
    const text = format(value);
    if (text !== null) this.say(label, text, isValue, name);
    else this.#missing(label, value, name);
  }

  each(label: DetailLabel, values: unknown, format: (value: unknown) => string | null, isValue = false): void {
    if (values === undefined || values === null) return;
    for (const value of list(values)) this.take(label, value, format, isValue);
  }

  #missing(label: DetailLabel, value: unknown, name: string | null): void {
    const reason = absentReason(value);
    if (reason !== null) this.say(label, codeWords(reason), false, name);
    // A category that is only a code takes nothing from what the entry says.
    else if (label !== 'category' || fields(value) === null) this.notUnderstood += 1;
  }

  concept(label: DetailLabel, value: unknown): void {
    if (value === undefined || value === null) return;
    const code = withClosedCodes.has(label) ? closedCode(label, value) : null;
    if (code === null) this.take(label, value, conceptWords);
    else this.coded(label, code, conceptWords(value));
  }

  /** A code of a closed list: its English, and the code for words in the person's language. */
  coded(label: DetailLabel, code: ClosedCode, text: string | null): void {
    if (text !== null) this.details.push({ label, name: null, value: this.recorded(text, false), code });
  }

  concepts(label: DetailLabel, values: unknown): void {
    if (values === undefined || values === null) return;
    for (const value of list(values)) this.concept(label, value);
  }

  when(label: DetailLabel, value: unknown): void {
    this.take(label, value, date, true);
  }

  /** Annotation[] of R4, Annotation of STU3. */
  notes(values: unknown, label: DetailLabel = 'note'): void {
    if (values === undefined || values === null) return;
    for (const value of list(values)) this.take(label, fields(value)?.['text'] ?? value, prose);
  }

  /** This item speaks for another entry, which is then not an item of its own. */
  speakFor(entry: Entry): void {
    this.supports ??= [];
    this.supports.push(entry);
  }

  target(reference: unknown): Target | null {
    return this.around.bundle.resolve(reference, this.resource, this.entry);
  }

  /** What a reference leads to is called. Something hidden has no name here, not even the one written on the reference. */
  nameOf(reference: unknown): string | null {
    const target = this.target(reference);
    if (target?.kind === 'entry') {
      const { entry } = target;
      if (entry.hidden !== null) return null;
      let name = this.around.names.get(entry);
      if (name === undefined) {
        name = this.#resourceName(entry.type, entry.resource);
        this.around.names.set(entry, name);
      }
      return name ?? words(fields(reference)?.['display']);
    }
    if (target !== null && hiddenBecause(target.type, target.resource) !== null) return null;
    return (target === null ? null : this.#resourceName(target.type, target.resource)) ?? words(fields(reference)?.['display']);
  }

  #resourceName(type: string, resource: Fields): string | null {
    if (type !== 'PractitionerRole') return resourceName(type, resource);
    for (const part of [resource['practitioner'], resource['organization']]) {
      const target = this.around.bundle.resolve(part, resource, this.entry);
      const name = target?.kind === 'entry' && target.entry.hidden === null ? resourceName(target.entry.type, target.entry.resource) : null;
      if (name !== null) return name;
      const display = target === null ? words(fields(part)?.['display']) : null;
      if (display !== null) return display;
    }
    return null;
  }

  /** People, organisations and places by name; a reference that leads to no name says nothing. */
  people(label: DetailLabel, references: unknown): void {
    if (references === undefined || references === null) return;
    const all = list(references);
    const seen = all.length > 1 ? new Set<string>() : null;
    for (const reference of all) {
      const holder = fields(reference);
      const name = this.nameOf(holder?.['actor'] ?? holder?.['individual'] ?? holder?.['agent'] ?? reference);
      if (name === null || seen?.has(name) === true) continue;
      seen?.add(name);
      this.say(label, name);
    }
  }

  dosages(values: unknown): void {
    for (const value of list(values)) {
      const dosage = dosageWords(value);
      if (dosage === null) {
        this.notUnderstood += 1;
        continue;
      }
      for (const line of dosage.lines) this.say('dose', line);
      this.say('route', dosage.route);
      this.say('site', dosage.site);
      this.say('method', dosage.method);
      for (const when of dosage.on) this.say('given', when, true);
      this.#once('started', dosage.from);
      this.#once('ended', dosage.until);
      if (dosage.notUnderstood) this.notUnderstood += 1;
    }
  }

  /** The dose and the prescription often give the same dates. */
  #once(label: (typeof startAndEnd)[keyof typeof startAndEnd][number], when: string | null): void {
    if (when !== null && !this.details.some((detail) => detail.label === label && detail.value.text === when)) this.say(label, when, true);
  }

  /** The time of the thing itself, or only of the prescription for it. */
  period(value: unknown, of: keyof typeof startAndEnd = 'itself'): void {
    const [start, end] = startAndEnd[of];
    if (value === undefined || value === null) return;
    const period = fields(value);
    if (period === null) {
      this.notUnderstood += 1;
      return;
    }
    this.#once(start, date(period['start']));
    this.#once(end, date(period['end']));
    if (present(period['start']) && date(period['start']) === null) this.notUnderstood += 1;
    if (present(period['end']) && date(period['end']) === null) this.notUnderstood += 1;
  }

  /** Attachments are listed by what they are; their bytes are never opened. */
  attachment(value: unknown): void {
    const attachment = fields(value);
    if (attachment === null) {
      if (present(value)) this.notUnderstood += 1;
      return;
    }
    const title = words(attachment['title']);
    const type = words(attachment['contentType']);
    const text = [title, type === null ? null : kindOfFile(type)].filter((part) => part !== null).join(', ');
    this.say('attachment', text === '' ? null : text);
    this.when('written', attachment['creation']);
  }

  /** True where the words that this entry is about are masked: then all of it is withheld. */
  isMaskedBy(...concepts: readonly unknown[]): boolean {
    return concepts.some(isMasked);
  }

  finish(item: {
    readonly title: string | null;
    readonly code: unknown;
    readonly date: string | null;
    readonly past?: boolean;
    readonly sensitive?: boolean;
    readonly measurement?: Measurement | null;
    readonly marked?: boolean;
  }): ItemDraft | NotShownReason {
    if (this.hidden !== null) return this.hidden;
    const codings: readonly Coding[] = codingsOf(item.code);
    let title = item.title;
    if (title === null) {
      title = this.#ownWords(codings);
      if (title === null) return 'not-understood';
    }
    const group = this.around.partOf.get(this.entry);
    if (group !== undefined && group !== title) this.say('part-of', group);
    const said = title === noNameRecorded ? { text: title, lang: 'en', isValue: false } : this.recorded(title, false);
    const { details, entry, notUnderstood, supports } = this;
    const { date: when, measurement = null, past = false, sensitive = false } = item;
    return {
      // Two shapes and no copying: a record has thousands of these.
      item: item.marked === true ? { id: '', title: said, codings, date: when, details, measurement, marked: true, past, sensitive } : { id: '', title: said, codings, date: when, details, measurement, past, sensitive },
      entry,
      sortKey: when !== null && startsWithYear(when) ? when : '',
      day: when === null ? 0 : dayOf(when),
      notUnderstood,
      supports,
    };
  }

  /** No name: what the entry says of itself, else a code that is said to be one, else nothing to show. */
  #ownWords(codings: readonly Coding[]): string | null {
    const narrative = narrativeText(this.resource['text']);
    for (const piece of narrative) this.say('text', piece);
    if (codings.length === 0 && narrative.length === 0 && this.details.length === 0) return null;
    for (const coding of codings) this.say('code', coding.code, true);
    return noNameRecorded;
  }

  conceptTitle(...concepts: readonly unknown[]): string | null {
    for (const concept of concepts) {
      if (concept === undefined || concept === null) continue;
      if (isMasked(concept)) this.hidden ??= 'withheld';
      const name = conceptName(concept);
      if (name !== null) return name;
    }
    return null;
  }
}

function startsWithYear(text: string): boolean {
  for (let at = 0; at < 4; at += 1) {
    const code = text.charCodeAt(at);
    if (!(code >= 48 && code <= 57)) return false;
  }
  return true;
}

/** `2020-05-17T09:30:00Z` is 20200517. */
function dayOf(text: string): number {
  if (text.length < 10) return 0;
  let day = 0;
  for (let at = 0; at < 10; at += 1) {
    const code = text.charCodeAt(at);
    if (at === 4 || at === 7) {
      if (code !== 45) return 0;
    } else if (code >= 48 && code <= 57) day = day * 10 + code - 48;
    else return 0;
  }
  return day;
}

const fileKinds = new Map([
  ['application/pdf', 'PDF'],
  ['text/plain', 'text'],
  ['text/html', 'web page'],
  ['text/rtf', 'document'],
  ['application/rtf', 'document'],
  ['application/msword', 'Word document'],
  ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'Word document'],
  ['image/jpeg', 'picture'],
  ['image/png', 'picture'],
  ['image/tiff', 'picture'],
]);

function kindOfFile(contentType: string): string {
  const bare = contentType.split(';')[0]?.trim().toLowerCase() ?? contentType;
  return fileKinds.get(bare) ?? bare;
}
