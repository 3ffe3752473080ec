/** One section while it is filled: its items, what is said beside them, and the state that they come to. */
import type { Entry } from '../fhir/bundle.ts';
import { fields } from '../fhir/json.ts';
import { narrativeText } from '../fhir/narrative.ts';
import type { ItemDraft } from '../items/sheet.ts';
import type { Item, Recorded, Section, SectionId, SectionState } from '../patient-record.ts';
import type { EmptyState } from './absence.ts';

/** One section of the source; several may land in the same section of ours. */
export interface SourceSection {
  readonly id: SectionId;
  readonly title: string | null;
  /** From its emptyReason; null where it gives none. */
  readonly empty: EmptyState | null;
  /** A FHIR Narrative. */
  readonly narrative: unknown;
  readonly language: string | null;
  readonly entries: readonly Entry[];
  /** References that lead to nothing in the bundle. */
  readonly missing: number;
  /** Notes that the source wrote beside the section. */
  readonly notes: readonly string[];
}

/** What holds for all sections of one record. */
export interface Completion {
  /** The document as a whole may not be shown. */
  readonly withheld: boolean;
  /** Entries that the source lists as ended. */
  readonly ended: ReadonlySet<Entry>;
}

export class Filling {
  readonly id: SectionId;
  readonly #items: ItemDraft[] = [];
  readonly #absences: ItemDraft[] = [];
  readonly #narrative: Recorded[] = [];
  readonly #titles: string[] = [];
  /** What the source says of this section where it is empty. */
  readonly #empty: EmptyState[] = [];
  withheld = 0;
  notUnderstood = 0;

  constructor(id: SectionId) {
    this.id = id;
  }

  /** `absence`: what the entry says of its whole section, where it says nothing else. */
  place(draft: ItemDraft, absence: EmptyState | null): void {
    if (draft.notUnderstood > 0) this.notUnderstood += 1;
    if (absence === null) this.#items.push(draft);
    else {
      this.#absences.push(draft);
      this.#empty.push(absence);
    }
  }

  /** What a source wrote beside its entries. Text that a machine made from the entries says nothing new; text beside hidden ones might name them. */
  describe(source: SourceSection, hidden: ReadonlySet<Entry>): void {
    if (source.title !== null && !this.#titles.includes(source.title)) this.#titles.push(source.title);
    if (source.empty !== null) this.#empty.push(source.empty);
    this.notUnderstood += source.missing;
    const hides = source.entries.some((entry) => hidden.has(entry));
    if (hides || source.empty === 'withheld') return;
    const status = fields(source.narrative)?.['status'];
    const adds = source.entries.length === 0 ? source.empty === null : status === 'additional';
    const says = adds ? narrativeText(source.narrative).filter((text) => text !== source.title) : [];
    for (const text of says) this.#narrative.push({ text, lang: source.language, isValue: false });
    for (const text of source.notes) this.#narrative.push({ text, lang: source.language, isValue: false });
  }

  finish({ withheld, ended }: Completion): Section {
    const drafts = this.#items;
    // A record that says "none" beside something it lists: both are shown, neither is believed for the other.
    if (drafts.length > 0) for (const absence of this.#absences) drafts.push(absence);
    drafts.sort(newestFirst);
    const items: Item[] = [];
    for (const { item, entry } of drafts) {
      item.id = `${this.id}-${items.length + 1}`;
      if (ended.size > 0 && ended.has(entry)) item.past = true;
      items.push(item);
    }
    return {
      id: this.id,
      title: withheld || this.#titles.length === 0 ? null : this.#titles.join(', '),
      state: withheld ? 'withheld' : this.#state(items.length),
      items,
      narrative: this.#narrative,
      withheld: this.withheld,
      notUnderstood: this.notUnderstood,
    };
  }

  /** Unknown is never none: what is held back or not understood outweighs a statement that there is nothing. */
  #state(items: number): SectionState {
    if (items > 0 || this.#narrative.length > 0) return 'present';
    if (this.withheld > 0) return 'withheld';
    if (this.notUnderstood > 0) return 'error';
    if (this.#empty.includes('withheld')) return 'withheld';
    if (this.#empty.length > 0 && this.#empty.every((state) => state === 'none-recorded')) return 'none-recorded';
    return 'not-available';
  }
}

/** ISO dates sort as text, most of them by their day already; what is no date goes last; equals stay as the source has them. */
function newestFirst(one: ItemDraft, other: ItemDraft): number {
  if (one.day !== other.day && one.day !== 0 && other.day !== 0) return other.day - one.day;
  return one.sortKey === other.sortKey ? 0 : one.sortKey < other.sortKey ? 1 : -1;
}
