/** What people bring along: a health card, a shared record with a passcode, a login of their own. */
import type { Action, Keypad, Notice, View, ViewOf } from '../../../preload/contract.ts';
import { act, around, detail, frame, info, primary, rec, say, warning } from './sample-parts.ts';

/** As main composes it: what is offered changes with Capitals, and at the greatest length nothing more is taken. */
const letterRows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '-_.@#!'] as const;
const letterNames: Readonly<Record<string, string>> = { '-': 'dash', _: 'underscore', '.': 'dot', '@': 'at', '#': 'hash', '!': 'mark' };
const keyboard = (capitals: boolean, full = false, name = 'Capitals'): Action[] => [
  ...letterRows.flatMap((row, place) => [...row].map((letter) => {
    const sign = capitals ? letter.toUpperCase() : letter;
    return act(`letter.row${place}.${letterNames[letter] ?? letter}`, 'keyboard', sign, { look: 'plain', enabled: !full, keys: [sign] });
  })),
  ...letterRows.flatMap((row) => [...row].filter((letter) => letter !== letter.toUpperCase()).map((letter) => {
    const sign = capitals ? letter : letter.toUpperCase();
    return act(`letter.shifted.${letter}`, 'silent', sign, { look: 'plain', enabled: !full, keys: [sign] });
  })),
  act('capitals', 'keyboard', name, { look: 'plain', on: capitals }),
  act('clear', 'keyboard', 'Clear', { look: 'plain', keys: ['Escape'] }),
  act('delete', 'keyboard', 'Delete', { look: 'plain', keys: ['Backspace'] }),
  act('next', 'main', 'Next', { ...primary, keys: ['Enter'] }),
];
const passcode = (typed: string, error: string | null = null): Keypad => ({
  label: 'Passcode', shown: typed, spoken: typed, secret: false, entered: typed.length, length: { min: 1, max: 64 }, error,
});

const statement = (facts: ViewOf<'statement'>['facts'], ...more: Notice[]): ViewOf<'statement'> => ({
  screen: 'statement', ...frame, facts,
  notices: [info('This is only what the card says. It is not your whole record.'), info('We could not check whether it was taken back since.'), ...more],
  ...say('What your health card says', ['Checked: Riverside Vaccination Service made this card on 2 April 2021.', 'It is about Ada Example.'], null, around),
});

export const broughtViews: Record<string, View> = {
  passcode: {
    screen: 'passcode', ...frame, notices: [info('It came with the code, or in a message of its own. It is not your PIN.')],
    ...say('Type the passcode', ['Whoever shared this record gave it a passcode.'], null, [...keyboard(false), ...around]), keypad: passcode('riversid'),
  },
  'passcode-capitals': {
    screen: 'passcode', ...frame, notices: [info('It came with the code, or in a message of its own. It is not your PIN.')],
    ...say('Type the passcode', ['For the shared record called: Ada Example\'s hospital summary'], null, [...keyboard(true), ...around]), keypad: passcode('', 'That passcode did not match. You can try 2 more times.'),
  },
  /** At its greatest length, beside the longest word that Capitals has in any language: the Welsh one. */
  'passcode-full': {
    screen: 'passcode', ...frame, notices: [info('It came with the code, or in a message of its own. It is not your PIN.')],
    ...say('Type the passcode', ['Whoever shared this record gave it a passcode.'], null, [...keyboard(false, true, 'Priflythrennau'), ...around]), keypad: passcode('WWWW-mmmm'.repeat(8).slice(0, 64)),
  },
  'link-trouble': {
    screen: 'link-trouble', ...frame, notices: [],
    ...say('We could not open the shared record', ['The place that keeps it is busy just now.', 'Please wait about 2 minutes, then try again.', 'Ask whoever shared it with you, or ask your surgery.'], 'sorry', [act('again', 'main', 'Try again', { ...primary, keys: ['Enter'] }), ...around]),
  },
  'link-over': {
    screen: 'link-trouble', ...frame, notices: [],
    ...say('We could not open the shared record', ['It is not shared any more.', 'Ask whoever shared it with you, or ask your surgery.'], 'sorry', around),
  },
  'sign-in': {
    screen: 'sign-in', ...frame, notices: [info('When you are done, the window is wiped.')],
    ...say('Sign in with NHS login', ['A window opens for it. Follow what it says.', 'You may need your phone for a code. Only you should see your password.'], 'private', [act('stop', 'main', 'Stop'), ...around]),
  },
  'sign-in-over': {
    screen: 'sign-in', ...frame, notices: [],
    ...say('You are not signed in', ['Your NHS login has not yet proved who you are. The NHS App can help you do that.'], 'sorry', [act('again', 'main', 'Try again', { ...primary, keys: ['Enter'] }), ...around]),
  },
  statement: statement([
    { title: rec('COVID-19, mRNA, LNP-S, PF, 30 mcg/0.3 mL dose'), date: '1 March 2021', details: [detail('Dose', '1', true), detail('Batch', 'EW0168', true), detail('Where', 'Riverside Vaccination Centre')] },
    { title: rec('COVID-19, mRNA, LNP-S, PF, 30 mcg/0.3 mL dose'), date: '29 March 2021', details: [detail('Dose', '2', true), detail('Batch', 'EW0169', true), detail('Where', 'Riverside Vaccination Centre')] },
  ]),
  'statement-long': statement([
    { title: rec('SARS-CoV-2 (COVID-19) RNA [Presence] in Respiratory specimen by NAA with probe detection'), date: '17 May 2021', details: [detail('Result', 'Not detected'), detail('Status', 'Not final yet'), detail('Where', 'A laboratory with a long name in a place that is a long way from here')] },
    ...Array.from({ length: 11 }, (_, index) => ({ title: rec(`Code ${207 + index} http://hl7.org/fhir/sid/cvx`), date: index === 4 ? 'Date not recorded' : '29 March 2021', details: index % 3 === 2 ? [] : [detail('Batch', `EW01${index}`, true)] })),
  ], warning('3 things on the card cannot be shown here.')),
};
