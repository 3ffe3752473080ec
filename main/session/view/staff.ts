/** The service page: devices and their state. No record can be reached from here. */
import type { ViewOf } from '../../../preload/contract.ts';
import { unreviewedLanguages } from '../../copy/words.ts';
import { keypadOffers, secretKeypad } from './keypad.ts';
import { offer, primary, type Body, type Stage } from './stage.ts';

export function servicePin(stage: Stage): Body<ViewOf<'service-pin'>> {
  const { say, context } = stage;
  const problem = context.staff?.refusal == null ? null : say('service-pin.problem');
  return {
    screen: 'service-pin',
    heading: say('service-pin.heading'),
    lead: [say('service-pin.lead')],
    picture: null,
    keypad: secretKeypad(stage, 'service', say('service-pin.label'), problem),
    back: { type: 'CANCEL_STAFF' },
    offers: [...keypadOffers(stage, 'service'), offer('main', 'cancel', { type: 'CANCEL_STAFF' }, say('service-pin.cancel'))],
  };
}

export function service(stage: Stage): Body<ViewOf<'service'>> {
  const { say, context, place } = stage;
  const { printer, outOfServiceWhy } = context;
  const unreviewed = place.languages.some((one) => unreviewedLanguages.includes(one));
  return {
    screen: 'service',
    heading: say('service.heading'),
    lead: [say('service.lead')],
    picture: null,
    tiles: [
      readerTile(stage),
      {
        name: say('service.printer'),
        state: printer === 'ready' ? 'good' : printer === 'paper-low' || printer === 'too-hot' ? 'warning' : 'bad',
        says: say(`service.printer-state.${printer}`),
      },
      {
        name: say('service.words'),
        state: unreviewed ? 'warning' : 'good',
        says:
          unreviewed
            ? say('service.words-state', { count: place.languages.length })
            : say('service.words-state-one'),
      },
      {
        name: say('service.glossary'),
        state: place.glossary.notReviewed > 0 ? 'warning' : 'good',
        says: say(
          place.glossary.notReviewed === 0 ? 'service.glossary-state-good' : place.glossary.shown ? 'service.glossary-state' : 'service.glossary-state-hidden',
          { entries: place.glossary.entries, notReviewed: place.glossary.notReviewed },
        ),
      },
    ],
    back: null,
    offers:
      outOfServiceWhy === 'staff'
        ? [offer('main', 'open', { type: 'OPEN_KIOSK' }, say('service.open-kiosk'), primary)]
        : [
            offer('main', 'close', { type: 'CLOSE_SERVICE' }, say('service.close'), primary),
            offer('main', 'close-kiosk', { type: 'CLOSE_KIOSK' }, say('service.close-kiosk'), { look: 'danger' }),
          ],
  };
}

/** A reader in the wrong mode is put right by scanning one barcode of its maker's guide: it says which. */
function readerTile({ say, context: { reader, readerFound } }: Stage): ViewOf<'service'>['tiles'][number] {
  const says = [say(`service.reader-state.${reader}`)];
  if (reader === 'wrong-mode' && readerFound !== null) {
    const { mode, maker, setupCode } = readerFound;
    const setup = maker === null ? say('service.reader-found.setup', { code: setupCode }) : say('service.reader-found.setup-maker', { maker, code: setupCode });
    says.splice(0, 1, say(`service.reader-found.${mode}`), setup);
  }
  return {
    name: say('service.reader'),
    state: reader === 'ready' ? 'good' : reader === 'keyboard-mode' ? 'warning' : 'bad',
    says: says.join(' '),
  };
}
