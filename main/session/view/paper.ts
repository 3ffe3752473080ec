/** The slip: choose, preview, print, trouble, take it. */
import type { Paper, ViewOf } from '../../../preload/contract.ts';
import { may } from '../../assist/capabilities.ts';
import { printableSections } from '../slip-choices.ts';
import { info, offer, primary, warning, type Body, type Offer, type Stage } from './stage.ts';

/** `spoken`: with its words, and where its pages may end. */
function paperOf({ say, visit, mode }: Stage, spoken: boolean): Paper | null {
  const slip = visit?.slip ?? null;
  if (slip === null || !may('seePaper', mode)) return null;
  const part = say('slip.part');
  if (!spoken) return { image: slip.image, width: slip.picture.width, height: slip.picture.height, words: [], breaks: [], part };
  return {
    image: slip.image,
    width: slip.picture.width,
    height: slip.picture.height,
    words: [...slip.words],
    breaks: [...slip.breaks],
    part,
  };
}

/** What cannot be made as it was chosen, and what to choose. */
const refusals = { tooLong: 'slip.too-long', otherLanguage: 'slip.other-language', otherLetters: 'slip.other-letters' } as const;
const refusedStates = ['tooLong', 'otherLanguage', 'otherLetters'] as const;

export function slip(stage: Stage): Body<ViewOf<'slip'>> {
  const { say, visit, snapshot, mode } = stage;
  const drawn = visit?.slip ?? null;
  const at = (state: 'cannotDraw' | keyof typeof refusals | 'asking') => snapshot.matches({ inSession: { journey: { slip: state } } });
  const failed = at('cannotDraw');
  const refused = refusedStates.find(at);
  const centimetres = Math.max(1, Math.ceil((drawn?.lengthMillimetres ?? 0) / 10));
  if (at('asking')) return askFirst(stage, centimetres);
  const { printer } = stage.context;
  const report = visit?.report ?? null;
  const onePage = visit?.choices.onePage === true;
  const chosen = visit?.choices.sections ?? [];
  const alone = visit !== null && visit.printed !== null;
  const something = report !== null || alone || onePage || chosen.length > 0 || (visit?.questions.length ?? 0) > 0;
  // Which sections there are would tell a helper something: while hidden, all of them are.
  const sections = visit?.record == null || alone || report !== null ? [] : may('seePaper', mode) ? printableSections(visit.record) : visit.record.sections.map(({ id }) => id);
  return {
    screen: 'slip',
    heading: say('slip.heading'),
    lead: [report !== null ? say('finding:wrong.paper') : say(alone ? 'slip.lead-one' : 'slip.lead')],
    picture: null,
    notices: [
      ...(printer === 'ready' ? [] : [warning(say(`slip.printer.${printer}`))]),
      ...(failed ? [warning(say('slip.cannot-draw'))] : []),
      ...(visit?.linkNotMade === true ? [warning(say('share.failed'))] : []),
      ...(refused === undefined ? [] : [warning(say(may('seePaper', mode) ? refusals[refused] : 'slip.cannot-draw'))]),
      ...(may('seePaper', mode) ? [] : [info(say('slip.masked', { name: visit?.helper?.name ?? '' }))]),
      info(say('slip.private')),
    ],
    paper: paperOf(stage, true),
    length: refused !== undefined || failed ? '' : drawn === null ? say('slip.drawing') : lengthOf(stage, centimetres),
    back: { type: 'BACK' },
    offers: [
      ...(report === null && !alone ? [offer('tick', 'one-page', { type: 'ONE_PAGE' }, say('finding:page.tick'), { look: 'plain', on: onePage })] : []),
      ...(onePage ? [] : sections).map((section) =>
        offer('tick', `tick.${section}`, { type: 'TICK', section }, say(`record:section.${section}`), {
          look: 'plain',
          on: chosen.includes(section),
        }),
      ),
      offer('tick', 'large', { type: 'LARGE_PRINT' }, say('slip.large'), { look: 'plain', on: visit?.choices.large ?? false, icon: 'text' }),
      ...linkOffer(stage, drawn !== null && chosen.length > 0),
      failed
        ? offer('main', 'again', { type: 'TRY_AGAIN' }, say('slip.again'), primary)
        : offer('main', 'print', { type: 'PRINT' }, say('slip.print'), {
            look: 'primary',
            icon: 'print',
            enabled: printerReady(stage) && drawn !== null && something && may('print', mode),
          }),
    ],
  };
}

/** Never ticked by itself, never in practice, never beside a helper. */
function linkOffer({ say, visit, mode, place }: Stage, enabled: boolean): readonly Offer[] {
  if (place.linkHours === null || visit === null || visit.practice || visit.printed !== null || !may('seePaper', mode)) return [];
  const made = visit.madeLink !== null;
  return [offer('tick', 'link', made ? { type: 'DROP_LINK' } : { type: 'ASK_LINK' }, say('share.tick'), { look: 'plain', on: made, enabled })];
}

/** How much paper says how much there is to say: beside a helper only that it is ready. */
function lengthOf({ say, mode }: Stage, centimetres: number): string {
  return may('seePaper', mode) ? say('slip.length', { centimetres }) : say('slip.ready');
}

function askFirst(stage: Stage, centimetres: number): Body<ViewOf<'slip'>> {
  const { say, mode, visit } = stage;
  const alone = may('seePaper', mode);
  return {
    screen: 'slip',
    heading: alone ? say('slip.ask-long', { metres: Math.max(1, Math.round(centimetres / 100)) }) : say('slip.ask-hidden'),
    lead: [alone ? say('slip.ask-long-lead') : say('slip.masked', { name: visit?.helper?.name ?? '' })],
    picture: null,
    notices: [info(say('slip.private'))],
    paper: paperOf(stage, true),
    length: lengthOf(stage, centimetres),
    back: { type: 'BACK' },
    offers: [
      offer('main', 'print', { type: 'PRINT' }, say('slip.print-all'), { look: 'primary', icon: 'print', enabled: printerReady(stage) && may('print', mode) }),
      offer('main', 'choose-again', { type: 'BACK' }, say('slip.choose-again')),
    ],
  };
}

function printerReady({ context: { printer } }: Stage): boolean {
  return printer === 'ready' || printer === 'paper-low';
}

export function printing(stage: Stage): Body<ViewOf<'printing'>> {
  const { say, visit } = stage;
  return {
    screen: 'printing',
    heading: say('printing.heading'),
    lead: [say('printing.lead'), ...(visit?.copy === true ? [say('printing.copy')] : [])],
    picture: 'printing',
    paper: paperOf(stage, false),
    progress: visit?.progress ?? 0,
    back: null,
    offers: [],
  };
}

export function printTrouble({ say, snapshot, visit, context }: Stage): Body<ViewOf<'print-trouble'>> {
  const at = (state: 'unknown' | 'refused') => snapshot.matches({ inSession: { journey: { printing: state } } });
  const running = (state: 'paperOut' | 'coverOpen') =>
    snapshot.matches({ inSession: { journey: { printing: { running: state } } } });
  const printer = context.printer;
  const ready = printer === 'ready' || printer === 'paper-low';
  const leave = offer('main', 'leave', { type: 'ABANDON' }, say('print-trouble.leave'));
  if (at('unknown')) {
    return {
      screen: 'print-trouble',
      trouble: 'unknown',
      heading: say('print-trouble.unknown'),
      lead: [say('print-trouble.look'), say('print-trouble.look-more')],
      picture: 'printer-stuck',
      notices: ready ? [] : [warning(say(`slip.printer.${printer}`))],
      back: null,
      offers: [
        offer('main', 'got-it', { type: 'PAPER_TAKEN' }, say('print-trouble.got-it'), { look: 'primary' }),
        offer('main', 'reprint', { type: 'REPRINT' }, say('print-trouble.reprint'), { enabled: ready }),
        leave,
      ],
    };
  }
  if (at('refused')) {
    const condition = visit?.printCondition ?? null;
    const trouble = condition === 'paper-out' || condition === 'cover-open' ? condition : 'failed';
    return {
      screen: 'print-trouble',
      trouble,
      heading: say(`print-trouble.${trouble}`),
      lead: [say('print-trouble.nothing-printed'), say('print-trouble.keep-place')],
      picture: trouble === 'failed' ? 'printer-stuck' : trouble,
      notices: ready ? [] : [warning(say(`slip.printer.${printer}`))],
      back: { type: 'BACK' },
      offers: [
        offer('main', 'again', { type: 'PRINT' }, say('print-trouble.again'), {
          look: 'primary',
          enabled: ready && visit?.slip != null,
        }),
        leave,
      ],
    };
  }
  const trouble = running('paperOut') ? 'paper-out' : running('coverOpen') ? 'cover-open' : 'failed';
  return {
    screen: 'print-trouble',
    trouble,
    heading: say(`print-trouble.${trouble}`),
    lead: [say('print-trouble.keep-place'), say('print-trouble.waits')],
    picture: trouble === 'failed' ? 'printer-stuck' : trouble,
    notices: [],
    back: null,
    offers: [offer('main', 'stop', { type: 'ABANDON' }, say('print-trouble.stop'))],
  };
}

export function takePaper({ say }: Stage): Body<ViewOf<'take-paper'>> {
  return {
    screen: 'take-paper',
    heading: say('take-paper.heading'),
    lead: [say('take-paper.lead'), say('take-paper.private')],
    picture: 'take-paper',
    back: { type: 'BACK' },
    offers: [offer('main', 'taken', { type: 'PAPER_TAKEN' }, say('take-paper.taken'), primary)],
  };
}
