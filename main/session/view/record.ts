/** The record: getting it, its sections, one section, what is not here. Clinical words are replaced here while a helper may not see them. */
import type { ViewOf } from '../../../preload/contract.ts';
import { may } from '../../assist/capabilities.ts';
import { recordedDate } from '../../copy/dates.ts';
import type { PatientRecord, Section } from '../../record/patient-record.ts';
import { filtered } from '../../record/finding/filters.ts';
import { filterNotices, filterOffers, testOffers } from './filters.ts';
import { itemCard } from './item.ts';
import { recorded } from './record-words.ts';
import { partOf } from './section-part.ts';
import { info, offer, primary, warning, type Body, type Offer, type Stage } from './stage.ts';

/** Shown on the overview even when nothing came: their absence matters. */
const alwaysShown: readonly Section['id'][] = ['allergies', 'medicines', 'results', 'conditions', 'vaccinations'];

export function loading({ say, snapshot }: Stage): Body<ViewOf<'wait'>> {
  const slow = snapshot.matches({ inSession: { journey: { loading: 'slow' } } });
  return {
    screen: 'wait',
    heading: say('loading.heading'),
    lead: [say('loading.lead'), ...(slow ? [say('loading.slow')] : [])],
    picture: 'waiting',
    slow,
    back: { type: 'BACK' },
    offers: [offer('main', 'stop', { type: 'BACK' }, say('loading.stop'))],
  };
}

export function noRecord({ say, visit, place, language }: Stage): Body<ViewOf<'no-record'>> {
  const why = visit?.recordFailure ?? 'unreachable';
  return {
    screen: 'no-record',
    heading: say('no-record.heading'),
    lead: [say(`no-record.${why}`), say('no-record.what-now', { surgery: place.surgery(language) })],
    picture: 'sorry',
    notices: [],
    back: { type: 'BACK' },
    offers: [offer('main', 'again', { type: 'TRY_AGAIN' }, say('no-record.again'), primary)],
  };
}

export function record({ say, visit, mode, language }: Stage): Body<ViewOf<'record'>> {
  const whole = visit?.record ?? null;
  const seen = may('seeRecord', mode) && mode !== 'shared';
  const name = visit?.helper?.name ?? '';
  // Which sections there are would tell a helper something: while hidden, all of them are.
  const shown = whole?.sections.filter((section) => !seen || alwaysShown.includes(section.id) || section.state !== 'not-available') ?? [];
  return {
    screen: 'record',
    heading: say('record.heading'),
    lead: [...(whole === null || !seen ? [] : madeBy(whole, say, language)), say('record.lead')],
    picture: null,
    notices: [
      ...(seen ? (whole?.warnings ?? []).map((one) => warning(say(`record:warning.${one}`))) : []),
      ...((visit?.leftOut ?? 0) > 0 ? [warning(say('record.left-out'))] : []),
      // The warning of a summary says the same.
      ...(seen && whole?.warnings.includes('summary-only') === true ? [] : [info(say('record.incomplete'))]),
    ],
    cards: shown.map((section) => ({
      action: `section.${section.id}`,
      title: say(`record:section.${section.id}`),
      says: seen ? cardWords(section, say) : say('record.hidden', { name }),
      state: seen ? section.state : ('hidden' as const),
    })),
    back: null,
    offers: [
      ...shown.map((section) =>
        offer('card', `section.${section.id}`, { type: 'OPEN_SECTION', section: section.id }, say(`record:section.${section.id}`)),
      ),
      offer('main', 'print', { type: 'OPEN_SLIP' }, say('record.print'), { look: 'primary', icon: 'print' }),
      offer('main', 'search', { type: 'OPEN_SEARCH' }, say('finding:search.open'), { icon: 'search' }),
      offer('need', 'changed', { type: 'OPEN_CHANGED' }, say('finding:changed.open')),
      offer('need', 'summary', { type: 'OPEN_SUMMARY' }, say('finding:page.open')),
      offer('need', 'questions', { type: 'OPEN_QUESTIONS' }, say('finding:questions.open')),
      offer('need', 'wrong', { type: 'OPEN_WRONG', section: null, item: null }, say('finding:wrong.open')),
      offer('need', 'not-here', { type: 'OPEN_NOT_HERE' }, say('record.not-here')),
    ],
  };
}

function madeBy(whole: PatientRecord, say: Stage['say'], language: Stage['language']): string[] {
  const { custodian, createdAt } = whole;
  const date = createdAt === null ? null : recordedDate(createdAt, language);
  if (custodian !== null && date !== null) return [say('record.made', { custodian, date })];
  if (custodian !== null) return [say('record.made-unknown-when', { custodian })];
  return date === null ? [] : [say('record.made-unknown-who', { date })];
}

function cardWords(section: Section, say: Stage['say']): string {
  if (section.state !== 'present') return say(`record:state.${section.state}`);
  const count = section.items.length;
  const allPast = count > 0 && section.items.every((item) => item.past);
  const read = allPast ? say('record.count-past', { count }) : say('record.count', { count: count === 0 ? section.narrative.length : count });
  return section.withheld === 0 ? read : say('record.count-and-withheld', { read, withheld: say('record:withheld', { count: section.withheld }) });
}

export function section(stage: Stage): Body<ViewOf<'section'>> {
  const { say, visit, mode, language } = stage;
  const open = visit?.record?.sections.find((one) => one.id === visit.section) ?? null;
  const name = visit?.helper?.name ?? '';
  const title = open === null ? say('record.heading') : say(`record:section.${open.id}`);
  const base = { screen: 'section', heading: title, picture: null, back: { type: 'BACK' } } as const;
  if (open === null || !may('seeRecord', mode)) {
    const show: Offer[] =
      mode === 'guided' ? [offer('main', 'show-section', { type: 'SHOW_SECTION' }, say('section.show', { name }))] : [];
    return {
      ...base,
      lead: [],
      notices: [info(say('section.masked', { name }))],
      state: 'hidden',
      says: say('record.hidden', { name }),
      groups: [],
      narrative: [],
      at: null,
      offers: show,
    };
  }
  const whole = visit?.record ?? null;
  const parted = partOf({ ...open, items: filtered(open, visit?.filter ?? null) }, stage);
  const cards = new Map(parted.items.map((item) => [item, itemCard(item, open, stage)]));
  const hasRanges = parted.items.some((item) => item.details.some(({ label }) => label === 'range'));
  return {
    ...base,
    lead: [...(whole === null || mode !== 'alone' ? [] : madeBy(whole, say, language)), ...parted.lead],
    notices: [
      ...filterNotices(stage),
      ...(whole?.warnings ?? []).map((one) => warning(say(`record:warning.${one}`))),
      ...(open.withheld > 0 ? [warning(say('record:withheld', { count: open.withheld }))] : []),
      ...(open.notUnderstood > 0 ? [warning(say('record:not-understood', { count: open.notUnderstood }))] : []),
      ...(hasRanges ? [info(say('section.range-note'))] : []),
    ],
    state: open.state,
    says: open.state === 'present' ? null : say(`record:state.${open.state}`),
    groups: [
      ...parted.groups.map(({ heading, note, items }) => ({ heading, note, items: items.flatMap((item) => cards.get(item)?.card ?? []) })),
      { heading: null, note: [say('section.ask'), ...(language === 'en' || open.items.length === 0 ? [] : [say('item.in-english')])].join(' '), items: [] },
    ],
    narrative: (visit?.filter ?? null) === null ? open.narrative.map(recorded) : [],
    at: visit?.itemBefore ?? null,
    offers: [
      ...filterOffers(open, stage),
      ...testOffers(open, stage),
      ...(mode === 'shared' ? [] : [offer('need', 'wrong', { type: 'OPEN_WRONG', section: open.id, item: null }, say('finding:wrong.open'))]),
      ...[...cards.values()].flatMap(({ offers }) => offers),
      ...(mode === 'shared'
        ? [offer('main', 'hide-section', { type: 'HIDE_SECTION' }, say('section.hide'), primary)]
        : [offer('main', 'print', { type: 'OPEN_SLIP' }, say('section.print'), { icon: 'print' })]),
      ...parted.offers,
    ],
  };
}
