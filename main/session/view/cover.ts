/** What lies over everything: still there?, hidden, finish? */
import type { ViewOf } from '../../../preload/contract.ts';
import { refusalWords } from './identify.ts';
import { keypadOffers, secretKeypad } from './keypad.ts';
import { offer, primary, type Body, type Stage } from './stage.ts';

export function stillThere({ say }: Stage): Body<ViewOf<'still-there'>> {
  return {
    screen: 'still-there',
    heading: say('still-there.heading'),
    lead: [say('still-there.lead')],
    picture: 'people',
    seconds: 60,
    back: null,
    offers: [offer('main', 'stay', { type: 'STAY' }, say('still-there.stay'), primary)],
  };
}

export function hidden(stage: Stage): Body<ViewOf<'hidden'>> {
  const { say, snapshot } = stage;
  const locked = snapshot.matches({ inSession: { idle: { hidden: 'locked' } } });
  return {
    screen: 'hidden',
    heading: say('hidden.heading'),
    lead: [locked ? say('hidden.locked') : say('hidden.lead')],
    picture: 'hidden',
    keypad: locked ? secretKeypad(stage, 'unlock', say('pin.label'), refusalWords(stage.visit?.unlockRefusal ?? null, say)) : null,
    back: null,
    offers: locked ? keypadOffers(stage, 'unlock') : [offer('main', 'show', { type: 'SHOW' }, say('hidden.show'), primary)],
  };
}

export function finishQuestion({ say }: Stage): Body<ViewOf<'finish-question'>> {
  return {
    screen: 'finish-question',
    heading: say('finish-question.heading'),
    lead: [say('finish-question.lead')],
    picture: null,
    back: { type: 'KEEP_GOING' },
    offers: [
      offer('main', 'finish-yes', { type: 'END', why: 'finished' }, say('finish-question.yes'), { look: 'danger' }),
      offer('main', 'finish-no', { type: 'KEEP_GOING' }, say('finish-question.no')),
    ],
  };
}
