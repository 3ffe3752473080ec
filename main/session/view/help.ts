/** Help: calling for it, a helper's badge and PIN, and the person's own yes or no. */
import type { Notice, ViewOf } from '../../../preload/contract.ts';
import { keypadOffers, secretKeypad } from './keypad.ts';
import { offer, primary, type Body, type Stage } from './stage.ts';

const info = (text: string): Notice => ({ tone: 'info', heading: null, text });

export function help({ say, place, language }: Stage): Body<ViewOf<'help'>> {
  return {
    screen: 'help',
    heading: say('help.heading'),
    lead: [say('help.lead', { desk: place.desk(language) }), say('help.badge')],
    picture: 'help',
    notices: [
      { tone: 'urgent', heading: say('attract.urgent-heading'), text: say('attract.urgent') },
      { tone: 'warning', heading: null, text: say('help.never') },
      info(say('help.do')),
      info(say('help.doctor')),
    ],
    back: { type: 'CLOSE_HELP' },
    offers: [offer('main', 'close-help', { type: 'CLOSE_HELP' }, say('help.close'), primary)],
  };
}

export function helperPin(stage: Stage): Body<ViewOf<'helper-pin'>> {
  const { say, visit } = stage;
  const refusal = visit?.helperRefusal ?? null;
  const problem =
    refusal === null
      ? null
      : refusal === 'locked'
        ? say('helper-pin.locked')
        : refusal === 'unavailable'
          ? say('helper-pin.unavailable')
          : say('helper-pin.problem');
  return {
    screen: 'helper-pin',
    heading: say('helper-pin.heading'),
    lead: [say('helper-pin.lead')],
    picture: null,
    keypad: secretKeypad(stage, 'helper', say('helper-pin.label'), problem),
    back: { type: 'CANCEL_STAFF' },
    offers: keypadOffers(stage, 'helper'),
  };
}

export function helperOffer({ say, visit }: Stage): Body<ViewOf<'helper-offer'>> {
  const name = visit?.helper?.name ?? '';
  return {
    screen: 'helper-offer',
    heading: say('helper-offer.heading', { name }),
    lead: [say('helper-offer.lead', { name }), say('helper-offer.sees')],
    picture: 'people',
    notices: [info(say('help.never'))],
    back: { type: 'DECLINE_HELP' },
    offers: [
      offer('main', 'accept-help', { type: 'ACCEPT_HELP' }, say('helper-offer.yes'), { look: 'primary' }),
      offer('main', 'decline-help', { type: 'DECLINE_HELP' }, say('helper-offer.no')),
    ],
  };
}
