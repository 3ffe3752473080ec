/**
 * What another surgery or a hospital asks first: allergies, medicines now, conditions now, the newest results.
 * What is left out is counted, each with its reason; a part with nothing in it keeps its state.
 */
import type { Item, PatientRecord, Section, SectionId } from '../patient-record.ts';
import { newestFirst } from './dates.ts';
import { testNames, type Asks } from './filters.ts';

export interface PagePart {
  readonly section: Section;
  /** What is on the page. */
  readonly items: readonly Item[];
  /** Ended, stopped, resolved. */
  readonly past: number;
  /** Results before the newest ones, or of more tests than fit. */
  readonly older: number;
  /** Asks before it shows itself. */
  readonly hidden: number;
}

export interface OnePage {
  readonly parts: readonly PagePart[];
  /** Sections that hold something and are not on the page. */
  readonly others: readonly { readonly id: SectionId; readonly count: number }[];
}

const onThePage: readonly SectionId[] = ['allergies', 'medicines', 'conditions', 'results'];
/** Of as many tests the newest result. */
const mostTests = 8;

export function onePage({ sections }: PatientRecord, asks: Asks): OnePage {
  const parts = onThePage.flatMap((id) => sections.filter((section) => section.id === id).map((section) => partOf(section, asks)));
  const others = sections
    .filter(({ id }) => !onThePage.includes(id))
    .map(({ id, items, narrative }) => ({ id, count: items.length === 0 ? narrative.length : items.length }))
    .filter(({ count }) => count > 0);
  return { parts, others };
}

function partOf(section: Section, asks: Asks): PagePart {
  const { id, items } = section;
  const open = items.filter((item) => !asks(item, id));
  const hidden = items.length - open.length;
  if (id !== 'results') {
    const now = open.filter(({ past }) => !past);
    return { section, items: now, past: open.length - now.length, older: 0, hidden };
  }
  const newest = testNames(section, asks)
    .map(({ item }) => item)
    .toSorted(newestFirst)
    .slice(0, mostTests);
  return { section, items: newest, past: 0, older: open.length - newest.length, hidden };
}
