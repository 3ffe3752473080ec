/** The service pages: devices, and trying them. In English alone; no record can be reached from here. */
import type { Notice, ViewOf } from '../../../preload/contract.ts';
import { unreviewedLanguages } from '../../copy/words.ts';
import type { Finding, ScreenMeasures } from '../ports.ts';
import { highestReach } from './glass.ts';
import { keypadOffers, secretKeypad } from './keypad.ts';
import { offer, primary, type Body, type Offer, type Stage } from './stage.ts';

type Tile = ViewOf<'service'>['tiles'][number];

const notice = (tone: Notice['tone'], text: string): Notice => ({ tone, heading: null, text });
const done = ({ say }: Stage, style: Parameters<typeof offer>[4] = {}): Offer =>
  offer('main', 'done', { type: 'LEAVE_SERVICE_PAGE' }, say('staff:service.done'), style);

export function servicePin(stage: Stage): Body<ViewOf<'service-pin'>> {
  const { say, context } = stage;
  const problem = context.staff?.refusal == null ? null : say('staff:service-pin.problem');
  return {
    screen: 'service-pin',
    heading: say('staff:service-pin.heading'),
    lead: [say('staff:service-pin.lead')],
    picture: null,
    keypad: secretKeypad(stage, 'service', say('staff:service-pin.label'), problem),
    back: { type: 'CANCEL_STAFF' },
    offers: [...keypadOffers(stage, 'service'), offer('main', 'cancel', { type: 'CANCEL_STAFF' }, say('staff:service-pin.cancel'))],
  };
}

/** A reader in the wrong mode is put right by scanning one barcode of its maker's guide: it says which. */
function readerTile({ say, context: { reader, readerFound } }: Stage): Tile {
  const says = [say(`staff:service.reader-state.${reader}`)];
  if (reader === 'wrong-mode' && readerFound !== null) {
    const { mode, maker, setupCode } = readerFound;
    const setup = maker === null ? say('staff:service.reader-found.setup', { code: setupCode }) : say('staff:service.reader-found.setup-maker', { maker, code: setupCode });
    says.splice(0, 1, say(`staff:service.reader-found.${mode}`), setup);
  }
  return {
    name: say('staff:service.reader'),
    state: reader === 'ready' ? 'good' : reader === 'keyboard-mode' ? 'warning' : 'bad',
    says: says.join(' '),
  };
}

function printerTile({ say, context: { printer } }: Stage): Tile {
  return {
    name: say('staff:service.printer'),
    state: printer === 'ready' ? 'good' : printer === 'paper-low' || printer === 'too-hot' ? 'warning' : 'bad',
    says: say(`staff:service.printer-state.${printer}`),
  };
}

function wordsTile({ say, place }: Stage): Tile {
  const unreviewed = place.languages.some((one) => unreviewedLanguages.includes(one));
  return {
    name: say('staff:service.words'),
    state: unreviewed ? 'warning' : 'good',
    says: unreviewed ? say('staff:service.words-state', { count: place.languages.length }) : say('staff:service.words-state-one'),
  };
}

function glossaryTile({ say, place: { glossary } }: Stage): Tile {
  const { entries, notReviewed, shown } = glossary;
  const says =
    notReviewed === 0
      ? say('staff:service.glossary-state-good', { entries })
      : say(shown ? 'staff:service.glossary-state' : 'staff:service.glossary-state-hidden', { entries, notReviewed });
  return { name: say('staff:service.glossary'), state: notReviewed > 0 ? 'warning' : 'good', says };
}

export function service(stage: Stage): Body<ViewOf<'service'>> {
  const { say, context } = stage;
  return {
    screen: 'service',
    heading: say('staff:service.heading'),
    lead: [say('staff:service.lead')],
    picture: null,
    tiles: [readerTile(stage), printerTile(stage), wordsTile(stage), glossaryTile(stage)],
    back: null,
    offers: [
      offer('item', 'readiness', { type: 'OPEN_SERVICE_PAGE', page: 'readiness' }, say('staff:service.ready')),
      offer('item', 'try-reader', { type: 'OPEN_SERVICE_PAGE', page: 'readerTest' }, say('staff:service.try-reader')),
      offer('item', 'test-slip', { type: 'PRINT_PAGE', page: 'test-slip' }, say('staff:service.print-test')),
      offer('item', 'measure', { type: 'OPEN_SERVICE_PAGE', page: 'screenTest' }, say('staff:service.measure')),
      ...(context.outOfServiceWhy === 'staff'
        ? [offer('main', 'open', { type: 'OPEN_KIOSK' }, say('staff:service.open-kiosk'), primary)]
        : [
            offer('main', 'close', { type: 'CLOSE_SERVICE' }, say('staff:service.close'), primary),
            offer('main', 'close-kiosk', { type: 'CLOSE_KIOSK' }, say('staff:service.close-kiosk'), { look: 'danger' }),
          ]),
    ],
  };
}

export function readerTest(stage: Stage): Body<ViewOf<'reader-test'>> {
  const { say, context } = stage;
  const read = context.staff?.read ?? null;
  const says =
    read === null ? say('staff:reader-test.waiting') : read === 'nothing' ? say('staff:reader-test.nothing') : say(`staff:reader-test.kind.${read}`);
  return {
    screen: 'reader-test',
    heading: say('staff:reader-test.heading'),
    lead: [say('staff:reader-test.lead')],
    picture: 'hold-card',
    tiles: [
      readerTile(stage),
      { name: say('staff:reader-test.read'), state: read === null || read === 'nothing' ? 'warning' : 'good', says },
    ],
    back: null,
    offers: [done(stage, primary)],
  };
}

export function printerTest(stage: Stage): Body<ViewOf<'printer-test'>> {
  const { say, context, snapshot } = stage;
  const { staff } = context;
  const at = (state: 'cannotDraw' | 'printing') => snapshot.matches({ service: { open: { page: { printerTest: state } } } });
  const slip = staff?.slip ?? null;
  const says = (): Notice => {
    if (at('cannotDraw')) return notice('warning', say('staff:printer-test.cannot-draw'));
    if (staff?.printed != null) return notice(staff.printed === 'printed' ? 'info' : 'warning', say(`staff:printer-test.${staff.printed}`));
    if (staff?.printWaits != null) {
      return notice('warning', say('staff:printer-test.waits', { why: say(`staff:service.printer-state.${staff.printWaits}`) }));
    }
    return notice('info', at('printing') ? say('staff:printer-test.printing', { receipt: staff?.receipt ?? '' }) : say('staff:printer-test.drawing'));
  };
  return {
    screen: 'printer-test',
    heading: say('staff:printer-test.heading'),
    lead: [],
    picture: null,
    notices: [says()],
    paper: slip === null ? null : { image: slip.image, width: slip.picture.width, height: slip.picture.height, words: [...slip.words], breaks: [...slip.breaks], part: say('slip.part') },
    back: null,
    offers: [
      offer('main', 'again', { type: 'PRINT_PAGE', page: staff?.page ?? 'test-slip' }, say('staff:printer-test.again'), {
        enabled: staff?.printed != null,
      }),
      done(stage, primary),
    ],
  };
}

/** Of one CSS pixel, in millimetres: what the contract and the site file take. */
const pitches = { least: 0.05, most: 1 };
const bounded = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** A dot a little wider makes everything a little smaller. */
const sized = (now: ScreenMeasures, larger: number): ScreenMeasures => ({
  ...now,
  pixelPitch: bounded(Math.round((now.pixelPitch / larger) * 10_000) / 10_000, pitches.least, pitches.most),
});

/** 80 cm: where the glass of most upright kiosks begins, to start counting from. */
const usualFloor = 800;
const raised = (now: ScreenMeasures, millimetres: number): ScreenMeasures => ({
  ...now,
  glassAboveFloor: bounded((now.glassAboveFloor ?? usualFloor) + millimetres, 0, highestReach),
});

export function screenTest(stage: Stage): Body<ViewOf<'screen-test'>> {
  const { say, context, snapshot } = stage;
  const now = context.staff?.measuring ?? context.screen;
  const at = (state: 'kept' | 'notKept') => snapshot.matches({ service: { open: { page: { screenTest: state } } } });
  const pitch = String(now.pixelPitch);
  const measure = (id: string, label: string, measures: ScreenMeasures): Offer => offer('item', `measure.${id}`, { type: 'MEASURE', measures }, label);
  return {
    screen: 'screen-test',
    heading: say('staff:screen-test.heading'),
    lead: [say('staff:screen-test.lead'), say('staff:screen-test.floor-lead')],
    picture: null,
    notices: [
      notice('info', say('staff:screen-test.pitch', { pitch })),
      notice(
        'info',
        now.glassAboveFloor === null
          ? say('staff:screen-test.floor-unknown')
          : say('staff:screen-test.floor', { centimetres: now.glassAboveFloor / 10 }),
      ),
      ...(at('kept') ? [notice('info', say('staff:screen-test.kept'))] : []),
      ...(at('notKept') ? [notice('warning', say('staff:screen-test.not-kept', { pitch }))] : []),
    ],
    back: null,
    offers: [
      measure('much-larger', say('staff:screen-test.much-larger'), sized(now, 1.05)),
      measure('larger', say('staff:screen-test.larger'), sized(now, 1.005)),
      measure('smaller', say('staff:screen-test.smaller'), sized(now, 1 / 1.005)),
      measure('much-smaller', say('staff:screen-test.much-smaller'), sized(now, 1 / 1.05)),
      measure('much-higher', say('staff:screen-test.much-higher'), raised(now, 100)),
      measure('higher', say('staff:screen-test.higher'), raised(now, 10)),
      measure('lower', say('staff:screen-test.lower'), raised(now, -10)),
      measure('much-lower', say('staff:screen-test.much-lower'), raised(now, -100)),
      offer('main', 'keep', { type: 'KEEP_MEASURES' }, say('staff:screen-test.keep'), primary),
      done(stage),
    ],
  };
}

function verdict({ say }: Stage, findings: readonly Finding[]): string {
  const count = (state: Finding['state']) => findings.filter((one) => one.state === state).length;
  if (count('bad') > 0) return say('staff:readiness.bad', { count: count('bad') });
  return count('warning') > 0 ? say('staff:readiness.warning', { count: count('warning') }) : say('staff:readiness.good');
}

/** What is wrong first. */
const gravity: readonly Tile['state'][] = ['bad', 'warning', 'good'];

export function readiness(stage: Stage): Body<ViewOf<'readiness'>> {
  const { say, context, snapshot } = stage;
  const findings = context.staff?.findings ?? null;
  const failed = snapshot.matches({ service: { open: { page: { readiness: 'cannotLook' } } } });
  const tiles: Tile[] = [readerTile(stage), printerTile(stage), wordsTile(stage), glossaryTile(stage), ...(findings ?? [])];
  return {
    screen: 'readiness',
    heading: say('staff:readiness.heading'),
    lead: [failed ? say('staff:readiness.cannot-look') : findings === null ? say('staff:readiness.looking') : verdict(stage, tiles)],
    picture: null,
    tiles: findings === null ? [] : tiles.toSorted((one, other) => gravity.indexOf(one.state) - gravity.indexOf(other.state)),
    back: null,
    offers: [
      offer('main', 'print', { type: 'PRINT_PAGE', page: 'readiness' }, say('staff:readiness.print'), { icon: 'print', enabled: findings !== null }),
      offer('main', 'again', { type: 'LOOK_AGAIN' }, say('staff:readiness.again'), { enabled: findings !== null || failed }),
      done(stage, primary),
    ],
  };
}
