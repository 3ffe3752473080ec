/** Digits typed on the screen. The window never holds them: it is told how many, or how they look. */
import type { Keypad } from '../../../preload/contract.ts';
import type { EntryField } from '../context.ts';
import { offer, type Offer, type Stage } from './stage.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'] as const;

export function keypadOffers({ say, context }: Stage, field: EntryField): readonly Offer[] {
  const typed = context.typed[field] ?? '';
  const full = typed.length >= context.limits[field].max;
  return [
    ...digits.map((digit) =>
      offer('keypad', `key.${digit}`, { type: 'KEY', field, digit }, digit, { look: 'plain', enabled: !full, keys: [digit] }),
    ),
    offer('keypad', 'key.clear', { type: 'CLEAR', field }, say('keypad.clear'), { look: 'plain', keys: ['Escape'] }),
    offer('keypad', 'key.delete', { type: 'DELETE', field }, say('keypad.delete'), { look: 'plain', keys: ['Backspace'] }),
    offer('main', 'next', { type: 'ENTER', field }, say('keypad.next'), {
      look: 'primary',
      enabled: typed.length >= context.limits[field].min,
      keys: ['Enter'],
    }),
  ];
}

export function secretKeypad({ say, context }: Stage, field: EntryField, label: string, error: string | null): Keypad {
  const entered = (context.typed[field] ?? '').length;
  return {
    label,
    shown: '\u25CF'.repeat(entered),
    secret: true,
    entered,
    length: { ...context.limits[field] },
    error: error ?? null,
    spoken: say('pin.shown', { count: entered }),
  };
}

export function openKeypad({ context }: Stage, field: EntryField, label: string, error: string | null): Keypad {
  const typed = context.typed[field] ?? '';
  const groups = field === 'number' ? [3, 3, 4] : [2, 2, 4];
  const parts: string[] = [];
  let from = 0;
  for (const length of groups) {
    if (from < typed.length) parts.push(typed.slice(from, from + length));
    from += length;
  }
  const shown = parts.join(' ');
  return { label, shown, secret: false, entered: typed.length, length: { ...context.limits[field] }, error, spoken: shown };
}

/** Rows as on a keyboard, signs last; a passcode is on paper in the person's hand, so it is shown as typed. */
const rows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', '-_.@#!$+/?'] as const;

/** `field`: a passcode that came with a code, or one's own for a code on the slip. */
export function passcodeKeyboard({ say, context }: Stage, field: 'passcode' | 'share' = 'passcode'): readonly Offer[] {
  const typed = context.typed[field] ?? '';
  const capitals = context.visit?.capitals === true;
  const full = typed.length >= context.limits[field].max;
  const names: Readonly<Record<string, string>> = { '-': 'dash', _: 'underscore', '.': 'dot', '@': 'at', '#': 'hash', '!': 'mark', $: 'dollar', '+': 'plus', '/': 'slash', '?': 'question' };
  const key = (group: 'keyboard' | 'silent', row: string, letter: string, sign: string) =>
    offer(group, `letter.${row}.${names[letter] ?? letter}`, { type: 'KEY', field, digit: sign }, sign, {
      look: 'plain',
      enabled: !full,
      keys: [sign],
    });
  const asShown = (letter: string) => (capitals ? letter.toUpperCase() : letter);
  const asNotShown = (letter: string) => (capitals ? letter : letter.toUpperCase());
  return [
    ...rows.flatMap((row, place) => [...row].map((letter) => key('keyboard', `row${place}`, letter, asShown(letter)))),
    // A keyboard with a Shift of its own types both; what it types is what counts.
    ...rows.flatMap((row) => [...row].filter((letter) => letter !== letter.toUpperCase()).map((letter) => key('silent', 'shifted', letter, asNotShown(letter)))),
    offer('keyboard', 'capitals', { type: 'CAPITALS' }, say('passcode.capitals'), { look: 'plain', on: capitals }),
    offer('keyboard', 'clear', { type: 'CLEAR', field }, say('keypad.clear'), { look: 'plain', keys: ['Escape'] }),
    offer('keyboard', 'delete', { type: 'DELETE', field }, say('keypad.delete'), { look: 'plain', keys: ['Backspace'] }),
    offer('main', 'next', { type: 'ENTER', field }, say('keypad.next'), {
      look: 'primary',
      enabled: typed.length >= context.limits[field].min,
      keys: ['Enter'],
    }),
  ];
}

/** Letters and digits only: capitals and small letters find the same. */
export function searchKeyboard({ say, context }: Stage): readonly Offer[] {
  const full = (context.typed.search ?? '').length >= context.limits.search.max;
  const key = (group: 'keyboard' | 'silent', row: string, letter: string, sign: string) =>
    offer(group, `letter.${row}.${letter}`, { type: 'KEY', field: 'search', digit: sign }, sign, { look: 'plain', enabled: !full, keys: [sign] });
  const letterRows = rows.slice(0, 4);
  return [
    ...letterRows.flatMap((row, place) => [...row].map((letter) => key('keyboard', `row${place}`, letter, letter))),
    ...letterRows.slice(1).flatMap((row) => [...row].map((letter) => key('silent', 'shifted', letter, letter.toUpperCase()))),
    offer('keyboard', 'space', { type: 'KEY', field: 'search', digit: ' ' }, say('finding:search.space'), { look: 'plain', enabled: !full, keys: [' '] }),
    offer('keyboard', 'clear', { type: 'CLEAR', field: 'search' }, say('keypad.clear'), { look: 'plain', keys: ['Escape'] }),
    offer('keyboard', 'delete', { type: 'DELETE', field: 'search' }, say('keypad.delete'), { look: 'plain', keys: ['Backspace'] }),
  ];
}

export function shownKeypad({ context }: Stage, field: EntryField, label: string, error: string | null): Keypad {
  const typed = context.typed[field] ?? '';
  return { label, shown: typed, secret: false, entered: typed.length, length: { ...context.limits[field] }, error, spoken: typed };
}
