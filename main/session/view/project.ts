/**
 * The view of a configuration: one screen, every button on it, and what each button means.
 * The window gets the view; the meanings stay here.
 */
import type { ScreenName, View, ViewOf } from '../../../preload/contract.ts';
import { direction, words } from '../../copy/words.ts';
import { may } from '../../assist/capabilities.ts';
import type { KioskEvent } from '../events.ts';
import { changed } from './changed.ts';
import * as cover from './cover.ts';
import { glassOf } from './glass.ts';
import * as healthCard from './health-card.ts';
import * as healthLink from './health-link.ts';
import * as help from './help.ts';
import * as identify from './identify.ts';
import * as item from './item.ts';
import { notHere } from './not-here.ts';
import { summary } from './one-page.ts';
import * as paper from './paper.ts';
import { questions } from './questions.ts';
import * as record from './record.ts';
import * as share from './share.ts';
import { screenOf } from './screen-of.ts';
import { search } from './search.ts';
import { signIn } from './sign-in.ts';
import * as staff from './staff.ts';
import { modeOf, offer, type Body, type Offer, type Place, type Snapshot, type Stage } from './stage.ts';
import * as welcome from './welcome.ts';
import * as wrong from './wrong.ts';

export interface Projection {
  /** The view without its number. */
  readonly view: Omit<View, 'n'>;
  readonly meanings: ReadonlyMap<string, KioskEvent>;
}

const composers: { [Name in ScreenName]: (stage: Stage) => Body<ViewOf<Name>> } = {
  attract: welcome.attract,
  needs: welcome.needs,
  before: welcome.before,
  'practice-people': welcome.practicePeople,
  goodbye: welcome.goodbye,
  'out-of-order': welcome.outOfOrder,
  identify: identify.identify,
  declined: identify.declined,
  number: identify.number,
  'birth-date': identify.birthDate,
  pin: identify.pin,
  statement: healthCard.statement,
  passcode: (stage) => (stage.snapshot.matches({ inSession: { journey: 'slip' } }) ? share.choosePasscode(stage) : healthLink.passcode(stage)),
  'link-trouble': healthLink.linkTrouble,
  'sign-in': signIn,
  wait: (stage) => {
    if (stage.snapshot.matches({ inSession: { journey: 'loading' } })) return record.loading(stage);
    if (stage.snapshot.matches({ inSession: { journey: 'slip' } })) return share.sharing(stage);
    return stage.snapshot.matches({ inSession: { journey: 'link' } }) ? healthLink.linkOpening(stage) : identify.checking(stage);
  },
  'not-matched': identify.notMatched,
  confirm: identify.confirm,
  'no-record': record.noRecord,
  record: record.record,
  section: record.section,
  search,
  item: item.item,
  pause: item.pause,
  changed,
  summary,
  questions,
  'wrong-which': wrong.which,
  wrong: wrong.wrong,
  'not-here': notHere,
  slip: paper.slip,
  printing: paper.printing,
  'print-trouble': paper.printTrouble,
  'take-paper': paper.takePaper,
  'still-there': cover.stillThere,
  hidden: cover.hidden,
  'finish-question': cover.finishQuestion,
  help: help.help,
  'helper-pin': help.helperPin,
  'helper-offer': help.helperOffer,
  'service-pin': staff.servicePin,
  service: staff.service,
  'reader-test': staff.readerTest,
  'printer-test': staff.printerTest,
  'screen-test': staff.screenTest,
  readiness: staff.readiness,
};

/** Screens whose body covers everything: no tools, no way on but their own. */
const covering: ReadonlySet<ScreenName> = new Set(['still-there', 'hidden', 'helper-pin', 'helper-offer', 'finish-question']);

export function project(snapshot: Snapshot, place: Place): Projection {
  const { context } = snapshot;
  const { language, ...settings } = context.settings;
  const stage: Stage = {
    snapshot,
    context,
    visit: context.visit,
    say: words(language),
    language,
    mode: modeOf(snapshot),
    place,
  };
  const screen = screenOf(snapshot);
  const { offers: own, back, ...body } = composers[screen](stage);
  const offers = [...own, ...frameOffers(stage, screen, back)];
  const { say, visit } = stage;
  return {
    view: {
      ...body,
      language: { code: language, dir: direction(language) },
      settings: { ...settings, ...glassOf(context), reducedMotion: false },
      top: {
        title: say('title'),
        place: place.name,
        who: confirmed(snapshot) ? (visit?.person?.initials ?? null) : null,
        practice: visit?.practice === true ? say('practice-mark') : null,
      },
      helpBanner: helpBanner(stage),
      announce: [body.heading, ...body.lead].join(' '),
      actions: offers.map(({ action }) => action),
      words: { more: say('words.more'), earlier: say('words.earlier'), page: say('words.page'), details: say('words.details') },
    } as Omit<View, 'n'>,
    meanings: new Map(offers.filter(({ action }) => action.enabled).map(({ action, event }) => [action.id, event])),
  };
}

/** After "yes, this is me". */
function confirmed(snapshot: Snapshot): boolean {
  if (!snapshot.matches('inSession')) return false;
  return !(['choose', 'practicePeople', 'identify', 'statement', 'link', 'signIn', 'prove', 'confirm'] as const).some((journey) =>
    snapshot.matches({ inSession: { journey } }),
  );
}

function helpBanner({ say, mode, visit }: Stage): View['helpBanner'] {
  if (mode !== 'guided' && mode !== 'shared') return null;
  return { text: say(`help-banner.${mode}`, { name: visit?.helper?.name ?? '' }), stop: 'stop-help' };
}

/** The dock and the tools: the same place for the same thing, on every screen of a visit. */
function frameOffers({ say, snapshot, context, mode }: Stage, screen: ScreenName, back: KioskEvent | null): readonly Offer[] {
  if (!snapshot.matches('inSession')) return [];
  const { settings } = context;
  const covered = covering.has(screen);
  const bigger = settings.textSize === 'normal' ? 'bigger' : settings.textSize === 'bigger' ? 'biggest' : 'normal';
  const dock = [
    offer('dock', 'back', back ?? { type: 'ACTIVE' }, say('dock.back'), { icon: 'back', enabled: back !== null }),
    offer('dock', 'help', screen === 'help' ? { type: 'CLOSE_HELP' } : { type: 'CALL_HELP' }, say(screen === 'help' ? 'dock.close-help' : 'dock.help'), {
      icon: 'help',
      enabled: !covered && mode === 'alone' && screen !== 'needs',
    }),
    offer('dock', 'finish', { type: 'ASK_FINISH' }, say('dock.finish'), {
      icon: 'finish',
      look: 'danger',
      enabled: may('finish', mode) && screen !== 'finish-question',
    }),
  ];
  const tools = covered
    ? []
    : [
        offer('tools', 'tool.language', { type: 'OPEN_NEEDS' }, say('tools.language'), { icon: 'language', enabled: screen !== 'needs' }),
        offer('tools', 'tool.text', { type: 'SETTINGS', change: { textSize: bigger } }, say(bigger === 'normal' ? 'tools.text-smaller' : 'tools.text'), {
          icon: 'text',
        }),
        offer('tools', 'tool.sound', { type: 'SETTINGS', change: { sound: !settings.sound } }, say('tools.sound'), {
          icon: 'sound',
          on: settings.sound,
        }),
        offer('tools', 'tool.hide', { type: 'HIDE' }, say('tools.hide'), { icon: 'hide' }),
      ];
  const silent = screen === 'still-there' || screen === 'hidden' ? [] : [offer('silent', 'active', { type: 'ACTIVE' }, say('title'))];
  const stop = mode === 'guided' || mode === 'shared' ? [offer('silent', 'stop-help', { type: 'STOP_HELP' }, say('help-banner.stop'))] : [];
  return [...dock, ...tools, ...silent, ...stop];
}
