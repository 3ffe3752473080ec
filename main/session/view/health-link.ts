/** A record that somebody shared: its passcode, opening it, and what may go wrong. */
import type { Notice, ViewOf } from '../../../preload/contract.ts';
import { may } from '../../assist/capabilities.ts';
import type { LinkFailure } from '../../identity/health-link/open-link.ts';
import { passcodeKeyboard, secretKeypad, shownKeypad } from './keypad.ts';
import { offer, primary, type Body, type Stage } from './stage.ts';

const info = (text: string): Notice => ({ tone: 'info', heading: null, text });

export function passcode(stage: Stage): Body<ViewOf<'passcode'>> {
  const { say, visit, mode } = stage;
  const failure = visit?.linkFailure ?? null;
  const isPrivate = may('seeStatement', mode);
  const label = isPrivate ? (visit?.link?.label ?? null) : null;
  // It is on paper in the person's hand, so they see it as typed; a helper does not.
  const keypad = isPrivate ? shownKeypad : secretKeypad;
  return {
    screen: 'passcode',
    heading: say('passcode.heading'),
    lead: [label === null ? say('passcode.lead') : say('passcode.lead-label', { label })],
    picture: null,
    notices: [info(say('passcode.where'))],
    keypad: keypad(stage, 'passcode', say('passcode.label'), failure?.kind === 'passcode-wrong' ? triesLeft(failure, say) : null),
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
