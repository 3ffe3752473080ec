/** NHS login, or another account of the person's, in a window of its own: what happens there, and how it ended. */
import type { Notice, ViewOf } from '../../../preload/contract.ts';
import type { SignInPort } from '../ports.ts';
import { offer, primary, type Body, type Stage } from './stage.ts';

const info = (text: string): Notice => ({ tone: 'info', heading: null, text });

/** The account is called by its name: nobody looks for an NHS login where it is another. */
export function signInWords({ account }: Pick<SignInPort, 'account'>, say: Stage['say']): string {
  return account === null ? say('identify.sign-in') : say('identify.sign-in-account', { account });
}

function wordsOf(place: Stage['place'], say: Stage['say']): (part: 'heading' | 'refused' | 'too-weak' | 'unavailable') => string {
  const account = place.signIn?.account ?? null;
  return (part) => (account === null ? say(`sign-in.${part}`) : say(`sign-in.${part}-account`, { account }));
}

export function signIn({ say, visit, snapshot, place }: Stage): Body<ViewOf<'sign-in'>> {
  const over = snapshot.matches({ inSession: { journey: { signIn: 'failed' } } });
  const words = wordsOf(place, say);
  const why = visit?.signInFailure ?? 'cancelled';
  return {
    screen: 'sign-in',
    heading: over ? say('sign-in.over') : words('heading'),
    lead: over ? [why === 'cancelled' ? say('sign-in.cancelled') : words(why)] : [say('sign-in.lead'), say('sign-in.private')],
    picture: over ? 'sorry' : 'private',
    notices: over ? [] : [info(say('sign-in.wiped'))],
    back: { type: 'BACK' },
    offers: over
      ? [offer('main', 'again', { type: 'TRY_AGAIN' }, say('no-record.again'), primary)]
      : [offer('main', 'stop', { type: 'BACK' }, say('loading.stop'))],
  };
}
