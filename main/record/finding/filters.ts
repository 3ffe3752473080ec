/** Parts of one section: what is now, what has ended, what the laboratory marked, one test. Chosen by what is recorded alone. */
import type { Item, Section } from '../patient-record.ts';
import { wordsOf } from './search.ts';

export type Filter =
  | { readonly kind: 'now' | 'past' | 'marked' }
  /** Which test: the list of their names is shown. */
  | { readonly kind: 'choosing' }
  /** The same test as this entry. */
  | { readonly kind: 'test'; readonly item: string };

export interface TestName {
  /** Its newest entry. */
  readonly item: Item;
  readonly count: number;
}

/** A test is told by what it is called; codes differ between laboratories, names on one screen must not look like two. */
const nameOf = (item: Item): string => wordsOf(item.title.text).join(' ');

/** Whether something asks before it shows itself. */
export type Asks = (item: Item, section: Section['id']) => boolean;

/** The tests of a section, by name; those that ask before they show themselves are not listed. */
export function testNames({ id, items }: Section, asks: Asks): readonly TestName[] {
  const names = new Map<string, { item: Item; count: number; covered: boolean }>();
  for (const item of items) {
    const known = names.get(nameOf(item));
    if (known === undefined) names.set(nameOf(item), { item, count: 1, covered: asks(item, id) });
    else names.set(nameOf(item), { item: known.item, count: known.count + 1, covered: known.covered || asks(item, id) });
  }
  return [...names]
    .filter(([, { covered }]) => !covered)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { item, count }]) => ({ item, count }));
}

export function filtered(section: Section, filter: Filter | null): readonly Item[] {
  const { items } = section;
  switch (filter?.kind) {
    case undefined:
      return items;
    case 'now':
      return items.filter(({ past }) => !past);
    case 'past':
      return items.filter(({ past }) => past);
    case 'marked':
      return items.filter(({ marked }) => marked === true);
    case 'choosing':
      return [];
    case 'test': {
      const like = items.find(({ id }) => id === filter.item);
      return like === undefined ? [] : items.filter((item) => nameOf(item) === nameOf(like));
    }
  }
}
