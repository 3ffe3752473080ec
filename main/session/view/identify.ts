/** Who is it, and is it theirs: hold a card, type a number, a date of birth, a PIN; confirm. */
import type { Notice, ViewOf } from '../../../preload/contract.ts';
import { may } from '../../assist/capabilities.ts';
import type { Visit } from '../context.ts';
import { keypadOffers, openKeypad, secretKeypad } from './keypad.ts';
import { signInWords } from './sign-in.ts';
import { offer, primary, type Body, type Stage } from './stage.ts';

const info = (text: string): Notice => ({ tone: 'info', heading: null, text });
const warning = (text: string): Notice => ({ tone: 'warning', heading: null, text });

export function identify({ say, context, visit, snapshot, place }: Stage): Body<ViewOf<'identify'>> {
  const ready = context.reader === 'ready' || context.reader === 'keyboard-mode';
  const tips = snapshot.matches({ inSession: { journey: { identify: 'tips' } } });
  const misread = (visit?.misreads ?? 0) > 0;
  return {
    screen: 'identify',
    heading: say('identify.heading'),
    lead: ready ? [say('identify.lead')] : [],
    picture: 'hold-card',
    readerReady: ready,
    notices: [
      ...(ready ? [] : [warning(say('identify.reader-away'))]),
      ...(visit !== null && visit.parts.length > 0
        ? [...(visit.partsAgain ? [warning(say('identify.parts-again'))] : []), info(say('identify.parts', { count: visit.partsOf, held: visit.parts.length }))]
        : []),
      ...(misread ? [warning(say('identify.misread'))] : []),
      ...(tips ? [info(say('identify.tip-near')), info(say('identify.tip-flat')), info(say('identify.tip-clean'))] : []),
    ],
    back: { type: 'BACK' },
    offers: [
      offer('main', 'type-number', { type: 'TYPE_NUMBER' }, say('identify.type-number'), {
        hint: say('identify.type-number-hint'),
        icon: 'number',
        look: ready ? 'secondary' : 'primary',
      }),
      ...(place.signIn !== null ? [offer('main', 'sign-in', { type: 'SIGN_IN' }, signInWords(place.signIn, say), { hint: say('identify.sign-in-hint'), icon: 'person' })] : []),
    ],
  };
}

export function declined({ say, visit, mode }: Stage): Body<ViewOf<'declined'>> {
  const { kind, reason, label: name } = visit?.declined ?? { kind: 'unknown', reason: 'not-known', label: null };
  const label = may('seeStatement', mode) ? name : null;
  const own = `${kind}-${reason}`;
  const sentence = hasOwnWords(own) ? say(`declined.kind.${own}`) : say(`declined.kind.${kind}`);
  return {
    screen: 'declined',
    // Where the reason matters it is theirs, and only not of use now.
    heading: hasOwnWords(own) ? say(`declined.kind.${kind}`) : say('declined.heading'),
    lead: [...(label === null ? [] : [say('declined.label', { label })]), sentence, say('declined.kept-nothing')],
    picture: 'sorry',
    notices: [],
    back: { type: 'BACK' },
    offers: [
      offer('main', 'again', { type: 'TRY_AGAIN' }, say('declined.again'), primary),
      offer('main', 'type-number', { type: 'TYPE_NUMBER' }, say('identify.type-number'), {
        hint: say('identify.type-number-hint'),
        icon: 'number',
      }),
    ],
  };
}

/** Where the reason matters to the person, it has words of its own. */
const ownWords = [
  'access-card-expired',
  'access-card-not-yet-valid',
  'access-card-unknown-signer',
  'access-card-signature-wrong',
  'health-card-expired',
  'health-card-unknown-signer',
  'health-card-signature-wrong',
  'health-card-revoked',
  'health-link-expired',
  'health-link-too-new',
] as const;
const hasOwnWords = (own: string): own is (typeof ownWords)[number] => (ownWords as readonly string[]).includes(own);

export function number(stage: Stage): Body<ViewOf<'number'>> {
  const { say, visit } = stage;
  const problem = visit?.entryProblem === 'number' ? say('number.problem') : null;
  return {
    screen: 'number',
    heading: say('number.heading'),
    lead: [say('number.lead')],
    picture: null,
    notices: [],
    keypad: openKeypad(stage, 'number', say('number.label'), problem),
    back: { type: 'BACK' },
    offers: keypadOffers(stage, 'number'),
  };
}

export function birthDate(stage: Stage): Body<ViewOf<'birth-date'>> {
  const { say, visit } = stage;
  const problem = visit?.entryProblem === 'birth-date' ? say('birth-date.problem') : null;
  return {
    screen: 'birth-date',
    heading: say('birth-date.heading'),
    lead: [say('birth-date.lead')],
    picture: null,
    notices: [],
    keypad: openKeypad(stage, 'birth-date', say('birth-date.label'), problem),
    back: { type: 'BACK' },
    offers: keypadOffers(stage, 'birth-date'),
  };
}

export function pin(stage: Stage): Body<ViewOf<'pin'>> {
  const { say, visit, place, context } = stage;
  const helper = visit?.helper ?? null;
  return {
    screen: 'pin',
    heading: say('pin.heading'),
    lead: visit?.practice === true ? [say('pin.lead-practice', { pin: place.practice.pin })] : [say('pin.lead'), say('pin.length', { ...context.limits.pin })],
    picture: 'private',
    notices: [
      ...(helper === null ? [] : [warning(say('pin.look-away', { name: helper.name }))]),
      info(say('pin.forgotten')),
    ],
    keypad: secretKeypad(stage, 'pin', say('pin.label'), null),
    back: { type: 'BACK' },
    offers: keypadOffers(stage, 'pin'),
  };
}

export function checking({ say }: Stage): Body<ViewOf<'wait'>> {
  return {
    screen: 'wait',
    heading: say('checking.heading'),
    lead: [say('checking.lead')],
    picture: 'waiting',
    slow: false,
    back: null,
    offers: [],
  };
}

export function notMatched({ say, visit, place, language }: Stage): Body<ViewOf<'not-matched'>> {
  const refusal: NonNullable<Visit['refusal']> = visit?.refusal ?? { kind: 'unavailable' };
  const words = {
    'not-matched': () => ({
      heading: say('not-matched.heading'),
      lead: [
        say('not-matched.lead'),
        ...(refusal.kind === 'not-matched' ? [say('not-matched.tries', { count: refusal.triesLeft })] : []),
        ...(refusal.kind === 'not-matched' && refusal.triesLeft === 1 ? [say('not-matched.last-try')] : []),
      ],
    }),
    locked: () => ({ heading: say('not-matched.locked-heading'), lead: [say('not-matched.locked')] }),
    wait: () => ({
      heading: say('not-matched.wait-heading'),
      lead: [say('not-matched.wait', { time: waitOf(say, refusal.kind === 'wait' ? refusal.seconds : 0) })],
    }),
    unavailable: () => ({ heading: say('not-matched.unavailable-heading'), lead: [say('not-matched.unavailable')] }),
  }[refusal.kind]();
  return {
    screen: 'not-matched',
    ...words,
    picture: 'sorry',
    notices: [
      // Said whatever is wrong with a card, so that it tells nobody what is.
      ...(visit?.credential?.kind === 'access-card' && refusal.kind !== 'unavailable' ? [info(say('not-matched.other-card', { desk: place.desk(language) }))] : []),
      info(say('not-matched.other-way', { surgery: place.surgery(language) })),
    ],
    back: { type: 'BACK' },
    offers: refusal.kind === 'locked' ? [] : [offer('main', 'again', { type: 'TRY_AGAIN' }, say('not-matched.again'), primary)],
  };
}

/** Why a PIN was not taken, in one or two sentences, for where there is no room for a screen. */
export function refusalWords(refusal: NonNullable<Visit['refusal']> | null, say: Stage['say']): string | null {
  if (refusal === null) return null;
  if (refusal.kind === 'not-matched') {
    return say('words.and-then', { first: say('not-matched.heading'), second: say('not-matched.tries', { count: refusal.triesLeft }) });
  }
  if (refusal.kind === 'wait') return say('not-matched.wait', { time: waitOf(say, refusal.seconds) });
  return say(refusal.kind === 'locked' ? 'not-matched.locked' : 'not-matched.unavailable');
}

function waitOf(say: Stage['say'], seconds: number): string {
  return seconds < 60
    ? say('not-matched.wait-seconds', { count: Math.max(1, Math.ceil(seconds)) })
    : say('not-matched.wait-minutes', { count: Math.ceil(seconds / 60) });
}

export function confirm({ say, visit }: Stage): Body<ViewOf<'confirm'>> {
  return {
    screen: 'confirm',
    heading: say('confirm.heading'),
    lead: [say('confirm.initials'), say('confirm.year')],
    picture: null,
    initials: visit?.person?.initials ?? '',
    yearOfBirth: visit?.person?.yearOfBirth ?? '',
    back: null,
    offers: [
      offer('main', 'yes', { type: 'CONFIRM' }, say('confirm.yes'), { look: 'primary' }),
      offer('main', 'no', { type: 'END', why: 'not-me' }, say('confirm.no')),
    ],
  };
}
