/** Before and after a visit: attract, needs, before you start, practice, goodbye, out of order. */
import { languages } from '../../copy/words.ts';
import type { ViewOf } from '../../../preload/contract.ts';
import { languageOf, offer, primary, type Body, type Offer, type Stage } from './stage.ts';

function languageOffers({ place, language }: Stage, onChoose: (code: (typeof place.languages)[number]) => Offer['event']): Offer[] {
  return place.languages.map((code) =>
    offer('language', `language.${code}`, onChoose(code), languages[code].name, {
      look: 'plain',
      language: languageOf(code),
      on: code === language,
    }),
  );
}

export function attract(stage: Stage): Body<ViewOf<'attract'>> {
  const { say, place, language } = stage;
  return {
    screen: 'attract',
    heading: say('attract.heading'),
    lead: [say('attract.lead')],
    picture: 'welcome',
    notices: [
      { tone: 'urgent', heading: say('attract.urgent-heading'), text: say('attract.urgent') },
      { tone: 'info', heading: null, text: say('attract.desk', { desk: place.desk(language) }) },
    ],
    back: null,
    offers: [
      offer('main', 'start', { type: 'START' }, say('attract.start'), { ...primary, hint: say('attract.start-hint') }),
      ...languageOffers(stage, (language) => ({ type: 'START', language })),
      offer('need', 'needs', { type: 'START_NEEDS' }, say('attract.needs'), { icon: 'text' }),
      offer('need', 'practise', { type: 'PRACTISE' }, say('attract.practise'), { icon: 'person' }),
    ],
  };
}

export function needs(stage: Stage): Body<ViewOf<'needs'>> {
  const { say, context } = stage;
  const { settings } = context;
  const size = (textSize: typeof settings.textSize) =>
    offer('need', `text.${textSize}`, { type: 'SETTINGS', change: { textSize } }, say(`needs.text-${textSize}`), {
      icon: 'text',
      on: settings.textSize === textSize,
    });
  return {
    screen: 'needs',
    heading: say('needs.heading'),
    lead: [say('needs.lead')],
    picture: null,
    back: { type: 'CLOSE_NEEDS' },
    offers: [
      ...languageOffers(stage, (language) => ({ type: 'SETTINGS', change: { language } })),
      size('normal'),
      size('bigger'),
      size('biggest'),
      offer(
        'need',
        'contrast',
        { type: 'SETTINGS', change: { theme: settings.theme === 'contrast' ? 'standard' : 'contrast' } },
        say('needs.contrast'),
        { icon: 'contrast', on: settings.theme === 'contrast' },
      ),
      offer('need', 'low', { type: 'SETTINGS', change: { lowButtons: !settings.lowButtons } }, say('needs.low'), {
        icon: 'reach',
        hint: say('needs.low-hint'),
        on: settings.lowButtons,
      }),
      offer('need', 'sound', { type: 'SETTINGS', change: { sound: !settings.sound } }, say('needs.sound'), {
        icon: 'sound',
        hint: say('needs.sound-hint'),
        on: settings.sound,
      }),
      offer('main', 'done', { type: 'CLOSE_NEEDS' }, say('needs.done'), primary),
    ],
  };
}

export function before({ say, visit, mode }: Stage): Body<ViewOf<'before'>> {
  return {
    screen: 'before',
    heading: say('before.heading'),
    lead: [visit?.practice === true ? say('before.practice-need') : say('before.need'), say('before.see'), say('before.private')],
    picture: 'people',
    notices: [{ tone: 'info', heading: null, text: say('before.pressure') }],
    back: { type: 'BACK' },
    offers: [
      offer('main', 'continue', { type: 'CONTINUE' }, say('before.continue'), primary),
      offer('main', 'with-help', { type: 'CALL_HELP' }, say('before.with-help'), { icon: 'help', enabled: mode === 'alone' }),
    ],
  };
}

export function practicePeople({ say, place }: Stage): Body<ViewOf<'practice-people'>> {
  return {
    screen: 'practice-people',
    heading: say('practice-people.heading'),
    lead: [say('practice-people.lead', { pin: place.practice.pin })],
    picture: null,
    notices: [],
    back: { type: 'BACK' },
    offers: place.practice.people.map(({ id, name, about }) =>
      offer('card', `person.${id}`, { type: 'PICK_PRACTICE_PERSON', id }, name, { hint: about, icon: 'person' }),
    ),
  };
}

export function goodbye({ say }: Stage): Body<ViewOf<'goodbye'>> {
  const face = (opinion: 'happy' | 'neutral' | 'sad') =>
    offer('face', `face.${opinion}`, { type: 'OPINION', opinion }, say(`goodbye.${opinion}`), {
      look: 'plain',
      icon: `face-${opinion}`,
    });
  return {
    screen: 'goodbye',
    heading: say('goodbye.heading'),
    lead: [say('goodbye.lead'), say('goodbye.question')],
    picture: 'cleared',
    cleared: [say('goodbye.record'), say('goodbye.card'), say('goodbye.settings')],
    back: null,
    offers: [face('happy'), face('neutral'), face('sad'), offer('main', 'done', { type: 'NEXT' }, say('goodbye.done'), primary)],
  };
}

export function outOfOrder({ say, snapshot, place, language }: Stage): Body<ViewOf<'out-of-order'>> {
  const starting = snapshot.matches('boot');
  return {
    screen: 'out-of-order',
    heading: starting ? say('out-of-order.starting') : say('out-of-order.heading'),
    lead: starting ? [] : [say('out-of-order.lead'), say('out-of-order.else')],
    picture: starting ? 'waiting' : 'closed',
    notices: starting
      ? []
      : [
          { tone: 'info', heading: null, text: say('attract.desk', { desk: place.desk(language) }) },
          { tone: 'urgent', heading: say('attract.urgent-heading'), text: say('attract.urgent') },
        ],
    back: null,
    offers: [],
  };
}
