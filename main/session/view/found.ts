/** Entries of the record as buttons: what was found, what is new, what may be wrong. */
import type { ViewOf } from '../../../preload/contract.ts';
import { recordedDate } from '../../copy/dates.ts';
import type { Item, SectionId } from '../../record/patient-record.ts';
import type { KioskEvent } from '../events.ts';
import { titleOf } from './record-words.ts';
import { offer, type Offer, type Stage } from './stage.ts';

type Shown = ViewOf<'search'>['groups'][number]['hits'][number];

export interface Hit {
  readonly offer: Offer;
  readonly shown: Shown;
}

/** Labels of buttons are short; the whole title is drawn beside. */
const longestLabel = 200;

/** Plain words first, as in its section; `where` names the section where the list does not. */
export function itemHit(id: string, item: Item, section: SectionId, event: KioskEvent, stage: Stage, where: string | null = null): Hit {
  const { place, language } = stage;
  const title = titleOf(item, stage);
  const plain = place.plainWords(item, section, language);
  return {
    offer: offer('item', id, event, (plain ?? title.text).slice(0, longestLabel)),
    shown: { action: id, plain, title, where, date: recordedDate(item.date, language) },
  };
}

/** Something that is not named. */
export function wordsHit(id: string, words: string, event: KioskEvent, where: string | null = null): Hit {
  return {
    offer: offer('item', id, event, words),
    shown: { action: id, plain: words, title: { text: words, lang: null, isValue: false }, where, date: null },
  };
}

export function shownOf(groups: readonly { readonly heading: string; readonly hits: readonly Hit[] }[]): ViewOf<'search'>['groups'] {
  return groups.filter(({ hits }) => hits.length > 0).map(({ heading, hits }) => ({ heading, hits: hits.map(({ shown }) => shown) }));
}

export function offersOf(groups: readonly { readonly hits: readonly Hit[] }[]): readonly Offer[] {
  return groups.flatMap(({ hits }) => hits.map((hit) => hit.offer));
}
