/** What is new: by the date beside each thing, since a month, three months or a year before today. */
import type { ViewOf } from '../../../preload/contract.ts';
import { recordedDate } from '../../copy/dates.ts';
import { changedSince, dayBefore, periods, type Dated } from '../../record/finding/changed-since.ts';
import { isCovered } from '../ask-first.ts';
import { itemHit, offersOf, shownOf, wordsHit, type Hit } from './found.ts';
import { info, offer, type Body, type Stage } from './stage.ts';

const most = 120;

export function changed(stage: Stage): Body<ViewOf<'changed'>> {
  const { say, visit, mode, place, language } = stage;
  const base = { screen: 'changed', heading: say('finding:changed.heading'), picture: null, back: { type: 'BACK' } } as const;
  const record = visit?.record ?? null;
  if (record === null || mode !== 'alone') {
    const name = visit?.helper?.name ?? '';
    return { ...base, lead: [], notices: [info(say('finding:changed.masked', { name }))], says: say('record.hidden', { name }), groups: [], offers: [] };
  }
  const period = visit?.period ?? 'quarter';
  const day = dayBefore(place.today(), period);
  const { since, maybe, undated, texts } = changedSince(record, day);
  const groups = [
    { heading: say('finding:changed.since', { date: recordedDate(day, language) }), hits: hitsOf(since, stage) },
    { heading: say('finding:changed.maybe-heading'), hits: hitsOf(maybe, stage) },
  ];
  const things = (count: number) => say('record:count', { count });
  return {
    ...base,
    lead: [say('finding:changed.lead')],
    notices: [
      ...(maybe.length > 0 ? [info(say('finding:changed.maybe', { things: things(maybe.length) }))] : []),
      ...(undated > 0 ? [info(say('finding:changed.undated', { things: things(undated) }))] : []),
      ...(texts > 0 ? [info(say('finding:changed.texts'))] : []),
    ],
    says:
      since.length === 0
        ? say('finding:changed.none', { date: recordedDate(day, language) })
        : since.length > most
          ? say('finding:changed.newest', { shown: most, things: things(since.length) })
          : say('finding:changed.count', { date: recordedDate(day, language), things: things(since.length) }),
    groups: shownOf(groups),
    offers: [
      ...periods.map((one) =>
        offer('filter', `period.${one}`, { type: 'PERIOD', period: one }, say(`finding:changed.${one}`), { on: one === period }),
      ),
      ...offersOf(groups),
    ],
  };
}

/** The newest, each with its section; private things are one button a section, and not named. */
function hitsOf(dated: readonly Dated[], stage: Stage): readonly Hit[] {
  const { say } = stage;
  const hits: Hit[] = [];
  const hidden = new Set<string>();
  for (const { section, item } of dated.slice(0, most)) {
    const where = say(`record:section.${section}`);
    if (!isCovered(item, section, stage.visit?.agreed ?? [])) hits.push(itemHit(`hit.${item.id}`, item, section, { type: 'OPEN_FOUND', section, item: item.id }, stage, where));
    else if (!hidden.has(section)) {
      hidden.add(section);
      hits.push(wordsHit(`hit.private.${item.id}`, say('finding:search.private'), { type: 'OPEN_FOUND', section, item: null }, where));
    }
  }
  return hits;
}
