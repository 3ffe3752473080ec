/** Finding one's way in the record, by hand: letters and what they find, long and short. */
import type { View, ViewOf } from '../../../preload/contract.ts';
import { act, around, info, inside, rec, say } from './sample-parts.ts';

const letters = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const keyboard = [
  ...letters.flatMap((row, place) => [...row].map((letter) => act(`letter.row${place}.${letter}`, 'keyboard', letter, { look: 'plain', keys: [letter] }))),
  act('space', 'keyboard', 'Space', { look: 'plain' }), act('clear', 'keyboard', 'Clear', { look: 'plain' }), act('delete', 'keyboard', 'Delete', { look: 'plain' }),
];
const typed = (shown: string): ViewOf<'search'>['keypad'] => ({ label: 'Letters to look for', shown, spoken: shown, secret: false, entered: shown.length, length: { min: 0, max: 24 }, error: null });

const hit = (id: string, title: string, plain: string | null, date: string | null) => ({ action: `hit.${id}`, plain, title: rec(title), date });
const groups: ViewOf<'search'>['groups'] = [
  { heading: 'Medicines', hits: [hit('m1', 'Metformin 500mg modified-release tablets', null, '3 June 2026'), hit('m2', 'Metoclopramide hydrochloride 10mg tablets', 'A medicine for feeling sick', 'Date not recorded')] },
  { heading: 'Test results', hits: [hit('r1', 'Plasma metanephrine level', null, '2025'), hit('r2', 'Methicillin resistant Staphylococcus aureus screening of nasal swab', 'A test for germs in the nose', '12 March 2019'), hit('r3', 'Urine metabolic screening', null, 'May 2018')] },
  { heading: 'Health conditions', hits: [hit('private.conditions', 'Something private. Press to go there.', null, null)] },
];
const hits = groups.flatMap((group) => group.hits).map((one) => act(one.action, 'item', (one.plain ?? one.title.text).slice(0, 200)));

const search = (over: Partial<ViewOf<'search'>>, actions = [...keyboard, ...around]): ViewOf<'search'> => ({
  screen: 'search', ...inside, ...say('Search your record', ['Type the first letters of a word, like a medicine, a test or an illness.'], null, actions),
  notices: [], keypad: typed(''), says: 'What you find shows here.', groups: [], ...over,
});

export const findingViews: Record<string, View> = {
  'search-start': search({}),
  'search-nothing': search({ keypad: typed('zebra'), says: 'Nothing in this record has these letters. It may be under another name, or not here.' }),
  'search-found': search({ keypad: typed('met'), says: 'Found: 6 things', groups }, [...keyboard, ...hits, ...around]),
  'search-helped': search(
    { keypad: null, lead: [], notices: [info('Searching waits while Sam helps you. Press Stop help to search on your own.')], says: 'Hidden while Sam helps you', helpBanner: { text: 'Sam is helping you. Your details are hidden.', stop: 'stop-help' } },
    [...around, act('stop-help', 'silent', 'Stop help')],
  ),
};
