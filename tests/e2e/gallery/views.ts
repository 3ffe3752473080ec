/** Every screen by hand, with what makes it hard: many items, long words, all states, help, practice. */
import type { ItemView, LanguageCode, View, ViewOf } from '../../../preload/contract.ts';
import { broughtViews } from './brought-views.ts';
import { findingViews } from './finding-views.ts';
import { composedViews } from './composed-views.ts';
import { samplePaper } from './paper.ts';
import { act, around, detail, dock, frame, info, inside, keys, pinPad, primary, rec, say, tools, urgent, warning } from './sample-parts.ts';

const names: readonly (readonly [LanguageCode, string, 'ltr' | 'rtl'])[] = [
  ['en', 'English', 'ltr'], ['cy', 'Cymraeg', 'ltr'], ['pl', 'Polski', 'ltr'], ['ro', 'Română', 'ltr'], ['pa', 'ਪੰਜਾਬੀ', 'ltr'], ['ur', 'اردو', 'rtl'],
  ['bn', 'বাংলা', 'ltr'], ['gu', 'ગુજરાતી', 'ltr'], ['ar', 'العربية', 'rtl'], ['pt', 'Português', 'ltr'], ['es', 'Español', 'ltr'],
];
const languages = names.map(([code, label, dir]) =>
  act(`language.${code}`, 'language', label, { look: 'plain', language: { code, dir }, on: code === 'en' }));

const medicine = (id: number): ItemView => ({
  id: `m${id}`,
  plain: null,
  title: rec(`Metformin ${500 + id}mg modified-release tablets`),
  date: '3 June 2026',
  past: id % 5 === 4,
  details: [
    detail('How to take it', 'One tablet to be taken twice a day with food'),
    ...(id % 3 === 0 ? [detail('Supply', '56 tablets'), detail('Started', '12 March 2019'), detail('Recorded by', 'Dr B Sample, Riverside Medical Practice'), detail('Note', 'Review with the practice nurse in six months. Bloods before the review.')] : []),
  ],
  covered: false,
  summary: null,
});

const result = (id: string, summary: string | null, more: ItemView['details'] = []): ItemView => ({
  id,
  plain: rec('Average blood sugar over 3 months'),
  title: rec('Haemoglobin A1c level - IFCC standardised'),
  date: '3 June 2026',
  past: false,
  covered: false,
  summary,
  details: [detail('Result', '48 mmol/mol', true), ...more],
});

const section = (heading: string, over: Partial<ViewOf<'section'>>): ViewOf<'section'> => ({
  screen: 'section', ...inside, ...say(heading, [], null, [act('print', 'main', 'Print a summary', { icon: 'print' }), ...around]),
  notices: [info('Do you have a question about this? Your surgery can explain it.')],
  state: 'present', says: null, groups: [], narrative: [], at: null, ...over,
});

const cards: ViewOf<'record'>['cards'] = [
  { action: 'section.allergies', title: 'Allergies', says: '3 to read', state: 'present' },
  { action: 'section.medicines', title: 'Medicines', says: '245 to read 2 things are not shown here because your surgery has asked us not to.', state: 'present' },
  { action: 'section.results', title: 'Test results', says: '12 to read', state: 'present' },
  { action: 'section.conditions', title: 'Health conditions', says: 'We do not know. This part was not in the record that we got.', state: 'not-available' },
  { action: 'section.vaccinations', title: 'Vaccinations', says: 'Your surgery has recorded that there are none.', state: 'none-recorded' },
  { action: 'section.consultations', title: 'Visits and calls', says: 'Your surgery has not given you access to this part.', state: 'no-access' },
  { action: 'section.documents', title: 'Letters and documents', says: 'Your surgery has asked us not to show this part here.', state: 'withheld' },
  { action: 'section.procedures', title: 'Operations and procedures', says: 'Something went wrong, so we cannot show this part.', state: 'error' },
];
const record = (over: Partial<ViewOf<'record'>> = {}): ViewOf<'record'> => ({
  screen: 'record', ...inside,
  ...say('Your record', ['From Riverside Medical Practice, made on 3 June 2026.', 'Press one of the parts below to read it.'], null, [
    ...cards.map((card) => act(card.action, 'card', card.title)),
    act('print', 'main', 'Print a summary', { ...primary, icon: 'print' }), act('search', 'main', 'Search my record', { icon: 'search' }), act('changed', 'need', 'What is new?'), act('summary', 'need', 'One page'),
    act('questions', 'need', 'Questions to take with me'), act('wrong', 'need', 'Something is wrong or missing'), act('not-here', 'need', 'What is not here?'), ...around,
  ]),
  notices: [info('This may not be everything. Your surgery has your full record.')],
  cards, ...over,
});

const ticks = ['Allergies', 'Medicines', 'Test results', 'Health conditions', 'Vaccinations', 'Operations and procedures', 'Lifestyle', 'Care plan', 'Measurements', 'Past health conditions', 'Medical devices', 'Visits and calls', 'Letters and documents']
  .map((label, index) => act(`tick.${index}`, 'tick', label, { look: 'plain', on: index < 4 }));

export const gallery: Record<string, View> = {
  attract: {
    screen: 'attract', ...frame,
    ...say('See your GP health record here', ['It is free. Nothing is kept.'], 'welcome', [
      act('start', 'main', 'Start', { ...primary, hint: 'Touch here' }), ...languages,
      act('needs', 'need', 'I need bigger words, sound or lower buttons', { icon: 'text' }),
      act('practise', 'need', 'Practise with a made-up person', { icon: 'person' }),
    ]),
    notices: [urgent, info('Not sure? Ask at the desk by the door.')],
  },
  needs: {
    screen: 'needs', ...frame,
    ...say('What would help you?', ['Choose as many as you like. You can change them at any time.'], null, [
      ...languages,
      act('text.normal', 'need', 'Words this size', { icon: 'text', on: true }), act('text.bigger', 'need', 'Bigger words', { icon: 'text', on: false }),
      act('text.biggest', 'need', 'Biggest words', { icon: 'text', on: false }), act('contrast', 'need', 'White and yellow on black', { icon: 'contrast', on: false }),
      act('low', 'need', 'Lower buttons', { icon: 'reach', hint: 'If you are sitting or cannot reach up', on: false }),
      act('sound', 'need', 'Sound', { icon: 'sound', hint: 'A small sound when something happens', on: true }),
      act('done', 'main', 'Done', primary), ...around,
    ]),
  },
  before: {
    screen: 'before', ...frame,
    ...say('Before you start', ['You need your health record card and your PIN. Or your NHS number, your date of birth and your PIN.', 'You will see what your GP surgery has written about your health.', 'People behind you may see the screen. You can hide it at any time.'], 'people', [
      act('continue', 'main', 'Go on', primary), act('with-help', 'main', 'I would like someone to help me', { icon: 'help' }), ...around]),
    notices: [info('Is someone making you do this? Press Back. You can talk to your surgery on your own.')],
  },
  'practice-people': {
    screen: 'practice-people', ...frame, top: { ...frame.top, practice: 'PRACTICE: made-up person' },
    ...say('Choose a made-up person', ['Press a card, as if you held it to the reader. The practice PIN is 2468.'], null, [
      ...['Ada Example', 'Bartholomew Featherstonehaugh-Sample', 'Chandrika Practice', 'Dilwyn Trial'].map((name, index) =>
        act(`person.p${index}`, 'card', name, { hint: 'Takes one medicine, has had two vaccinations.', icon: 'person' })), ...around]),
    notices: [],
  },
  identify: {
    screen: 'identify', ...frame, readerReady: true, notices: [],
    ...say('Hold your card to the reader', ['Hold the code under the red light.'], 'hold-card', [act('type-number', 'main', 'I do not have a card', { hint: 'Type my NHS number', icon: 'number' }), ...around]),
  },
  'identify-tips': {
    screen: 'identify', ...frame, readerReady: false,
    notices: [warning('We did not catch that. Please hold it to the reader again.'), info('Move the card a little nearer or further away.'), info('Keep it flat and still.'), info('Wipe the code if it is dirty.')],
    ...say('Hold your card to the reader', ['Hold the code under the red light.'], 'hold-card', [act('type-number', 'main', 'I do not have a card', { hint: 'Type my NHS number', icon: 'number' }), ...around]),
  },
  declined: {
    screen: 'declined', ...frame, notices: [],
    ...say('That is something else', ['This is a prescription. Give it to the pharmacist.', 'We have not kept it.'], 'sorry', [act('again', 'main', 'Try another card', primary), act('type-number', 'main', 'I do not have a card', { hint: 'Type my NHS number', icon: 'number' }), ...around]),
  },
  number: {
    screen: 'number', ...frame, notices: [],
    ...say('Type your NHS number', ['It has 10 digits. You can find it on a letter or a prescription from the NHS.'], null, [...keys(), ...around]),
    keypad: { label: 'Your NHS number', shown: '999 123 4568', spoken: '999 123 4568', secret: false, entered: 10, length: { min: 10, max: 10 }, error: 'That is not quite an NHS number. Please check each digit.' },
  },
  'birth-date': {
    screen: 'birth-date', ...frame, notices: [],
    ...say('Type your date of birth', ['Day, month and year, like 06 08 1948.'], null, [...keys(), ...around]),
    keypad: { label: 'Your date of birth', shown: '06 08', spoken: '06 08', secret: false, entered: 4, length: { min: 8, max: 8 }, error: null },
  },
  pin: {
    screen: 'pin', ...frame, notices: [info('Forgotten it? Your surgery can give you a new PIN. Bring something that shows who you are.')],
    ...say('Type your PIN', ['Only you should see this. Ask people to look away.', 'Your PIN has 4 to 8 numbers.'], 'private', [...keys(), ...around]), keypad: pinPad(2),
  },
  'pin-helped': {
    screen: 'pin', ...frame, helpBanner: { text: 'Sam is helping you. Your health details are hidden.', stop: 'stop-help' },
    notices: [warning('Sam, please look away now.'), info('Forgotten it? Your surgery can give you a new PIN. Bring something that shows who you are.')],
    ...say('Type your PIN', ['Only you should see this. Ask people to look away.', 'Your PIN has 4 to 8 numbers.'], 'private', [...keys(), ...around, act('stop-help', 'silent', 'Stop help')]), keypad: pinPad(0),
  },
  ...findingViews,
  ...broughtViews,
  wait: {
    screen: 'wait', ...frame, slow: true,
    ...say('Getting your record', ['We are asking for it now.', 'This is taking longer than usual. You can wait or stop.'], 'waiting', [act('stop', 'main', 'Stop'), ...around]),
  },
  'not-matched': {
    screen: 'not-matched', ...frame, notices: [info('Your surgery can also show you your record. Call Riverside Medical Practice, or go in.')],
    ...say('That did not match', ['Something did not match, so we cannot show anything.', 'You can try 2 more times.'], 'sorry', [act('again', 'main', 'Try again', primary), ...around]),
  },
  confirm: {
    screen: 'confirm', ...frame, initials: 'AE', yearOfBirth: '1948',
    ...say('Is this you?', ['Your initials', 'The year you were born'], null, [act('yes', 'main', 'Yes, this is me', primary), act('no', 'main', 'No, this is not me'), ...dock(false), ...tools]),
  },
  'no-record': {
    screen: 'no-record', ...inside, notices: [],
    ...say('We could not get your record', ['The place that keeps it is not answering just now. Your record is safe.', 'You can try again, or ask your surgery. Call Riverside Medical Practice, or go in.'], 'sorry', [act('again', 'main', 'Try again', primary), ...around]),
  },
  record: record(),
  'record-warned': record({
    notices: [warning('Your record is still moving from your last surgery. Older things may be missing.'), info('This may not be everything. Your surgery has your full record.')],
    top: { ...inside.top, practice: 'PRACTICE: made-up person' },
  }),
  'record-guided': record({
    helpBanner: { text: 'Sam is helping you. Your health details are hidden.', stop: 'stop-help' },
    actions: [...record().actions, act('stop-help', 'silent', 'Stop help')],
    cards: cards.map((card) => ({ ...card, says: 'Hidden while Sam helps you', state: 'hidden' as const })),
  }),
  'section-medicines': section('Medicines', {
    groups: [
      { heading: 'Now', note: null, items: Array.from({ length: 245 }, (_, id) => medicine(id)).filter((item) => !item.past) },
      { heading: 'Stopped', note: null, items: Array.from({ length: 245 }, (_, id) => medicine(id)).filter((item) => item.past) },
    ],
  }),
  'section-results': section('Test results', {
    notices: [info('Outside the range may not be a problem. Inside it does not rule one out. Ask your surgery what it means for you.'), info('Do you have a question about this? Your surgery can explain it.')],
    groups: [{ heading: null, note: null, items: [result('r1', 'Above the laboratory\'s range', [detail('Status', 'amended'), detail('The laboratory says', 'High'), detail('Note', 'As expected. Keep on with the same tablets. Next test in 6 months.')]), result('r2', null), { ...result('r3', null), plain: null, title: rec('Something private, or hard to read'), covered: true, details: [] }] }],
    actions: [...['r1', 'r2'].map((id) => act(`item.${id}`, 'item', 'See this result')), act('item.r3', 'item', 'Ask me, then show it'), act('print', 'main', 'Print a summary', { icon: 'print' }), ...around],
  }),
  ...composedViews,
  'section-one': section('Allergies', {
    groups: [{ heading: null, note: null, items: [{ id: 'a1', plain: null, title: rec('Allergy to penicillin'), date: '2011', past: false, details: [detail('Reaction', 'Rash all over'), detail('How sure', 'Confirmed')], covered: false, summary: null }] }],
  }),
  'section-explained': section('Health conditions', {
    groups: [{ heading: null, note: null, items: [
      { id: 'c1', plain: rec('High blood pressure'), title: rec('Essential hypertension'), date: '6 August 2018', past: false, details: [detail('What it is', 'The pressure of the blood in your arteries is higher than usual. It often has no signs.'), detail('Started', 'August 2018'), detail('Recorded by', 'Dr B Sample, Riverside Medical Practice')], covered: false, summary: null },
      { id: 'c2', plain: rec('A lung condition that makes it harder to breathe out'), title: rec('Chronic obstructive pulmonary disease'), date: '2020', past: false, details: [detail('What it is', 'A group of lung conditions that make it harder to breathe out. The airways are narrow or the lungs are damaged.'), detail('How sure', 'Confirmed'), detail('Started', '2020'), detail('Recorded by', 'Dr B Sample, Riverside Medical Practice'), detail('Note', 'Review every year.')], covered: false, summary: null },
      { id: 'c3', plain: null, title: rec('Disorder of unspecified body system'), date: 'Date not recorded', past: false, details: [], covered: false, summary: null },
    ] }],
  }),
  'section-unknown': section('Health conditions', { state: 'not-available', says: 'We do not know. This part was not in the record that we got.' }),
  'section-long': section('Letters and documents', {
    notices: [warning('1 thing could not be shown. Ask your surgery about it.')],
    groups: [{ heading: null, note: null, items: [{ id: 'd1', plain: rec('A letter'), title: rec('Clinic letter'), date: 'Date not recorded', past: false, details: [detail('Text', 'Thank you for seeing this pleasant lady. '.repeat(90).trim())], covered: false, summary: null }] }],
    narrative: [rec('Podsumowanie leczenia szpitalnego pacjentki z przewlekłą niewydolnością serca i cukrzycą typu drugiego. '.repeat(20).trim(), false, 'pl')],
  }),
  'section-guided': section('Medicines', {
    state: 'hidden', says: 'Hidden while Sam helps you', helpBanner: { text: 'Sam is helping you. Your health details are hidden.', stop: 'stop-help' },
    notices: [info('Hidden while Sam helps you. Only you should press the button to show it.')],
    actions: [act('show-section', 'main', 'Show this part to Sam', primary), ...around, act('stop-help', 'silent', 'Stop help')],
  }),
  'not-here': {
    screen: 'not-here', ...inside,
    notices: [
      warning('Your record is still moving from your last surgery. Older things may be missing.'),
      info('Care plan, Medical devices, Wishes for future care.', 'We do not know about these. They were not in the record that we got'), info('Visits and calls.', 'Your surgery has not given you access to these'),
      info("Letters and results are here only if the hospital sent them. Ask the hospital's records department for the rest.", 'Hospitals'), info('They keep their own records. Ask them.', 'Dentists and opticians'),
      info('Medicines from a shop, vitamins and herbs are not here. Tell your surgery or pharmacist about them.', 'Things that you bought yourself'), info('They may be on paper, or still with a surgery that you left. Ask your surgery.', 'Older notes'),
      info('You have the right to ask to see all that is kept about you. It is usually free. Call Riverside Surgery on 0113 496 0000, or go in.', 'You may have a copy'),
    ],
    ...say('What is not here?', ['Your surgery keeps this record. Others keep records of their own.'], null, [act('wrong', 'main', 'Something is wrong or missing'), ...around]),
  },
  slip: {
    screen: 'slip', ...inside, notices: [info('This paper is about your health. Keep it safe.')], paper: samplePaper(), length: 'About 30 cm of paper',
    ...say('Your paper', ['Choose what to print. The picture shows just what will come out.'], null, [...ticks, act('large', 'tick', 'Large print', { look: 'plain', on: false, icon: 'text' }), act('print', 'main', 'Print', { ...primary, icon: 'print' }), ...around]),
  },
  'slip-drawing': {
    screen: 'slip', ...inside, notices: [warning('The printer has no paper. Please ask someone here for more.'), info('This paper is about your health. Keep it safe.')], paper: null, length: 'Making your paper',
    ...say('Your paper', ['Choose what to print. The picture shows just what will come out.'], null, [...ticks, act('print', 'main', 'Print', { ...primary, icon: 'print', enabled: false }), ...around]),
  },
  printing: {
    screen: 'printing', ...inside, paper: samplePaper(), progress: 0.62,
    ...say('Printing your paper', ['It comes out of the slot below.'], 'printing', [...dock(false), ...tools]),
  },
  ...Object.fromEntries((['paper-out', 'cover-open', 'failed', 'unknown'] as const).map((trouble): [string, ViewOf<'print-trouble'>] => [`print-trouble-${trouble}`, {
    screen: 'print-trouble', ...inside, trouble,
    notices: [warning('The printer has no paper. Please ask someone here for more.')],
    ...say({ 'paper-out': 'The paper has run out', 'cover-open': 'The printer\'s cover is open', failed: 'Your paper did not print', unknown: 'It may or may not have printed' }[trouble],
      ['Your place is kept. Ask someone here for help with the printer.', 'It goes on by itself when the printer is ready.'],
      ({ 'paper-out': 'paper-out', 'cover-open': 'cover-open', failed: 'sorry', unknown: 'printer-stuck' } as const)[trouble],
      trouble === 'unknown'
        ? [act('got-it', 'main', 'Yes, I have my paper', primary), act('reprint', 'main', 'No, print it again'), act('leave', 'main', 'Go on without paper'), ...around]
        : [act('again', 'main', 'Print now', { ...primary, enabled: trouble === 'failed' }), act('leave', 'main', 'Go on without paper'), ...around]),
  }])),
  'take-paper': {
    screen: 'take-paper', ...inside,
    ...say('Take your paper', ['And your card, if you have one.', 'It is private. Please do not leave it here.'], 'take-paper', [act('taken', 'main', 'I have my paper', primary), ...around]),
  },
  goodbye: {
    screen: 'goodbye', ...frame, cleared: ['Your record is gone from this screen', 'Your card and PIN are forgotten', 'The screen is ready for the next person'],
    ...say('Cleared. Nothing is kept.', ['Do you have your card and your paper?', 'How was it?'], 'cleared', [
      act('face.happy', 'face', 'Good', { look: 'plain', icon: 'face-happy' }), act('face.neutral', 'face', 'All right', { look: 'plain', icon: 'face-neutral' }), act('face.sad', 'face', 'Not good', { look: 'plain', icon: 'face-sad' }),
      act('done', 'main', 'Done', primary)]),
  },
  'still-there': {
    screen: 'still-there', ...frame, seconds: 60,
    ...say('Are you still there?', ['Your record is hidden. In one minute everything will be cleared.'], 'people', [act('stay', 'main', 'I am still here', primary), ...dock(false)]),
  },
  hidden: {
    screen: 'hidden', ...frame, keypad: null,
    ...say('The screen is hidden', ['Press the button, or hold your card to the reader, to go on.'], 'hidden', [act('show', 'main', 'Show again', primary), ...dock(false)]),
  },
  'hidden-locked': {
    screen: 'hidden', ...frame, keypad: pinPad(1, 'That did not match. Please try again.'),
    ...say('The screen is hidden', ['It has been hidden for a while. Type your PIN to go on.'], 'hidden', [...keys(), ...dock(false)]),
  },
  'finish-question': {
    screen: 'finish-question', ...inside,
    ...say('Finish and clear everything?', ['Your record and all that you chose are wiped from here. Nothing is kept, and nothing prints later.'], null, [act('finish-yes', 'main', 'Yes, finish and clear', { look: 'danger' }), act('finish-no', 'main', 'No, go on'), ...around]),
  },
  help: {
    screen: 'help', ...inside,
    notices: [info('Helpers can show you how this works. They cannot explain what your record means.'), warning('Never tell anyone your PIN. Not even a helper.'), { ...urgent, text: 'For what your record means, ask your surgery. For urgent advice call 111. In an emergency call 999.' }],
    ...say('Get help', ['Ask at the desk by the door.', 'A volunteer can join you here. They hold their badge to the reader. You decide what they see.'], 'help', [act('close-help', 'main', 'Go on', primary), ...around]),
  },
  'helper-pin': {
    screen: 'helper-pin', ...frame, ...say('Helper: type your PIN', ['The person you help decides what you can see.'], null, [...keys(), ...around]), keypad: { ...pinPad(4), label: 'Helper\'s PIN', length: { min: 4, max: 4 } },
  },
  'helper-offer': {
    screen: 'helper-offer', ...inside, notices: [info('Never tell anyone your PIN. Not even a helper.')],
    ...say('Sam would like to help you', ['Sam is a volunteer here.', 'Your health details stay hidden. You can show one part at a time, if you want.'], 'people', [act('accept-help', 'main', 'Yes, but hide my details', primary), act('decline-help', 'main', 'No, thank you'), ...around]),
  },
  'out-of-order': {
    screen: 'out-of-order', ...frame, notices: [info('Not sure? Ask at the desk by the door.'), urgent],
    ...say('Sorry, this is not working just now', ['The people who look after it can see that. Nothing of yours was kept.', 'You can see your record at your surgery, or with the NHS App.'], 'closed', []),
  },
  'service-pin': {
    screen: 'service-pin', ...frame, ...say('Staff: type your PIN', ['This opens the service page. No records can be seen from there.'], null, [...keys(), act('cancel', 'main', 'Stop')]), keypad: { ...pinPad(0), label: 'Staff PIN' },
  },
  service: {
    screen: 'service', ...frame,
    ...say('Service', ['How this kiosk is doing. Nothing here is about a person.'], null, [
      act('readiness', 'item', 'Is all ready?'), act('try-reader', 'item', 'Try the reader'), act('test-slip', 'item', 'Print a test slip'), act('measure', 'item', 'Measure the screen'),
      act('open', 'main', 'Open this kiosk again', primary),
    ]),
    tiles: [
      { name: 'Card reader', state: 'good', says: 'Ready' }, { name: 'Printer', state: 'bad', says: 'The cutter is stuck.' },
      { name: 'Words', state: 'warning', says: '11 languages. English was written here. A native speaker has not yet checked the others.' },
    ],
  },
  'reader-test': {
    screen: 'reader-test', ...frame,
    ...say('Try the reader', ['Hold any card or code to the reader. What it is will be shown, and nothing of what it says.'], 'hold-card', [act('done', 'main', 'Back to the service page', primary)]),
    tiles: [{ name: 'Card reader', state: 'good', says: 'Ready' }, { name: 'Read last', state: 'good', says: 'A code that this kiosk does not know. It was read without a fault.' }],
  },
  'printer-test': {
    screen: 'printer-test', ...frame,
    ...say('Test the printer', [], null, [act('again', 'main', 'Print it again'), act('done', 'main', 'Back to the service page', primary)]),
    notices: [info('Printed. The printer has said so itself. Look at the paper: the frame must be whole and all letters sharp.')],
    paper: samplePaper(),
  },
  'screen-test': {
    screen: 'screen-test', ...frame,
    ...say('Measure the screen', ['Hold a bank card flat against the glass, on the frame. Make the frame larger or smaller until it is as large as the card.', 'Then measure from the floor to the lower edge of the glass. Buttons come down to where a hand reaches sitting down.'], null, [
      ...['Much larger', 'A little larger', 'A little smaller', 'Much smaller', 'Glass 10 cm higher', 'Glass 1 cm higher', 'Glass 1 cm lower', 'Glass 10 cm lower'].map((label, place) => act(`measure.a${place}`, 'item', label)),
      act('keep', 'main', 'Keep this', primary), act('done', 'main', 'Back to the service page'),
    ]),
    notices: [info('One dot is 0.274 mm wide.'), info('The glass begins 80 cm above the floor.')],
  },
  readiness: {
    screen: 'readiness', ...frame,
    ...say('Is all ready?', ['2 things to look at.'], null, [act('print', 'main', 'Print this list', { icon: 'print' }), act('again', 'main', 'Look again'), act('done', 'main', 'Back to the service page', primary)]),
    tiles: [
      { name: 'plain words', state: 'warning', says: '1700 of 1700 entries are not yet clinically reviewed. They are shown here, as this site asks.' },
      { name: 'last print', state: 'warning', says: 'Receipt 7K2M, 14 minutes ago: unknown' },
      { name: 'Card reader', state: 'good', says: 'Ready' }, { name: 'Printer', state: 'good', says: 'Ready' },
      { name: 'audit trail', state: 'good', says: 'It can be read and written' }, { name: 'register', state: 'good', says: 'It answers' },
      { name: 'card keys', state: 'good', says: 'surgery-2026-1' }, { name: 'fonts', state: 'good', says: '6 font families, and the drawing library loads' },
      { name: 'audit folder', state: 'good', says: '/var/lib/alongside can be written; 48211 MB are free' },
    ],
  },
};
