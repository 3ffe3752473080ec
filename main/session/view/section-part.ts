/** What of a section is on the screen: its groups, and of a long one a part at a time. */
import type { Item, Section } from '../../record/patient-record.ts';
import { offer, type Offer, type Stage } from './stage.ts';

export interface SectionPart {
  readonly lead: readonly string[];
  readonly groups: readonly { readonly heading: string | null; readonly note: string | null; readonly items: readonly Item[] }[];
  readonly items: readonly Item[];
  readonly offers: readonly Offer[];
}

/** So many cards are composed and laid out within one frame or two, long ones too; a record can hold thousands. */
export const mostCards = 50;

export function partOf(section: Section, { say, visit, place }: Stage): SectionPart {
  const today = place.today();
  const now: Item[] = [];
  const ended: Item[] = [];
  const past: Item[] = [];
  for (const item of section.items) (item.past ? past : section.id === 'medicines' && endedBefore(item, today) ? ended : now).push(item);
  const groups = [
    { heading: ended.length + past.length > 0 ? say('section.now') : null, note: null, items: now },
    { heading: say('section.ended'), note: say('section.ended-note'), items: ended },
    { heading: say('section.past'), note: null, items: past },
  ];
  const all = section.items.length;
  const inOrder = groups.flatMap(({ items }) => items);
  const sought = inOrder.findIndex(({ id }) => id === visit?.itemBefore);
  const from = Math.min(visit?.listFrom ?? Math.floor(Math.max(0, sought) / mostCards) * mostCards, Math.max(0, all - 1));
  const shown = new Set(inOrder.slice(from, from + mostCards));
  const to = Math.min(all, from + mostCards);
  const turn = (id: string, first: number) =>
    offer('main', id, { type: 'LIST_FROM', from: first }, say('section.list-part', { first: first + 1, last: Math.min(all, first + mostCards), all }));
  return {
    lead: all > mostCards ? [say('section.list-part', { first: from + 1, last: to, all })] : [],
    groups: groups.map((group) => ({ ...group, items: group.items.filter((item) => shown.has(item)) })).filter(({ items }) => items.length > 0),
    items: [...shown],
    offers: [
      ...(from > 0 ? [turn('newer', Math.max(0, from - mostCards))] : []),
      ...(to < all ? [turn('older', from + mostCards)] : []),
    ],
  };
}

/** A medicine that is said to be taken, with an end that is over: as precise as it was recorded and no more. */
function endedBefore(item: Item, today: string): boolean {
  const recorded = item.details.find(({ label, value }) => label === 'ended' && value.isValue)?.value.text ?? '';
  const day = recorded.slice(0, today.length);
  return /^\d{4}(?:-\d{2}){0,2}$/.test(day) && day < today.slice(0, day.length);
}
