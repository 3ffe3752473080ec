/** A code on the slip that opens it elsewhere: choosing its passcode, and making it. */
import type { Notice, ViewOf } from '../../../preload/contract.ts';
import { may } from '../../assist/capabilities.ts';
import { passcodeKeyboard, secretKeypad, shownKeypad } from './keypad.ts';
import { offer, type Body, type Stage } from './stage.ts';

const info = (text: string): Notice => ({ tone: 'info', heading: null, text });

export function choosePasscode(stage: Stage): Body<ViewOf<'passcode'>> {
  const { say, context, place, mode } = stage;
  // They must remember it, so they see it; a helper does not.
  const keypad = may('seePaper', mode) ? shownKeypad : secretKeypad;
  return {
    screen: 'passcode',
    heading: say('share.heading'),
    lead: [say('share.lead', { min: context.limits.share.min }), say('share.remember')],
    picture: null,
    notices: [info(say('share.sent', { hours: place.linkHours ?? 0 }))],
    keypad: keypad(stage, 'share', say('passcode.label'), null),
    back: { type: 'BACK' },
    offers: passcodeKeyboard(stage, 'share'),
  };
}

export function sharing({ say, snapshot }: Stage): Body<ViewOf<'wait'>> {
  const slow = snapshot.matches({ inSession: { journey: { slip: { sharing: 'slow' } } } });
  return {
    screen: 'wait',
    heading: say('share.making'),
    lead: slow ? [say('loading.slow')] : [],
    picture: 'waiting',
    slow,
    back: { type: 'BACK' },
    offers: [offer('main', 'stop', { type: 'BACK' }, say('loading.stop'))],
  };
}
