/** "This looks wrong or missing": which thing, what about it, and a paper for the surgery. */
import type { ViewOf } from '../../../preload/contract.ts';
import { recordedDate } from '../../copy/dates.ts';
import { placeOf } from '../../record/finding/search.ts';
import { isCovered } from '../ask-first.ts';
import { reportKinds } from '../report.ts';
import { itemHit, offersOf, shownOf, wordsHit, type Hit } from './found.ts';
import { titleOf } from './record-words.ts';
import { info, offer, type Body, type Stage } from './stage.ts';

/** A view holds 600 buttons. */
const most = 400;

export function which(stage: Stage): Body<ViewOf<'wrong-which'>> {
  const { say, visit, mode } = stage;
  const base = { screen: 'wrong-which', heading: say('finding:wrong.which'), picture: null, back: { type: 'BACK' } } as const;
  const section = visit?.record?.sections.find(({ id }) => id === visit.report?.section) ?? null;
  if (section === null || mode !== 'alone') {
    return { ...base, lead: [], notices: [info(say('finding:wrong.masked', { name: visit?.helper?.name ?? '' }))], groups: [], offers: [] };
  }
  const hits: Hit[] = [
    wordsHit('wrong.none', say('finding:wrong.not-listed'), { type: 'PICK_WRONG', item: null }),
    ...section.items.slice(0, most).map((item) =>
      isCovered(item, section.id, visit?.agreed ?? [])
        ? wordsHit(`wrong.${item.id}`, say('finding:wrong.private', { date: recordedDate(item.date, stage.language) }), { type: 'PICK_WRONG', item: item.id })
        : itemHit(`wrong.${item.id}`, item, section.id, { type: 'PICK_WRONG', item: item.id }, stage),
    ),
  ];
  const groups = [{ heading: say(`record:section.${section.id}`), hits }];
  return { ...base, lead: [say('finding:wrong.which-lead')], notices: [], groups: shownOf(groups), offers: offersOf(groups) };
}

export function wrong(stage: Stage): Body<ViewOf<'wrong'>> {
  const { say, visit, mode } = stage;
  const kinds = visit?.report?.kinds ?? [];
  return {
    screen: 'wrong',
    heading: say('finding:wrong.heading'),
    lead: [say('finding:wrong.lead')],
    picture: null,
    notices: [info(say('finding:wrong.nothing-sent'))],
    about: mode === 'alone' ? about(stage) : { title: null, under: say('record.hidden', { name: visit?.helper?.name ?? '' }) },
    back: { type: 'BACK' },
    offers: [
      ...reportKinds.map((kind) =>
        offer('tick', `wrong.${kind}`, { type: 'TICK_WRONG', kind }, say(`finding:wrong.kind.${kind}`), { look: 'plain', on: kinds.includes(kind) }),
      ),
      offer('main', 'to-paper', { type: 'OPEN_SLIP' }, say('finding:wrong.to-paper'), { look: 'primary', icon: 'print', enabled: kinds.length > 0 }),
    ],
  };
}

function about(stage: Stage): ViewOf<'wrong'>['about'] {
  const { say, visit, language } = stage;
  const report = visit?.report ?? null;
  const found = visit?.record == null || report === null ? null : placeOf(visit.record, report.item);
  if (found === null) return { title: null, under: report?.section == null ? say('finding:wrong.whole') : say(`record:section.${report.section}`) };
  const { item, section } = found;
  const when = recordedDate(item.date, language);
  const covered = isCovered(item, section.id, visit?.agreed ?? []);
  return {
    title: covered ? null : titleOf(item, stage),
    under: covered ? say('finding:wrong.private', { date: when }) : say('words.and-then', { first: say(`record:section.${section.id}`), second: when }),
  };
}
