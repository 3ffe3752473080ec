/**
 * Looking for letters in one person's own record. Nothing is kept and nothing is ranked by meaning:
 * every word that was typed must begin a word of the entry.
 */
import { dateLabels, type DetailLabel, type Item, type PatientRecord, type Section, type SectionId } from '../patient-record.ts';
import { newestFirst } from './dates.ts';

export interface FoundSection {
  readonly section: SectionId;
  /** Newest first. */
  readonly items: readonly Item[];
  /** Found, and asks before it shows itself: counted, never named. */
  readonly hidden: number;
  /** Found in what the source wrote beside the entries. */
  readonly inNarrative: boolean;
}

export interface Found {
  /** In the order of the record. */
  readonly sections: readonly FoundSection[];
  /** Entries found in all; more than are in `sections` where the newest were taken. */
  readonly count: number;
  readonly shown: number;
}

/** Dates and codes hold digits that nobody types to find them; a word of a short fixed list ("active", "mild") would find nearly all. */
const notSearched: ReadonlySet<DetailLabel> = new Set(['code', 'status', 'severity', 'criticality', 'verification', ...dateLabels]);

/** The kind of an allergy is one of four words, "medication" among them; elsewhere it is the surgery's own, such as "Radiology". */
function isSearched(label: DetailLabel, section: SectionId): boolean {
  return !notSearched.has(label) && !(label === 'category' && section === 'allergies');
}

const letters = /[\p{L}\p{N}]+/gu;

/** The words of a text without case and marks: "Pénicilline" is "penicilline". Unicode Standard Annex 15, NFKD. */
export function wordsOf(text: string): readonly string[] {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l').match(letters) ?? [];
}

/**
 * `typed`: as typed; fewer than `fewest` letters find nothing yet, and the answer is null.
 * `plain`: the kiosk's own words for an entry, null where it has none. `most`: entries shown, the newest ones.
 * `asks`: what asks before it shows itself.
 */
export function search(
  record: PatientRecord,
  typed: string,
  plain: (item: Item, section: SectionId) => string | null,
  { fewest, most, asks }: { readonly fewest: number; readonly most: number; readonly asks: (item: Item, section: SectionId) => boolean },
): Found | null {
  const wanted = wordsOf(typed);
  if (wanted.join('').length < fewest) return null;
  const every = record.sections.map((section) => ({
    section: section.id,
    ...parted(section, (item) => begins(wanted, itemTexts(item, section.id, plain(item, section.id))), asks),
    inNarrative: section.narrative.some(({ text }) => begins(wanted, [text])),
  }));
  const open = every.flatMap(({ items }) => items).toSorted(newestFirst);
  const kept = new Set(open.slice(0, most));
  const hidden = every.reduce((sum, one) => sum + one.hidden, 0);
  const sections = every
    .map((one) => ({ ...one, items: one.items.filter((item) => kept.has(item)).toSorted(newestFirst) }))
    .filter((one) => one.items.length > 0 || one.hidden > 0 || one.inNarrative);
  return { sections, count: open.length + hidden, shown: kept.size + hidden };
}

function parted({ id, items }: Section, isFound: (item: Item) => boolean, asks: (item: Item, section: SectionId) => boolean) {
  const found = items.filter(isFound);
  const open = found.filter((item) => !asks(item, id));
  return { items: open, hidden: found.length - open.length };
}

function itemTexts(item: Item, section: SectionId, plain: string | null): readonly string[] {
  const details = item.details
    .filter(({ label }) => isSearched(label, section))
    .flatMap(({ name, value }) => (name === null ? [value.text] : [name.text, value.text]));
  return [item.title.text, ...(plain === null ? [] : [plain]), ...details];
}

function begins(wanted: readonly string[], texts: readonly string[]): boolean {
  const left = new Set(wanted);
  for (const text of texts) {
    for (const word of wordsOf(text)) {
      for (const start of left) if (word.startsWith(start)) left.delete(start);
      if (left.size === 0) return true;
    }
  }
  return false;
}

/** The section and the entry, where the record has them. */
export function placeOf(record: PatientRecord, itemId: string | null): { readonly section: Section; readonly item: Item } | null {
  for (const section of record.sections) {
    const item = section.items.find(({ id }) => id === itemId);
    if (item !== undefined) return { section, item };
  }
  return null;
}
