/** What is not in this record, which parts of it did not come, and where to get what is missing. */
import type { Notice, ViewOf } from '../../../preload/contract.ts';
import { offer, warning, type Body, type Stage } from './stage.ts';

/** Who else keeps records of a person, and how to get them. */
const elsewhere = ['hospital', 'dentist', 'pharmacy', 'private', 'older'] as const;

export function notHere(stage: Stage): Body<ViewOf<'not-here'>> {
  const { say, place, language } = stage;
  const told = (heading: string, text: string): Notice => ({ tone: 'info', heading, text });
  return {
    screen: 'not-here',
    heading: say('not-here.heading'),
    lead: [say('finding:not-here.lead')],
    picture: null,
    notices: [
      ...ofThisRecord(stage),
      ...elsewhere.map((where) => told(say(`finding:not-here.${where}-heading`), say(`finding:not-here.${where}`))),
      told(say('finding:not-here.copy-heading'), say('finding:not-here.copy', { surgery: place.surgery(language) })),
    ],
    back: { type: 'BACK' },
    offers: [offer('main', 'wrong', { type: 'OPEN_WRONG', section: null, item: null }, say('finding:wrong.open'))],
  };
}

/** The parts that did not come, by why; a helper is not told which. */
function ofThisRecord({ say, visit, mode }: Stage): readonly Notice[] {
  const record = visit?.record ?? null;
  if (record === null || mode !== 'alone') return [];
  const notices: Notice[] = record.warnings.map((one) => warning(say(`record:warning.${one}`)));
  for (const state of ['not-available', 'no-access', 'withheld', 'error'] as const) {
    const parts = record.sections.filter((section) => section.state === state).map(({ id }) => say(`record:section.${id}`));
    if (parts.length > 0) notices.push({ tone: state === 'error' ? 'warning' : 'info', heading: say(`finding:not-here.state.${state}`), text: `${parts.join(', ')}.` });
  }
  const [withheld, notUnderstood] = [record.sections.reduce((sum, one) => sum + one.withheld, 0), record.sections.reduce((sum, one) => sum + one.notUnderstood, 0)];
  if (withheld > 0) notices.push(warning(say('record:withheld', { count: withheld })));
  if (notUnderstood > 0) notices.push(warning(say('record:not-understood', { count: notUnderstood })));
  return notices;
}
