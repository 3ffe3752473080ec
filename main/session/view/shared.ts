/** What people bring along: a verified card, a record that somebody shared, a login of their own. */
import type { Notice, Recorded, ViewOf } from '../../../preload/contract.ts';
import { recordedDate } from '../../copy/dates.ts';
import type { LinkFailure } from '../../identity/health-link/open-link.ts';
import type { HealthFact } from '../../identity/health-statement.ts';
import type { Term } from '../../identity/health-terms.ts';
import { passcodeKeyboard, shownKeypad } from './keypad.ts';
import { offer, primary, type Body, type Stage } from './stage.ts';

const info = (text: string): Notice => ({ tone: 'info', heading: null, text });
const warning = (text: string): Notice => ({ tone: 'warning', heading: null, text });
const english = (text: string): Recorded => ({ text, lang: 'en', isValue: false });
const value = (text: string): Recorded => ({ text, lang: null, isValue: true });

export function statement({ say, visit, language }: Stage): Body<ViewOf<'statement'>> {
  const cards = visit?.statements ?? [];
  const notShown = cards.reduce((sum, card) => sum + card.notShown, 0);
  return {
    screen: 'statement',
    heading: say('statement.heading'),
    lead: cards.flatMap((card) => [
      say('statement.issuer', { issuer: card.issuer, date: recordedDate(card.issued, language) }),
      ...(card.person.name === null ? [] : [say('statement.about', { name: card.person.name })]),
    ]),
    picture: null,
    notices: [
      info(say('statement.only')),
      ...(cards.some((card) => card.revocation === 'not-checked') ? [info(say('statement.not-checked'))] : []),
      ...(notShown > 0 ? [warning(say('statement.not-shown', { count: notShown }))] : []),
    ],
    facts: cards.flatMap((card) => card.facts).map((fact) => factView(fact, say, language)),
    back: { type: 'BACK' },
    offers: [],
  };
}

function factView(fact: HealthFact, say: Stage['say'], language: Stage['language']) {
  const details: { label: string; name: null; value: Recorded }[] = [];
  const tell = (label: string, words: Recorded | null) => {
    if (words !== null) details.push({ label, name: null, value: words });
  };
  if (fact.kind === 'vaccination') {
    if (!fact.given) tell(say('record:label.status'), english(say('statement.not-given')));
    tell(say('record:label.dose-number'), fact.dose === null ? null : value(fact.dose));
    tell(say('record:label.batch'), fact.batch === null ? null : value(fact.batch));
  } else {
    tell(say('record:label.value'), fact.outcome === null ? english(say('statement.no-outcome')) : typeof fact.outcome === 'string' ? value(fact.outcome) : termWords(fact.outcome, say));
    if (!fact.final) tell(say('record:label.status'), english(say('statement.not-final')));
  }
  tell(say('record:label.place'), fact.where === null ? null : english(fact.where));
  return { title: fact.what === null ? english(say('record:no-name')) : termWords(fact.what, say), date: recordedDate(fact.when, language), details };
}

function termWords({ name, code, list }: Term, say: Stage['say']): Recorded {
  if (name !== null) return english(name);
  return code === null ? english(say('record:no-name')) : english(say('statement.code', { code, list: list ?? '' }));
}

export function passcode(stage: Stage): Body<ViewOf<'passcode'>> {
  const { say, visit } = stage;
  const failure = visit?.linkFailure ?? null;
  const label = visit?.link?.label ?? null;
  return {
    screen: 'passcode',
    heading: say('passcode.heading'),
    lead: [label === null ? say('passcode.lead') : say('passcode.lead-label', { label })],
    picture: null,
    notices: [info(say('passcode.where'))],
    keypad: shownKeypad(stage, 'passcode', say('passcode.label'), failure?.kind === 'passcode-wrong' ? triesLeft(failure, say) : null),
    back: { type: 'BACK' },
    offers: passcodeKeyboard(stage),
  };
}

function triesLeft(failure: LinkFailure, say: Stage['say']): string {
  const left = failure.kind === 'passcode-wrong' ? failure.remainingAttempts : null;
  return left === null ? say('passcode.wrong') : `${say('passcode.wrong')} ${say('not-matched.tries', { count: left })}`;
}

export function linkOpening({ say, snapshot }: Stage): Body<ViewOf<'wait'>> {
  const slow = snapshot.matches({ inSession: { journey: { link: { opening: 'slow' } } } });
  return {
    screen: 'wait',
    heading: say('link.opening'),
    lead: [say('loading.lead'), ...(slow ? [say('loading.slow')] : [])],
    picture: 'waiting',
    slow,
    back: { type: 'BACK' },
    offers: [offer('main', 'stop', { type: 'BACK' }, say('loading.stop'))],
  };
}

export function linkTrouble({ say, visit }: Stage): Body<ViewOf<'link-trouble'>> {
  const failure: LinkFailure = visit?.linkFailure ?? { kind: 'unreachable' };
  const again = ['unreachable', 'too-slow', 'busy', 'stopped'].includes(failure.kind);
  const busyFor = failure.kind === 'busy' ? failure.retryAfterSeconds : null;
  return {
    screen: 'link-trouble',
    heading: say('link.heading'),
    lead: [
      say(`link.${failure.kind}`),
      ...(busyFor === null ? [] : [say('link.busy-for', { count: Math.max(1, Math.ceil(busyFor / 60)) })]),
      say('link.what-now'),
    ],
    picture: 'sorry',
    notices: [],
    back: { type: 'BACK' },
    offers: again ? [offer('main', 'again', { type: 'TRY_AGAIN' }, say('no-record.again'), primary)] : [],
  };
}

export function signIn({ say, visit, snapshot }: Stage): Body<ViewOf<'sign-in'>> {
  const over = snapshot.matches({ inSession: { journey: { signIn: 'failed' } } });
  return {
    screen: 'sign-in',
    heading: over ? say('sign-in.over') : say('sign-in.heading'),
    lead: over ? [say(`sign-in.${visit?.signInFailure ?? 'cancelled'}`)] : [say('sign-in.lead'), say('sign-in.private')],
    picture: over ? 'sorry' : 'private',
    notices: over ? [] : [info(say('sign-in.wiped'))],
    back: { type: 'BACK' },
    offers: over
      ? [offer('main', 'again', { type: 'TRY_AGAIN' }, say('no-record.again'), primary)]
      : [offer('main', 'stop', { type: 'BACK' }, say('loading.stop'))],
  };
}
