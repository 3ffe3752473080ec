/** Looking for letters in the person's own record. A helper sees neither the letters nor what they find. */
import type { ViewOf } from '../../../preload/contract.ts';
import { search as find, type FoundSection } from '../../record/finding/search.ts';
import { isCovered } from '../ask-first.ts';
import { itemHit, offersOf, shownOf, wordsHit, type Hit } from './found.ts';
import { searchKeyboard, shownKeypad } from './keypad.ts';
import { info, type Body, type Stage } from './stage.ts';

/** More are no help beside a keyboard. */
const most = 40;

export function search(stage: Stage): Body<ViewOf<'search'>> {
  const { say, visit, mode, place, context, language } = stage;
  const base = { screen: 'search', heading: say('finding:search.heading'), picture: null, back: { type: 'BACK' } } as const;
  const record = visit?.record ?? null;
  if (record === null || mode !== 'alone') {
    const name = visit?.helper?.name ?? '';
    return { ...base, lead: [], notices: [info(say('finding:search.masked', { name }))], keypad: null, says: say('record.hidden', { name }), groups: [], offers: [] };
  }
  const found = find(record, context.typed.search ?? '', (item, section) => place.plainWords(item, section, language), {
    fewest: context.limits.search.min,
    most,
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
    groups: shownOf(groups),
    offers: [...searchKeyboard(stage), ...offersOf(groups)],
  };
}

function hitsOf({ section, items, hidden, inNarrative }: FoundSection, stage: Stage): readonly Hit[] {
  const { say } = stage;
  const whole = { type: 'OPEN_FOUND', section, item: null } as const;
  return [
    ...items.map((item) => itemHit(`hit.${item.id}`, item, section, { type: 'OPEN_FOUND', section, item: item.id }, stage)),
    ...(hidden > 0 ? [wordsHit(`hit.private.${section}`, say('finding:search.private'), whole)] : []),
    ...(inNarrative ? [wordsHit(`hit.written.${section}`, say('finding:search.written'), whole)] : []),
  ];
}
