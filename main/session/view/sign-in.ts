/** NHS login in a window of its own: what happens there, and how it ended. */
import type { Notice, ViewOf } from '../../../preload/contract.ts';
import { offer, primary, type Body, type Stage } from './stage.ts';

const info = (text: string): Notice => ({ tone: 'info', heading: null, text });

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
