/** What another surgery asks first, on one screen; what is not on it is counted. */
import type { ViewOf } from '../../../preload/contract.ts';
import { onePage, type PagePart } from '../../record/finding/one-page.ts';
import type { DetailLabel } from '../../record/patient-record.ts';
import { isCovered } from '../ask-first.ts';
import { explained } from './explained.ts';
import { detailRow, titleOf } from './record-words.ts';
import { recordedDate } from '../../copy/dates.ts';
import { info, offer, warning, type Body, type Stage } from './stage.ts';

/** A dose is whole; who typed it in is in the section. */
const notOnThePage: ReadonlySet<DetailLabel> = new Set(['code', 'recorder', 'performer', 'source', 'category', 'batch', 'attachment', 'method', 'specimen', 'part-of']);

export function summary(stage: Stage): Body<ViewOf<'summary'>> {
  const { say, visit, mode, language } = stage;
  const base = { screen: 'summary', heading: say('finding:page.heading'), picture: null, back: { type: 'BACK' } } as const;
  const record = visit?.record ?? null;
  if (record === null || mode !== 'alone') {
    const name = visit?.helper?.name ?? '';
    return { ...base, lead: [], notices: [info(say('finding:page.masked', { name }))], parts: [], offers: [] };
  }
  const page = onePage(record, (item, section) => isCovered(item, section, visit?.agreed ?? []));
  const others = page.others.map(({ id, count }) => say('finding:filter.part', { what: say(`record:section.${id}`), number: count }));
  return {
    ...base,
    lead: [say('finding:page.lead')],
    notices: [
      ...record.warnings.map((one) => warning(say(`record:warning.${one}`))),
      ...(others.length === 0 ? [] : [info(say('finding:page.others', { parts: others.join(', ') }))]),
      info(say('record.incomplete')),
    ],
    parts: page.parts.map((part) => ({
      heading: say(`record:section.${part.section.id}`),
      state: part.section.state,
      says: part.section.state === 'present' ? null : say(`record:state.${part.section.state}`),
      items: part.items.map((item) => ({
        id: item.id,
        plain: explained(item, part.section.id, stage).plain,
        title: titleOf(item, stage),
        date: recordedDate(item.date, language),
        details: item.details.filter(({ label }) => !notOnThePage.has(label)).map((detail) => detailRow(detail, stage)),
      })),
      leftOut: leftOut(part, say),
    })),
    offers: [offer('main', 'print-page', { type: 'PRINT_SUMMARY' }, say('finding:page.print'), { look: 'primary', icon: 'print' })],
  };
}

/** Never blank: what is not on the page, and why. */
export function leftOut({ section, items, past, older, hidden }: PagePart, say: Stage['say']): string[] {
  const things = (count: number) => ({ things: say('record:count', { count }) });
  const { withheld, notUnderstood, narrative, state } = section;
  const said = [
    ...(past > 0 ? [say('finding:page.past', things(past))] : []),
    ...(older > 0 ? [say('finding:page.older', things(older))] : []),
    ...(hidden > 0 ? [say('finding:page.private', things(hidden))] : []),
    ...(withheld > 0 ? [say('record:withheld', { count: withheld })] : []),
    ...(notUnderstood > 0 ? [say('record:not-understood', { count: notUnderstood })] : []),
    ...(section.items.length === 0 && narrative.length > 0 ? [say('finding:page.text')] : []),
  ];
  return items.length === 0 && said.length === 0 && state === 'present' ? [say('slip:empty-section')] : said;
}
