import * as v from 'valibot';
import { createSigningKey } from '../../identity/issue-card.ts';
import type { OfficeFault } from '../../identity/card-office.ts';
import type { Result } from '../../../hardware/result.ts';
import { readArguments, wholeNumber } from '../arguments.ts';
import { wrongUsage, type Command, type ExitCode, type Terminal } from '../command.ts';
import { sayFileFault, writeBytes } from '../files.ts';
import { openOffice, type CardChange, type OpenOffice } from '../open-office.ts';

const options = {
  site: { type: 'string' },
  staff: { type: 'string' },
  key: { type: 'string' },
  days: { type: 'string', default: '365' },
} as const;

interface Errand {
  /** What standard input holds, as JSON: numbers and PINs never stand in a command line, where others can read them. */
  readonly asks: Readonly<Record<string, v.GenericSchema<unknown, string>>>;
  readonly signs: boolean;
  readonly change: CardChange | null;
  run(open: OpenOffice, asked: Readonly<Record<string, string>>, given: { readonly id: string; readonly days: number }): Promise<Result<unknown, OfficeFault>>;
}

const words = v.pipe(v.string(), v.maxLength(200));
const field = (asked: Readonly<Record<string, string>>, name: string): string => asked[name] ?? '';

/** Errands about a card that is named take its id as an argument. */
const named = new Set(['block', 'unblock', 'stop']);

const errands: Readonly<Record<string, Errand>> = {
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
  },
  list: {
    asks: { nhsNumber: words },
    signs: false,
    change: null,
    run: ({ office }, asked) => office.cardsOf(field(asked, 'nhsNumber')),
  },
  block: { asks: {}, signs: false, change: 'blocked', run: ({ office }, _asked, { id }) => office.blockCard(id) },
  unblock: { asks: {}, signs: false, change: 'unblocked', run: ({ office }, _asked, { id }) => office.unblockCard(id) },
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
  stop: { asks: {}, signs: false, change: 'badge-stopped', run: ({ office }, _asked, { id }) => office.stopStaff(id) },
};

/** Cards and badges, where the practice keeps its register; every change is in the audit trail. */
export const command: Command = {
  usage: [
    'card key FILE',
    'card enrol|list|pin|unlock --site FILE --staff ALIAS <PERSON.json',
    'card issue|badge --site FILE --staff ALIAS --key FILE [--days 365] <PERSON.json',
    'card block|unblock|stop ID --site FILE --staff ALIAS',
  ],
  about: 'Make a signing key; take somebody in; issue, list, block and unblock cards; PINs; badges of helpers and staff',
  async run(args, terminal) {
    const [verb = ''] = args;
    const errand = Object.hasOwn(errands, verb) ? errands[verb] : undefined;
    if (errand === undefined && verb !== 'key') {
      return wrongUsage(terminal, command, verb === '' ? 'what to do with cards is missing' : `"${verb}" is not something that card does`);
    }
    const names = verb === 'key' ? ['FILE'] : named.has(verb) ? ['ID'] : [];
    const read = readArguments(args.slice(1), options, names);
    if (!read.ok) return wrongUsage(terminal, command, read.error.wrong);
    const [argument = ''] = read.value.positionals;
    if (errand === undefined) return makeKey(terminal, argument);

    const { site, staff, key, days: daysText } = read.value.values;
    if (site === undefined) return wrongUsage(terminal, command, '--site is missing');
    if (staff === undefined || !/^(?:helper|service)-[0-9]{1,6}$/.test(staff)) {
      return wrongUsage(terminal, command, '--staff takes an alias of the register such as service-003');
    }
    if (errand.signs && key === undefined) return wrongUsage(terminal, command, '--key is missing');
    const days = wholeNumber(daysText, 1, 1830);
    if (days === null) return wrongUsage(terminal, command, '--days takes a number from 1 to 1830');
    const asked = await readAsked(terminal, errand);
    if (asked === null) {
      return wrongUsage(terminal, command, `standard input must be JSON with ${Object.keys(errand.asks).join(', ')}`);
    }

    const open = await openOffice(terminal, { sitePath: site, staff, keyPath: errand.signs ? key : undefined });
    if (!open.ok) {
      terminal.say(open.error.why);
      return 1;
    }
    try {
      return await doErrand(terminal, errand, open.value, asked, { id: argument, days });
    } finally {
      await open.value.close();
    }
  },
};

async function doErrand(
  terminal: Terminal,
  errand: Errand,
  open: OpenOffice,
  asked: Readonly<Record<string, string>>,
  given: { readonly id: string; readonly days: number },
): Promise<ExitCode> {
  const done = await errand.run(open, asked, given);
  if (!done.ok) {
    terminal.answer({ error: done.error }, 'one-line');
    terminal.say(`Nothing was changed: ${done.error.kind}`);
    return 1;
  }
  terminal.answer(done.value ?? { done: true });
  if (errand.change === null || open.note(errand.change)) return 0;
  terminal.say('It was done, and the audit trail could not be written: the kiosk will take nobody in until it can');
  return 1;
}

async function readAsked(terminal: Terminal, errand: Errand): Promise<Readonly<Record<string, string>> | null> {
  if (Object.keys(errand.asks).length === 0) return {};
  const text = new TextDecoder().decode(await terminal.input());
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), v.strictObject(errand.asks)), text);
  return read.success ? read.output : null;
}

/** The private half into a new file for this user alone; the public half to standard output, for the site file. */
async function makeKey(terminal: Terminal, file: string): Promise<ExitCode> {
  const { privateJwk, publicJwk } = await createSigningKey();
  const written = await writeBytes(file, `${JSON.stringify(privateJwk, null, 2)}\n`, 'privately');
  if (!written.ok) {
    terminal.say(`${sayFileFault(written.error)}; a key is never written over a file that is there`);
    return 1;
  }
  terminal.answer({ keys: [publicJwk] });
  return 0;
}
