/** The buttons that choose a part of a section, each with its count. */
import type { Notice } from '../../../preload/contract.ts';
import { testNames, type Filter } from '../../record/finding/filters.ts';
import type { Item, Section } from '../../record/patient-record.ts';
import { direction } from '../../copy/words.ts';
import { isCovered } from '../ask-first.ts';
import { titleOf } from './record-words.ts';
import { offer, type Offer, type Stage } from './stage.ts';

/** Lists of measurements, in which one looks for one's own. */
const hasTests: readonly Section['id'][] = ['results', 'vital-signs'];

const asks = (visit: Stage['visit']) => (item: Item, section: Section['id']) => isCovered(item, section, visit?.agreed ?? []);

/** None where there is nothing to choose between. */
export function filterOffers(section: Section, { say, visit }: Stage): readonly Offer[] {
  const { items } = section;
  const on = visit?.filter ?? null;
  const tests = hasTests.includes(section.id) ? testNames(section, asks(visit)).length : 0;
  const past = items.filter((item) => item.past).length;
  const marked = items.filter((item) => item.marked === true).length;
  const part = (kind: 'now' | 'past' | 'marked', what: string, number: number): Offer[] =>
    number === 0 || number === items.length ? [] : [button(kind, { kind }, say('finding:filter.part', { what, number }), on?.kind === kind)];
  const parts = [
    ...part('now', say('section.now'), items.length - past),
    ...part('past', section.id === 'medicines' ? say('finding:filter.stopped') : say('section.past'), past),
    ...part('marked', say('finding:filter.marked'), marked),
    ...(tests > 1 ? [button('test', { kind: 'choosing' }, say('finding:filter.choose'), on?.kind === 'choosing' || on?.kind === 'test')] : []),
  ];
  if (parts.length === 0) return [];
  return [button('all', null, say('finding:filter.part', { what: say('finding:filter.all'), number: items.length }), on === null), ...parts];
}

function button(id: string, filter: Filter | null, label: string, on: boolean): Offer {
  return offer('filter', `filter.${id}`, { type: 'FILTER', filter }, label, { on });
}

/** One button for each test, by name; while nothing is being chosen, none. */
export function testOffers(section: Section, stage: Stage): readonly Offer[] {
  const { say, visit, language } = stage;
  if (visit?.filter?.kind !== 'choosing') return [];
  return testNames(section, asks(visit))
    .slice(0, mostNames)
    .map(({ item, count }) => {
      const name = titleOf(item, stage).text.slice(0, 190);
      return offer('card', `test.${item.id}`, { type: 'FILTER', filter: { kind: 'test', item: item.id } }, direction(language) === 'rtl' ? `\u2068${name}\u2069` : name, {
        hint: say('record:count', { count }),
      });
    });
}

/** A view holds 600 buttons. */
const mostNames = 400;

export function filterNotices({ say, visit }: Stage): readonly Notice[] {
  const kind = visit?.filter?.kind;
  const text = kind === 'marked' ? say('finding:filter.marked-note') : kind === 'choosing' ? say('finding:filter.choose-lead') : null;
  return text === null ? [] : [{ tone: 'info', heading: null, text }];
}
