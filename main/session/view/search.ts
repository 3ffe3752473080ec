/** Looking for letters in the person's own record. A helper sees neither the letters nor what they find. */
import type { Notice, ViewOf } from '../../../preload/contract.ts';
import { may } from '../../assist/capabilities.ts';
import { recordedDate } from '../../copy/dates.ts';
import { search as find, type FoundSection } from '../../record/finding/search.ts';
import { isCovered } from '../ask-first.ts';
import { titleOf } from './record-words.ts';
import { searchKeyboard, shownKeypad } from './keypad.ts';
import { offer, type Body, type Offer, type Stage } from './stage.ts';

/** One letter begins half of all words; more than these are no help beside a keyboard. */
const bounds = { fewest: 2, most: 40 };

const info = (text: string): Notice => ({ tone: 'info', heading: null, text });

interface Hit {
  readonly offer: Offer;
  readonly shown: ViewOf<'search'>['groups'][number]['hits'][number];
}

export function search(stage: Stage): Body<ViewOf<'search'>> {
  const { say, visit, mode, place, context, language } = stage;
  const base = { screen: 'search', heading: say('finding:search.heading'), picture: null, back: { type: 'BACK' } } as const;
  const record = visit?.record ?? null;
  if (record === null || mode !== 'alone' || !may('seeRecord', mode)) {
    const name = visit?.helper?.name ?? '';
    return { ...base, lead: [], notices: [info(say('finding:search.masked', { name }))], keypad: null, says: say('record.hidden', { name }), groups: [], offers: [] };
  }
  const found = find(record, context.typed.search ?? '', (item, section) => place.plainWords(item, section, language), {
    ...bounds,
    asks: (item, section) => isCovered(item, section, visit?.agreed ?? []),
  });
  const groups = (found?.sections ?? []).map((one) => ({ heading: say(`record:section.${one.section}`), hits: hitsOf(one, stage) }));
  return {
    ...base,
    lead: [say('finding:search.lead')],
    notices: [],
    keypad: shownKeypad(stage, 'search', say('finding:search.label'), null),
    says:
      found === null
        ? say('finding:search.start')
        : groups.length === 0
          ? say('finding:search.nothing')
          : found.count > found.shown
            ? say('finding:search.newest', { shown: found.shown })
            : say('finding:search.found', { things: say('record:count', { count: found.count }) }),
    groups: groups.map(({ heading, hits }) => ({ heading, hits: hits.map(({ shown }) => shown) })),
    offers: [...searchKeyboard(stage), ...groups.flatMap(({ hits }) => hits.map((hit) => hit.offer))],
  };
}

function hitsOf({ section, items, hidden, inNarrative }: FoundSection, stage: Stage): Hit[] {
  const { say, place, language } = stage;
  const whole = (id: string, words: string): Hit => ({
    offer: offer('item', `hit.${id}.${section}`, { type: 'OPEN_FOUND', section, item: null }, words),
    shown: { action: `hit.${id}.${section}`, plain: null, title: { text: words, lang: null, isValue: false }, date: null },
  });
  return [
    ...items.map((item): Hit => {
      const title = titleOf(item, stage);
      const plain = place.plainWords(item, section, language);
      return {
        offer: offer('item', `hit.${item.id}`, { type: 'OPEN_FOUND', section, item: item.id }, (plain ?? title.text).slice(0, 200)),
        shown: { action: `hit.${item.id}`, plain, title, date: recordedDate(item.date, language) },
      };
    }),
    ...(hidden > 0 ? [whole('private', say('finding:search.private'))] : []),
    ...(inNarrative ? [whole('written', say('finding:search.written'))] : []),
  ];
}
