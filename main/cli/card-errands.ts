/** What `kiosk card` does for the desk: one entry a word. */
import * as v from 'valibot';
import type { Result } from '../../hardware/result.ts';
import type { OfficeFault } from '../identity/card-office/card-office.ts';
import type { CardChange, OpenOffice } from './open-office.ts';

interface Given {
  readonly about: string;
  /** Null where nothing is said. */
  readonly days: number | null;
  /** For one visit. */
  readonly once: boolean;
}

export interface Errand {
  /** What it does, for `kiosk card help`. */
  readonly does: string;
  /** What stands after the word: the card's id, or whose alias it is. */
  readonly about?: 'ID' | 'ALIAS';
  /** What standard input holds, as JSON: numbers and PINs never stand in a command line, where others can read them. */
  readonly asks: Readonly<Record<string, v.GenericSchema<unknown, string>>>;
  /** Needs the practice's signing key. */
  readonly signs: boolean;
  readonly change: CardChange | null;
  /** What the trail says of it where it was for one visit. */
  readonly changeOnce?: CardChange;
  /** What it makes is a card that can be drawn. */
  readonly prints?: true;
  run(open: OpenOffice, asked: Readonly<Record<string, string>>, given: Given): Promise<Result<unknown, OfficeFault>>;
}

const words = v.pipe(v.string(), v.maxLength(200));
const field = (asked: Readonly<Record<string, string>>, name: string): string => asked[name] ?? '';

const usualDays = 365;

/** By the word after `kiosk card`. */
export const errands: Readonly<Record<string, Errand>> = {
  enrol: {
    does: 'Takes somebody in, with the PIN that they chose.',
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
    does: 'A card, and the one before it is replaced at once. --print sends it to the printer of the site. --once: for one visit of somebody whose card is at home; their own card goes on working.',
    asks: { nhsNumber: words },
    signs: true,
    change: 'issued',
    changeOnce: 'issued-for-one-visit',
    run: ({ office }, asked, { days, once }) =>
      once ? office.issueVisitCard(field(asked, 'nhsNumber'), days ?? 1) : office.issueCard(field(asked, 'nhsNumber'), days ?? usualDays),
    prints: true,
  },
  list: {
    does: 'The cards of a person and how each stands.',
    asks: { nhsNumber: words },
    signs: false,
    change: null,
    run: ({ office }, asked) => office.cardsOf(field(asked, 'nhsNumber')),
  },
  block: {
    does: 'A card that was lost: it opens nothing.',
    about: 'ID',
    asks: {},
    signs: false,
    change: 'blocked',
    run: ({ office }, _asked, { about }) => office.blockCard(about),
  },
  unblock: {
    does: 'A blocked card that was found.',
    about: 'ID',
    asks: {},
    signs: false,
    change: 'unblocked',
    run: ({ office }, _asked, { about }) => office.unblockCard(about),
  },
  pin: {
    does: 'A new PIN; unlocks as well.',
    asks: { nhsNumber: words, birthDate: words, pin: words },
    signs: false,
    change: 'pin-changed',
    run: ({ office }, asked) => office.changePin(field(asked, 'nhsNumber'), field(asked, 'birthDate'), field(asked, 'pin')),
  },
  unlock: {
    does: 'Forgets the wrong tries of a person.',
    asks: { nhsNumber: words },
    signs: false,
    change: 'unlocked',
    run: ({ office }, asked) => office.unlock(field(asked, 'nhsNumber')),
  },
  badge: {
    does: 'A badge for somebody who works here; alias and role are helper-017 and helper, or service-003 and service.',
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
        days ?? usualDays,
      ),
  },
  'replace-badge': {
    does: 'Another badge, and the one before it stops.',
    about: 'ALIAS',
    asks: {},
    signs: true,
    change: 'badge-issued',
    run: ({ office }, _asked, { about, days }) => office.replaceBadge(about, days ?? usualDays),
  },
  'badge-pin': {
    does: 'A new PIN for a badge; unlocks as well.',
    about: 'ALIAS',
    asks: { pin: words },
    signs: false,
    change: 'pin-changed',
    run: ({ office }, asked, { about }) => office.changeStaffPin(about, field(asked, 'pin')),
  },
  'unlock-badge': {
    does: 'Forgets the wrong tries of a badge.',
    about: 'ALIAS',
    asks: {},
    signs: false,
    change: 'unlocked',
    run: ({ office }, _asked, { about }) => office.unlockStaff(about),
  },
  stop: {
    does: 'Somebody works here no longer: the badge opens nothing.',
    about: 'ALIAS',
    asks: {},
    signs: false,
    change: 'badge-stopped',
    run: ({ office }, _asked, { about }) => office.stopStaff(about),
  },
};
