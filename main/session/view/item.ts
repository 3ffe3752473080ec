/** One thing of the record with the screen to itself, in the order that people read a result; and the question before it. */
import type { ItemView, Notice, Trend, ViewOf } from '../../../preload/contract.ts';
import { may } from '../../assist/capabilities.ts';
import { recordedDate } from '../../copy/dates.ts';
import type { Detail, DetailLabel, Item, Section } from '../../record/patient-record.ts';
import { canBePlaced, sameTests, trendPicture } from '../../record/result-picture.ts';
import { asksFirst, itemAsks, openItem, openSection } from '../ask-first.ts';
import { explained, own } from './explained.ts';
import { numberLine, rangeSentence } from './number-line.ts';
import { detailRow, recorded, titleOf } from './record-words.ts';
import { offer, primary, type Body, type Stage } from './stage.ts';

const info = (text: string): Notice => ({ tone: 'info', heading: null, text });
const warning = (text: string): Notice => ({ tone: 'warning', heading: null, text });

const isTest = ({ id }: Pick<Section, 'id'>): boolean => id === 'results' || id === 'vital-signs';

/** Letters of a value that is a number or a word; a longer one is prose, and stands among what was written. */
const longestValue = 60;
/** Said beside the value, in the order in which they were recorded. */
const besideValue: ReadonlySet<DetailLabel> = new Set(['value', 'component', 'range', 'interpretation', 'status']);
/** What somebody wrote: shown whole, word for word. */
const written: ReadonlySet<DetailLabel> = new Set(['note', 'text', 'description', 'outcome']);

export function item(stage: Stage): Body<ViewOf<'item'>> {
  const { say, visit, mode, language, place } = stage;
  const section = visit === null ? null : openSection(visit);
  const open = visit === null ? null : openItem(visit);
  const name = visit?.helper?.name ?? '';
  const base = { screen: 'item' as const, lead: [], picture: null, back: { type: 'BACK' } as const };
  if (section === null || open === null || !may('seeRecord', mode)) {
    const nothing = { plain: null, title: own(say('record.hidden', { name })), date: '', sentence: null, value: null, numberLine: null, facts: [], passages: [], trend: null, details: [] };
    return { ...base, ...nothing, heading: say('record.heading'), notices: [info(say('section.masked', { name }))], offers: [] };
  }
  const test = isTest(section);
  const words = explained(open, section.id, stage);
  const value = test ? (open.details.find(isShortValue) ?? null) : null;
  const facts = test ? open.details.filter((detail) => detail !== value && besideValue.has(detail.label) && !isProse(detail)) : [];
  const prose = open.details.filter((detail) => detail !== value && (written.has(detail.label) || isProse(detail)));
  const rest = open.details.filter((detail) => detail !== value && !facts.includes(detail) && !prose.includes(detail));
  return {
    ...base,
    heading: test ? say('item.heading-result') : say(`record:section.${section.id}`),
    notices: [
      ...(visit?.record?.warnings ?? []).filter((one) => one === 'data-awaiting-filing').map((one) => warning(say(`record:warning.${one}`))),
      ...(open.details.some(({ label }) => label === 'range') ? [info(say('section.range-note'))] : []),
      ...(language === 'en' ? [] : [info(say('item.in-english'))]),
    ],
    plain: words.plain,
    title: titleOf(open, stage),
    date: recordedDate(open.date, language),
    sentence: test ? sentenceOf(open, value, stage) : null,
    value: value === null ? null : recorded(value.value),
    numberLine: numberLine(open.measurement, say),
    facts: facts.map((detail) => detailRow(detail, stage)),
    passages: [
      ...(prose.length === 0 ? [] : [{ heading: say('item.wrote'), texts: prose.map((detail) => recorded(detail.value)) }]),
      ...words.about.map(({ heading, text }) => ({ heading, texts: [text] })),
      {
        heading: say('item.next'),
        texts: [own(say('item.next-ask', { surgery: place.surgery(language) })), own(say('item.next-urgent'))],
      },
    ],
    trend: test ? trendOf(open, section, stage) : null,
    details: [...rest.map((detail) => detailRow(detail, stage)), ...words.shortForms],
    offers:
      mode === 'shared'
        ? [offer('main', 'hide-section', { type: 'HIDE_SECTION' }, say('section.hide'), primary)]
        : [
            offer('main', 'print', { type: 'PRINT_ITEM', section: section.id, item: open.id }, say(test ? 'item.print-result' : 'item.print'), { icon: 'print' }),
            offer('need', 'wrong', { type: 'OPEN_WRONG', section: section.id, item: open.id }, say('finding:wrong.open')),
          ],
  };
}

const isProse = ({ value }: Detail): boolean => value.text.length > longestValue && !value.isValue;
const isShortValue = (detail: Detail): boolean => detail.label === 'value' && detail.name === null && !isProse(detail);

/** Of a blood group it would say something else. */
const bloodGroup = /\brh(?:esus)?\b|\babo\b|\bblood group|\bblood type|\bantigen [a-z]\b/iu;

function sentenceOf(open: Item, value: Detail | null, { say }: Stage): string | null {
  const range = rangeSentence(open.measurement, say);
  if (range !== null) return range;
  const found = /^(positive|negative)[.]?$/iu.exec(value?.value.text.trim() ?? '')?.[1]?.toLowerCase();
  if (found !== undefined && !bloodGroup.test(open.title.text)) return say(found === 'positive' ? 'item.positive' : 'item.negative');
  const { measurement } = open;
  return measurement !== null && measurement.low === null && measurement.high === null && !open.details.some(({ label }) => label === 'range')
    ? say('item.no-range')
    : null;
}

/** Of one test; the list of the section has the rest. */
const mostRows = 60;

function trendOf(open: Item, { items }: Section, { say, language }: Stage): Trend | null {
  if (open.measurement === null) return null;
  const same = sameTests(open, items);
  const shown = same.slice(0, mostRows);
  const heading = say('item.trend');
  const columns = { date: say('item.column-date'), value: say('record:label.value') };
  if (same.length < 2) return { heading, picture: null, notes: [say('item.trend-alone')], columns: { ...columns, range: null }, rows: [] };
  const picture = trendPicture(shown);
  const onPicture = new Set(picture?.points.map(({ id }) => id));
  const rangeOf = (one: Item) => one.details.find(({ label, name }) => label === 'range' && name === null) ?? null;
  const hasRange = shown.some((one) => rangeOf(one) !== null);
  const number = (text: string) => ({ text, lang: null, isValue: true });
  return {
    heading,
    picture:
      picture === null
        ? null
        : {
            points: picture.points.map(({ id, along, up }) => ({ along, up, current: id === open.id })),
            top: number(picture.top),
            bottom: picture.bottom === picture.top ? null : number(picture.bottom),
            start: recordedDate(picture.points[0]?.date ?? null, language),
            end: recordedDate(picture.points.at(-1)?.date ?? null, language),
            band:
              picture.band === null
                ? null
                : { from: picture.band.from, to: picture.band.to, label: say('record:label.range'), range: number(say('section.range', { low: picture.band.low, high: picture.band.high })) },
            current: onPicture.has(open.id) ? say('item.this-one') : null,
          },
    notes: [
      ...(picture !== null && shown.some((one) => !canBePlaced(one)) ? [say('item.trend-left-out')] : []),
      ...(same.length > shown.length ? [say('item.trend-older')] : []),
    ],
    columns: { ...columns, range: hasRange ? say('record:label.range') : null },
    rows: shown.map((one) => ({
      date: recordedDate(one.date, language),
      value: recorded(one.details.find(isShortValue)?.value ?? number(one.measurement?.value ?? '')),
      range: !hasRange ? null : recorded(rangeOf(one)?.value ?? { text: say('item.no-range-short'), lang: null, isValue: false }),
      current: one === open ? say('item.this-one') : null,
    })),
  };
}

/** The kind of thing, and nothing of it. */
export function pause(stage: Stage): Body<ViewOf<'pause'>> {
  const { say, visit, mode } = stage;
  const kind = (visit === null ? null : asksFirst(visit)) ?? 'private';
  return {
    screen: 'pause',
    heading: say('pause.heading'),
    lead: [say(`pause.${kind}`), say('pause.choice')],
    picture: 'private',
    notices: [mode === 'shared' ? warning(say('pause.helper-sees', { name: visit?.helper?.name ?? '' })) : info(say('pause.look-around'))],
    back: { type: 'NOT_NOW' },
    offers: [
      offer('main', 'not-now', { type: 'NOT_NOW' }, say('pause.not-now'), { look: 'primary' }),
      offer('main', 'show-it', { type: 'SHOW_IT' }, say('pause.show')),
      offer('main', 'with-me', { type: 'CALL_HELP' }, say('pause.with-me'), { icon: 'help', enabled: mode === 'alone' }),
    ],
  };
}

/** What an entry of its kind and place usually says of itself, and the date that stands beside its title already: said last. */
function goesWithoutSaying({ label, value }: Detail, { date, past }: Item): boolean {
  if (label === 'status') return usual.has(value.text.toLowerCase()) || (past && value.text.toLowerCase() === 'completed');
  return (label === 'started' || label === 'given') && value.text === date;
}
const usual: ReadonlySet<string> = new Set(['active', 'current', 'final', 'finished', 'confirmed']);

/** The card of an item in its section. */
export function itemCard(one: Item, section: Section, stage: Stage): { readonly card: ItemView; readonly offers: Body['offers'] } {
  const { say, language, visit } = stage;
  const covered = itemAsks(one, section, visit?.agreed ?? []);
  const open = (label: string) => [offer('item', `item.${one.id}`, { type: 'OPEN_ITEM', item: one.id }, label)];
  const base = { id: one.id, date: recordedDate(one.date, language), past: one.past };
  if (covered !== null) {
    const card = { ...base, plain: null, title: own(say(`pause.covered.${covered}`)), covered: true, summary: null, details: [] };
    return { card, offers: open(say('pause.show-covered')) };
  }
  const words = explained(one, section.id, stage);
  const alone = isTest(section);
  const details = alone ? one.details.filter((detail) => besideValue.has(detail.label) && detail.label !== 'range' && !isProse(detail)) : one.details;
  return {
    card: {
      ...base,
      plain: words.plain,
      title: titleOf(one, stage),
      covered: false,
      summary: alone ? rangeSentence(one.measurement, say) : null,
      details: [
        ...details.filter((detail) => !goesWithoutSaying(detail, one)).map((detail) => detailRow(detail, stage)),
        ...(alone ? [] : words.about.map(({ heading, text }) => ({ label: heading, name: null, value: text }))),
        ...details.filter((detail) => goesWithoutSaying(detail, one)).map((detail) => detailRow(detail, stage)),
        ...(alone ? [] : words.shortForms),
      ],
    },
    offers: alone ? open(say('section.open-result')) : [],
  };
}
