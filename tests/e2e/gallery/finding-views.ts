/** Finding one's way in the record, by hand: letters and what they find, long and short. */
import type { View, ViewOf } from '../../../preload/contract.ts';
import { act, around, detail, info, inside, primary, rec, say, warning } from './sample-parts.ts';

const letters = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const keyboard = [
  ...letters.flatMap((row, place) => [...row].map((letter) => act(`letter.row${place}.${letter}`, 'keyboard', letter, { look: 'plain', keys: [letter] }))),
  act('space', 'keyboard', 'Space', { look: 'plain' }), act('clear', 'keyboard', 'Clear', { look: 'plain' }), act('delete', 'keyboard', 'Delete', { look: 'plain' }),
];
const typed = (shown: string): ViewOf<'search'>['keypad'] => ({ label: 'Letters to look for', shown, spoken: shown, secret: false, entered: shown.length, length: { min: 0, max: 24 }, error: null });

const hit = (id: string, title: string, plain: string | null, date: string | null) => ({ action: `hit.${id}`, plain, title: rec(title), where: null, date });
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

const newest: ViewOf<'changed'>['groups'] = [
  { heading: 'Since 22 August 2026', hits: [
    { ...hit('c1', 'Haemoglobin A1c level - IFCC standardised', 'Average blood sugar over 3 months', '3 November 2026'), where: 'Test results' },
    { ...hit('c2', 'Amoxicillin 500mg capsules', null, '12 October 2026'), where: 'Medicines' },
    { ...hit('c3', 'Something private. Press to go there.', null, null), where: 'Health conditions' },
    { ...hit('c4', 'Discharge summary from Leeds General Infirmary, Department of Gastroenterology', null, '1 September 2026'), where: 'Letters and documents' },
  ] },
  { heading: 'May be since then', hits: [{ ...hit('c5', 'Influenza split virion inactivated vaccine', 'A flu vaccine', '2026'), where: 'Vaccinations' }] },
];
const changed = (over: Partial<ViewOf<'changed'>>, found = newest): ViewOf<'changed'> => ({
  screen: 'changed', ...inside,
  ...say('What is new in your record?', ['This goes by the date that was written beside each thing. Press one to see it.'], null, [
    act('period.month', 'filter', 'Last month', { on: false }), act('period.quarter', 'filter', 'Last 3 months', { on: true }), act('period.year', 'filter', 'Last year', { on: false }),
    ...found.flatMap((group) => group.hits).map((one) => act(one.action, 'item', (one.plain ?? one.title.text).slice(0, 200))), ...around,
  ]),
  notices: [info('Only a month or a year was written beside some, so they may be since then or not: 1 thing.'), info('Some have no date that we can read, so they are not in this list: 12 things.')],
  says: 'Since 22 August 2026: 5 things', groups: found, ...over,
});

const questions = { 'About anything': ['What happens next, and when?', 'What can I do myself?', 'Who do I call if I am worried?', 'Can you say it again in plain words?'], 'About a medicine': ['What is this medicine for?', 'How and when do I take it?', 'How long do I need it?', 'What side effects should I look out for?', 'Do my medicines go together?'], 'About a test result': ['What does this result mean for me?', 'Do I need this test again, and when?'] };
const tick = (id: string, label: string, on: boolean) => act(id, 'tick', label, { look: 'plain', on });
const questionId = (topic: number, place: number) => `question.${topic}-${place}`;
const kinds = ['This is not about me', 'This is wrong', 'This is out of date', 'Something is missing', 'I do not understand this'].map((label, place) => tick(`wrong.${place}`, label, place === 1));
const which = [{ heading: 'Medicines', hits: [hit('wrong.none', 'It is not in this list, or it is about all of it', null, null), ...(groups[0]?.hits ?? [])] }];

const summaryItem = (id: string, plain: string | null, title: string, details: ReturnType<typeof detail>[]) => ({ id, plain: plain === null ? null : rec(plain), title: rec(title), date: '3 June 2026', details });

export const findingViews: Record<string, View> = {
  changed: changed({}),
  'changed-nothing': changed({ says: 'Nothing in this record has a date since 22 August 2026. Something newer may not have come here yet.', groups: [], notices: [] }, []),
  summary: {
    screen: 'summary', ...inside,
    ...say('Your record on one page', ['This is what another surgery or a hospital asks first. It is not everything.'], null, [act('print-page', 'main', 'Print this page', { ...primary, icon: 'print' }), ...around]),
    notices: [warning('Your record is still moving from your last surgery. Older things may be missing.'), info('Not on this page: Vaccinations (12), Letters and documents (4), Visits and calls (245).'), info('This may not be everything. Your surgery has your full record.')],
    parts: [
      { heading: 'Allergies', state: 'not-available', says: 'We do not know. This part was not in the record that we got.', items: [], leftOut: [] },
      { heading: 'Medicines', state: 'present', says: null, items: [summaryItem('m1', null, 'Metformin 500mg modified-release tablets', [detail('How to take it', 'One tablet to be taken twice a day with food'), detail('What it is for', 'Type 2 diabetes')]), summaryItem('m2', null, 'Ramipril 5mg capsules', [detail('How to take it', 'One to be taken each morning')])], leftOut: ['In the past, so not on this page: 14 things.', 'Private, so not on this page: 1 thing.'] },
      { heading: 'Health conditions', state: 'none-recorded', says: 'Your surgery has recorded that there are none.', items: [], leftOut: [] },
      { heading: 'Test results', state: 'present', says: null, items: [summaryItem('r1', 'Average blood sugar over 3 months', 'Haemoglobin A1c level - IFCC standardised', [detail('Result', '48 mmol/mol', true), detail("Laboratory's range", '20 to 42 mmol/mol', true)])], leftOut: ['Older results or other tests, not on this page: 187 things.'] },
    ],
  },
  questions: {
    screen: 'questions', ...inside,
    ...say('What do you want to ask?', ['Tick what you want to ask your surgery. It goes on your paper, with room to write.'], null, [
      ...Object.values(questions).flatMap((labels, topic) => labels.map((label, place) => tick(questionId(topic, place), label, place === 0))), act('to-paper', 'main', 'Put them on my paper', { ...primary, icon: 'print' }), ...around,
    ]),
    notices: [info('Your questions are on your paper only. They are not sent and not kept.')],
    groups: Object.entries(questions).map(([heading, labels], topic) => ({ heading, actions: labels.map((_, place) => questionId(topic, place)) })),
  },
  'wrong-which': {
    screen: 'wrong-which', ...inside,
    ...say('What looks wrong?', ['Press the thing that it is about.'], null, [...which.flatMap((group) => group.hits).map((one) => act(one.action, 'item', (one.plain ?? one.title.text).slice(0, 200))), ...around]),
    notices: [], groups: which,
  },
  wrong: {
    screen: 'wrong', ...inside,
    ...say('What should your surgery look at?', ['Tick what fits. You get a paper to hand in at your surgery, with room to write.'], null, [...kinds, act('to-paper', 'main', 'Make the paper', { ...primary, icon: 'print' }), ...around]),
    notices: [info('This kiosk changes nothing in your record. It sends nothing and keeps nothing.')],
    about: { title: rec('Metoclopramide hydrochloride 10mg tablets'), under: 'Medicines. 12 March 2019' },
  },
  'search-start': search({}),
  'search-nothing': search({ keypad: typed('zebra'), says: 'Nothing in this record has these letters. It may be under another name, or not here.' }),
  'search-found': search({ keypad: typed('met'), says: 'Found: 6 things', groups }, [...keyboard, ...hits, ...around]),
  'search-helped': search(
    { keypad: null, lead: [], notices: [info('Searching waits while Sam helps you. Press Stop help to search on your own.')], says: 'Hidden while Sam helps you', helpBanner: { text: 'Sam is helping you. Your details are hidden.', stop: 'stop-help' } },
    [...around, act('stop-help', 'silent', 'Stop help')],
  ),
};
