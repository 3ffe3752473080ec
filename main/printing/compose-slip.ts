/**
 * What the slip of a record says, in the person's language, for any paper width.
 * Says whose it is, when, from where, and that it may not be everything; unknown is said, never blank, never "none".
 */
import type { LanguageCode } from '../../preload/contract.ts';
import { moment, recordedDate } from '../copy/dates.ts';
import { direction, words, type Words } from '../copy/words.ts';
import { dateLabels, type Detail, type Item, type PatientRecord, type Section, type SectionId, type SectionState } from '../record/patient-record.ts';
import { firstStrong, isolate } from './bidi.ts';
import { alike, fhirDate, once } from './entry-fields.ts';
import { onePage, type PagePart } from '../record/finding/one-page.ts';
import { rangePicture, trend } from '../record/result-picture.ts';
import type { QuestionId } from '../session/questions.ts';
import type { MadeLink } from '../identity/health-link/make-link.ts';
import { inThrees, inTwo, paragraphs, recorded, unbroken, value } from './slip-words.ts';
import type { PaperSlip, SlipBlock, SlipChoices, SlipField, SlipText } from './paper-slip.ts';

/** What `SlipRequest` of the session's ports asks for. */
export interface SlipToCompose {
  readonly record: PatientRecord;
  readonly choices: SlipChoices;
  /** Only these, of whatever section, asked for one by one. */
  readonly items?: readonly string[];
  readonly practice: boolean;
  readonly copy: boolean;
  readonly receipt: string;
  /** Chosen to be asked at the surgery. */
  readonly questions?: readonly QuestionId[];
  /** A code that opens the same parts elsewhere. */
  readonly link?: MadeLink;
}

export interface SlipSite {
  /** "Central Library" */
  readonly place: string;
  /** Who to call about the record, in the slip's language: "your GP surgery". */
  readonly surgery: string;
}

/** Plain words for an item, in the slip's language, where somebody wrote and reviewed some; else null. */
export type PlainWords = (item: Item, section: SectionId, language: LanguageCode) => string | null;

/** `now` in milliseconds since 1970. */
export function composeSlip(
  request: SlipToCompose,
  site: SlipSite,
  now: number,
  language: LanguageCode,
  plainWords: PlainWords = () => null,
): PaperSlip {
  const composer = new SlipComposer(request, site, now, language, plainWords);
  return page(language, [...composer.blocks()]);
}

/** The same, and others can work in between: 245 medicines are a tenth of a second. */
export async function composeSlipSlowly(pause: () => Promise<void>, ...parts: Parameters<typeof composeSlip>): Promise<PaperSlip> {
  const [request, site, now, language, plainWords = () => null] = parts;
  const blocks: SlipBlock[] = [];
  for (const block of new SlipComposer(request, site, now, language, plainWords).blocks()) {
    blocks.push(block);
    if (blocks.length % blocksAtOnce === 0) await pause();
  }
  return page(language, blocks);
}

/** A few milliseconds, also the first time. */
const blocksAtOnce = 4;

function page(language: LanguageCode, blocks: readonly SlipBlock[]): PaperSlip {
  return { language, dir: direction(language), blocks, unprintable: words(language)('slip:unprintable') };
}

/** The parts that every slip is made of; `blocks` puts those of a record together. */
export class SlipComposer {
  protected readonly request: SlipToCompose;
  protected readonly site: SlipSite;
  protected readonly now: number;
  protected readonly language: LanguageCode;
  protected readonly plainWords: PlainWords;
  protected readonly say: Words;
  private things = 0;

  constructor(request: SlipToCompose, site: SlipSite, now: number, language: LanguageCode, plainWords: PlainWords) {
    this.request = request;
    this.site = site;
    this.now = now;
    this.language = language;
    this.plainWords = plainWords;
    this.say = words(language);
  }

  *blocks(): Generator<SlipBlock> {
    const { record, choices, items: alone, receipt } = this.request;
    const chosen = record.sections.filter((section) =>
      alone === undefined ? choices.sections.includes(section.id) : section.items.some(({ id }) => alone.includes(id)),
    );
    yield* this.banners();
    yield* this.whose();
    yield* this.warnings();
    if (choices.onePage === true) yield* this.page();
    else if (chosen.length === 0) yield this.line(this.say('slip:nothing-chosen'));
    else {
      const { apart, together } = sorted(chosen);
      for (const section of apart) yield* this.section(section);
      yield* this.others(together);
    }
    yield* this.questions();
    yield* this.link();
    yield* this.contact();
    yield { type: 'rule' };
    yield this.line(this.say('slip:private'), 'bold');
    yield this.line(this.say('slip:advice-is-yours'), 'small');
    yield this.line(this.say('slip:count', { count: this.things }), 'small');
    yield this.line(this.say('slip:end', { receipt: this.within(receipt) }), 'small');
    yield { type: 'space' };
    yield* this.banners();
  }

  /** At both ends, so that no torn-off part passes for a real or a first print. */
  protected banners(): SlipBlock[] {
    return [
      ...(this.request.practice ? [{ type: 'banner', text: this.say('slip:practice') } as const] : []),
      ...(this.request.copy ? [{ type: 'banner', text: this.say('slip:copy') } as const] : []),
    ];
  }

  protected whose(title = this.say('slip:title'), subtitle = this.say('slip:subtitle')): SlipBlock[] {
    const { patient, custodian, createdAt } = this.request.record;
    const unknown = this.say('slip:not-recorded');
    return [
      { type: 'title', text: title },
      this.line(subtitle),
      { type: 'rule' },
      { ...this.field('slip:name', patient.name === null ? unknown : recorded(patient.name)), strong: true },
      this.field('slip:born', patient.birthDate === null ? unknown : this.date(patient.birthDate)),
      this.field('slip:nhs-number', patient.nhsNumber === null ? unknown : value(inThrees(patient.nhsNumber))),
      { type: 'rule' },
      this.field('slip:from', custodian === null ? this.say('slip:from-unknown') : recorded(custodian)),
      this.field('slip:made', this.date(createdAt)),
      this.field('slip:printed', inTwo(moment(this.now, this.language))),
      this.field('slip:printed-at', recorded(this.site.place)),
      this.field('slip:receipt', value(this.request.receipt)),
    ];
  }

  private warnings(): SlipBlock[] {
    const own = this.request.record.warnings.map((warning) => this.say(`record:warning.${warning}`));
    return [
      {
        type: 'notice',
        heading: this.say('slip:incomplete.heading'),
        text: [this.say('slip:incomplete.text'), ...own].join('\n'),
      },
    ];
  }

  private *section(section: Section): Generator<SlipBlock> {
    yield { type: 'heading', text: this.say(`record:section.${section.id}`) };
    const alone = this.request.items;
    if (alone !== undefined) {
      for (const item of section.items) if (alone.includes(item.id)) yield this.entry(item, section);
      return;
    }
    if (section.state !== 'present') yield this.line(this.say(`record:state.${section.state}`));
    const shown = this.request.choices.sensitive === true ? section.items : section.items.filter((item) => !item.sensitive);
    const current = shown.filter((item) => !item.past);
    const past = shown.filter((item) => item.past);
    for (const item of current) yield this.entry(item, section);
    if (past.length > 0 && section.id !== 'past-conditions') yield this.line(this.say('slip:past'), 'bold');
    for (const item of past) yield this.entry(item, section);
    // The source's own text repeats its entries; it speaks where there are none.
    const narrative = section.items.length === 0 ? section.narrative.flatMap(paragraphs) : [];
    for (const text of narrative) yield this.line(text);
    const apart = section.items.length - shown.length;
    if (apart > 0) yield this.line(this.say('slip:apart', { count: apart }));
    if (section.withheld > 0) yield this.line(this.say('record:withheld', { count: section.withheld }));
    if (section.notUnderstood > 0) yield this.line(this.say('record:not-understood', { count: section.notUnderstood }));
    const silent = section.state === 'present' && section.items.length === 0 && narrative.length === 0 && section.withheld === 0 && section.notUnderstood === 0;
    if (silent) yield this.line(this.say('slip:empty-section'));
  }

  /** What another surgery asks first; what is not among it is counted. */
  private *page(): Generator<SlipBlock> {
    const { parts, others } = onePage(this.request.record, ({ sensitive }) => sensitive && this.request.choices.sensitive !== true);
    const rest = others.map(({ id, count }) => unbroken(this.say('finding:filter.part', { what: this.say(`record:section.${id}`), number: count })));
    for (const part of parts) yield* this.pagePart(part);
    if (rest.length > 0) yield this.line(this.say('finding:page.others', { parts: rest.join(', ') }));
  }

  private *pagePart({ section, items, past, older, hidden }: PagePart): Generator<SlipBlock> {
    const things = (count: number) => ({ things: this.say('record:count', { count }) });
    yield* this.section({ ...section, items });
    if (past > 0) yield this.line(this.say('finding:page.past', things(past)));
    if (older > 0) yield this.line(this.say('finding:page.older', things(older)));
    if (hidden > 0) yield this.line(this.say('finding:page.private', things(hidden)));
  }

  /** Parts of which there is nothing but a state to tell, those of one state together. */
  private others(groups: readonly (readonly [EmptyState, readonly Section[]])[]): SlipBlock[] {
    if (groups.length === 0) return [];
    return [
      { type: 'heading', text: this.say('slip:others.heading') },
      ...groups.flatMap(([state, sections]) => [
        this.line(this.say(`slip:others.${state}`)),
        this.line(sections.map(({ id }) => unbroken(this.say(`record:section.${id}`))).join(', '), 'bold'),
      ]),
    ];
  }

  protected entry(item: Item, { id, items }: Section): SlipBlock {
    this.things += 1;
    const plain = this.plainWords(item, id, this.language);
    const picture = rangePicture(item.measurement);
    // Of one thing printed alone, the results up to it: newer ones are not what was asked for.
    const points = trend(item, this.request.items === undefined ? items : items.slice(items.indexOf(item)));
    // "Started 28 March 2019" says more than "Date 28 March 2019", and once is enough.
    const dated = item.details.find(({ label, value: { text } }) => dateLabels.has(label) && text === item.date);
    const over = item.past || id === 'past-conditions';
    const details = alike(item.details.filter((detail) => detail !== dated).map((detail) => this.inWords(detail)));
    const isFirst = ({ label }: Detail) => looksFor(id, label);
    const said = (these: readonly Detail[]) => these.map((detail) => this.detail(detail, id, over));
    const date = { label: this.say(dated !== undefined ? `record:label.${dated.label}` : 'slip:date'), value: this.date(item.date) };
    return {
      type: 'entry',
      title: plain ?? item.title,
      under: plain === null ? null : item.title,
      ...(over && id === 'medicines' ? { mark: this.say('slip:stopped') } : {}),
      // Of a medicine that is over, its state comes before its dose.
      first: said([...(over ? details.filter(({ label }) => label === 'status') : []), ...details.filter(isFirst)]),
      date,
      fields: once(date, said(details.filter((detail) => !isFirst(detail) && !(over && detail.label === 'status')))),
      ...(picture === null ? {} : { range: { picture, summary: this.say(`screens:section.summary-${picture.side}`) } }),
      ...(points === null
        ? {}
        : { trend: { label: this.say('slip:earlier'), points: points.map((point) => ({ ...point, when: this.date(point.date) })) } }),
    };
  }

  /** A code of a closed list in the slip's language. */
  private inWords(detail: Detail): Detail {
    return detail.code === undefined ? detail : { ...detail, value: recorded(this.say(`record:coded.${detail.code}`)) };
  }

  private detail({ label, name, value: recordedValue }: Detail, section: SectionId, over: boolean): SlipField {
    // "Status: active" among what is past would be read alone.
    const unclear = over && label === 'status' && section !== 'medicines';
    const said = unclear
      ? this.say('slip:past-status', { status: this.within(recordedValue.text) })
      : dateLabels.has(label) && fhirDate.test(recordedValue.text)
        ? this.date(recordedValue.text)
        : recordedValue;
    return { label: name ?? this.say(`record:label.${label}`), value: said, strong: looksFor(section, label) && !(over && section === 'medicines') };
  }

  private questions(): SlipBlock[] {
    const chosen = this.request.questions ?? [];
    return [
      { type: 'heading', text: this.say('slip:questions.heading') },
      ...chosen.flatMap((question): SlipBlock[] => [this.line(this.say(`finding:question.${question}`), 'bold'), { type: 'writing', lines: 2 }]),
      this.line(this.say('slip:questions.hint'), 'small'),
      { type: 'writing', lines: 3 },
    ];
  }

  private link(): SlipBlock[] {
    const { link } = this.request;
    if (link === undefined) return [];
    return [
      { type: 'heading', text: this.say('slip:link.heading') },
      this.line(this.say('slip:link.how', { standard: this.within('SMART Health Links') })),
      { type: 'code', text: link.text },
      { ...this.field('slip:link.until', unbroken(moment(link.expires, this.language))), strong: true },
      this.line(this.say('slip:link.private'), 'bold'),
    ];
  }

  protected contact(): SlipBlock[] {
    return [
      { type: 'heading', text: this.say('slip:contact.heading') },
      this.line(this.say('slip:contact.surgery', { who: this.within(this.site.surgery) })),
      this.line(this.say('slip:contact.advice')),
      this.line(this.say('slip:contact.emergency')),
    ];
  }

  protected field(label: FieldLabel, text: SlipText): Extract<SlipBlock, { type: 'field' }> {
    return { type: 'field', label: this.say(label), value: text };
  }

  protected line(text: SlipText, weight: 'normal' | 'bold' | 'small' = 'normal'): SlipBlock {
    return { type: 'line', text: [text], weight };
  }

  /** Words that stand inside a sentence, in an order of their own where the sentence reads from the right. */
  protected within(text: string): string {
    return direction(this.language) === 'rtl' ? isolate(text, firstStrong(text) ?? 'ltr') : text;
  }

  protected date(date: string | null): string {
    return unbroken(recordedDate(date, this.language));
  }
}

/** What somebody looks for first in an entry, at arm's length. */
const firstLabels: Partial<Record<SectionId, readonly Detail['label'][]>> = {
  medicines: ['dose'],
  allergies: ['reaction'],
  results: ['value', 'component'],
  'vital-signs': ['value', 'component'],
};

function looksFor(section: SectionId, label: Detail['label']): boolean {
  return label === 'value' || (firstLabels[section]?.includes(label) ?? false);
}

type EmptyState = Exclude<SectionState, 'present'>;

/** Said on their own whatever their state: another surgery asks for these first. */
const safetyFirst: readonly SectionId[] = ['allergies', 'medicines'];

/** Sections that speak for themselves, and groups of two or more that have the same state and nothing to add. */
function sorted(sections: readonly Section[]): {
  apart: readonly Section[];
  together: readonly (readonly [EmptyState, readonly Section[]])[];
} {
  const groups = new Map<EmptyState, Section[]>();
  for (const section of sections) {
    const { id, state, items, narrative, withheld, notUnderstood } = section;
    const silent = items.length === 0 && narrative.length === 0 && withheld === 0 && notUnderstood === 0;
    if (state === 'present' || !silent || safetyFirst.includes(id)) continue;
    groups.set(state, [...(groups.get(state) ?? []), section]);
  }
  const together = [...groups].filter(([, group]) => group.length > 1);
  const grouped = new Set(together.flatMap(([, group]) => group));
  return { apart: sections.filter((section) => !grouped.has(section)), together };
}

type FieldLabel =
  | 'slip:name'
  | 'slip:born'
  | 'slip:nhs-number'
  | 'slip:from'
  | 'slip:made'
  | 'slip:printed'
  | 'slip:printed-at'
  | 'slip:receipt'
  | 'slip:link.until';
