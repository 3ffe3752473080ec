/** What `kiosk card` does for the desk: one entry a word. */
import * as v from 'valibot';
import type { Result } from '../../hardware/result.ts';
import type { OfficeFault } from '../identity/card-office/card-office.ts';
import type { CardChange, OpenOffice } from './open-office.ts';

interface Given {
  readonly about: string;
  readonly days: number;
}

export interface Errand {
  /** What stands after the word: the card's id, or whose alias it is. */
  readonly about?: 'ID' | 'ALIAS';
  /** What standard input holds, as JSON: numbers and PINs never stand in a command line, where others can read them. */
  readonly asks: Readonly<Record<string, v.GenericSchema<unknown, string>>>;
  /** Needs the practice's signing key. */
  readonly signs: boolean;
  readonly change: CardChange | null;
  /** What it makes is a card that can be drawn. */
  readonly prints?: true;
  run(open: OpenOffice, asked: Readonly<Record<string, string>>, given: Given): Promise<Result<unknown, OfficeFault>>;
}

const words = v.pipe(v.string(), v.maxLength(200));
const field = (asked: Readonly<Record<string, string>>, name: string): string => asked[name] ?? '';

/** By the word after `kiosk card`. */
export const errands: Readonly<Record<string, Errand>> = {
  enrol: {
    asks: { nhsNumber: words, birthDate: words, initials: words, pin: words },
    signs: false,
    change: 'enrolled',
    run: ({ office }, asked) =>
      office.enrol({
        nhsNumber: field(asked, 'nhsNumber'),
        birthDate: field(asked, 'birthDate'),
        initials: field(asked, 'initials'),
        pin: field(asked, 'pin'),
      }),
  },
  issue: {
    asks: { nhsNumber: words },
    signs: true,
    change: 'issued',
    run: ({ office }, asked, { days }) => office.issueCard(field(asked, 'nhsNumber'), days),
    prints: true,
  },
  list: {
    asks: { nhsNumber: words },
    signs: false,
    change: null,
    run: ({ office }, asked) => office.cardsOf(field(asked, 'nhsNumber')),
  },
  block: { about: 'ID', asks: {}, signs: false, change: 'blocked', run: ({ office }, _asked, { about }) => office.blockCard(about) },
  unblock: { about: 'ID', asks: {}, signs: false, change: 'unblocked', run: ({ office }, _asked, { about }) => office.unblockCard(about) },
  pin: {
    asks: { nhsNumber: words, birthDate: words, pin: words },
    signs: false,
    change: 'pin-changed',
    run: ({ office }, asked) => office.changePin(field(asked, 'nhsNumber'), field(asked, 'birthDate'), field(asked, 'pin')),
  },
  unlock: {
    asks: { nhsNumber: words },
    signs: false,
    change: 'unlocked',
    run: ({ office }, asked) => office.unlock(field(asked, 'nhsNumber')),
  },
  badge: {
    asks: { alias: words, name: words, role: v.picklist(['helper', 'service']), pin: words },
    signs: true,
    change: 'badge-issued',
    run: ({ office }, asked, { days }) =>
      office.enrolStaff(
        {
          alias: field(asked, 'alias'),
          name: field(asked, 'name'),
          role: asked['role'] === 'service' ? 'service' : 'helper',
          pin: field(asked, 'pin'),
        },
        days,
      ),
  },
  'replace-badge': {
    about: 'ALIAS',
    asks: {},
    signs: true,
    change: 'badge-issued',
    run: ({ office }, _asked, { about, days }) => office.replaceBadge(about, days),
  },
  'badge-pin': {
    about: 'ALIAS',
    asks: { pin: words },
    signs: false,
    change: 'pin-changed',
    run: ({ office }, asked, { about }) => office.changeStaffPin(about, field(asked, 'pin')),
  },
  'unlock-badge': { about: 'ALIAS', asks: {}, signs: false, change: 'unlocked', run: ({ office }, _asked, { about }) => office.unlockStaff(about) },
  stop: { about: 'ALIAS', asks: {}, signs: false, change: 'badge-stopped', run: ({ office }, _asked, { about }) => office.stopStaff(about) },
};
