/** Words as a slip wants them: what stays on one line, and what is whose. */
import type { Recorded } from '../record/patient-record.ts';

/** A line each, so that pages of narrative are laid out a little at a time. */
export function paragraphs(text: Recorded): Recorded[] {
  return text.text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '')
    .map((line) => ({ ...text, text: line }));
}

export function recorded(text: string): Recorded {
  return { text, lang: null, isValue: false };
}

export function value(text: string): Recorded {
  return { text, lang: null, isValue: true };
}

/** 999 123 4567: 3-3-4, on one line. NHS CUI NUM-0001. */
export function inThrees(nhsNumber: string): string {
  return unbroken(`${nhsNumber.slice(0, 3)} ${nhsNumber.slice(3, 6)} ${nhsNumber.slice(6)}`);
}

/** A day and a time of day: each stays together, and the time may go to the next line. */
export function inTwo(text: string): string {
  const [, day, word = '', time] = /^(.*?\p{Nd}{4}) (?:(\p{L}+) )?(.*)$/u.exec(text) ?? [];
  if (day === undefined || time === undefined) return unbroken(text);
  return [unbroken(day), ...(word === '' ? [] : [word]), unbroken(time)].join('\u200b ');
}

/** "6 August 2018" stays on one line where it fits; a time after it may go to the next. */
export function unbroken(text: string): string {
  return text.replaceAll(/(?<=\p{Nd}) (?=\p{L}|\p{Nd})|(?<=\p{L}) (?=\p{Nd})/gu, '\u00a0');
}
