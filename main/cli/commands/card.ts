import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { languageCodes, type LanguageCode } from '../../../preload/contract.ts';
import { createSigningKey } from '../../identity/card-office/issue-card.ts';
import { composeCardSlip } from '../../printing/card-slip.ts';
import { readArguments, wholeNumber, type UsageFault } from '../arguments.ts';
import { errands, type Errand } from '../card-errands.ts';
import { wrongUsage, type Command, type ExitCode, type Terminal } from '../command.ts';
import { sayFileFault, writeBytes } from '../files.ts';
import { openOffice, type OpenOffice } from '../open-office.ts';
import { drawToFile, slipWidths } from '../slip-file.ts';

const options = {
  site: { type: 'string' },
  staff: { type: 'string' },
  key: { type: 'string' },
  days: { type: 'string', default: '365' },
  png: { type: 'string' },
  bin: { type: 'string' },
  width: { type: 'string', default: '576' },
  lang: { type: 'string', default: 'en' },
  large: { type: 'boolean', default: false },
} as const;

/** Cards and badges, where the practice keeps its register; every change is in the audit trail. */
export const command: Command = {
  usage: [
    'card key FILE',
    'card enrol|list|pin|unlock --site FILE --staff ALIAS <PERSON.json',
    'card issue --site FILE --staff ALIAS --key FILE [--days 365] [--png OUT] [--bin OUT] [--width 576] [--lang en] [--large] <PERSON.json',
    'card block|unblock ID --site FILE --staff ALIAS',
    'card badge --site FILE --staff ALIAS --key FILE [--days 365] <HELPER.json',
    'card replace-badge ALIAS --site FILE --staff ALIAS --key FILE [--days 365]',
    'card badge-pin ALIAS --site FILE --staff ALIAS <PIN.json',
    'card unlock-badge|stop ALIAS --site FILE --staff ALIAS',
  ],
  about: 'Make a signing key; take somebody in; issue, print, list, block and unblock cards; PINs; badges of helpers and staff',
  async run(args, terminal) {
    const [verb = ''] = args;
    const errand = Object.hasOwn(errands, verb) ? errands[verb] : undefined;
    if (errand === undefined && verb !== 'key') {
      return wrongUsage(terminal, command, verb === '' ? 'what to do with cards is missing' : `"${verb}" is not something that card does`);
    }
    const names = verb === 'key' ? ['FILE'] : errand?.about === undefined ? [] : [errand.about];
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
    const drawing = drawingOf(read.value.values);
    if (!drawing.ok) return wrongUsage(terminal, command, drawing.error.wrong);
    if (drawing.value.files.length > 0 && errand.prints !== true) return wrongUsage(terminal, command, '--png and --bin are for cards');
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
      return await doErrand(terminal, errand, open.value, { asked, about: argument, days, drawing: drawing.value });
    } finally {
      await open.value.close();
    }
  },
};

interface Request {
  readonly asked: Readonly<Record<string, string>>;
  readonly about: string;
  readonly days: number;
  readonly drawing: Drawing;
}

async function doErrand(terminal: Terminal, errand: Errand, open: OpenOffice, { asked, about, days, drawing }: Request): Promise<ExitCode> {
  const done = await errand.run(open, asked, { about, days });
  if (!done.ok) {
    terminal.answer({ error: done.error }, 'one-line');
    terminal.say(`Nothing was changed: ${done.error.kind}`);
    return 1;
  }
  terminal.answer(done.value ?? { done: true });
  const noted = errand.change === null || open.note(errand.change);
  if (!noted) terminal.say('It was done, and the audit trail could not be written: the kiosk will take nobody in until it can');
  const drawn = drawing.files.length === 0 || (await drawCard(terminal, done.value, open.place, drawing));
  return noted && drawn ? 0 : 1;
}

interface Drawing {
  readonly files: readonly { readonly path: string; readonly form: 'png' | 'bin' }[];
  readonly width: number;
  readonly lang: LanguageCode;
  readonly large: boolean;
}

function drawingOf(values: {
  readonly png?: string | undefined;
  readonly bin?: string | undefined;
  readonly width: string;
  readonly lang: string;
  readonly large: boolean;
}): Result<Drawing, UsageFault> {
  const width = slipWidths.find((known) => String(known) === values.width);
  if (width === undefined) return failed({ kind: 'usage', wrong: `--width is one of ${slipWidths.join(', ')}` });
  const lang = languageCodes.find((code) => code === values.lang);
  if (lang === undefined) return failed({ kind: 'usage', wrong: `--lang is one of ${languageCodes.join(', ')}` });
  const files = (['png', 'bin'] as const).flatMap((form) => {
    const path = values[form];
    return path === undefined ? [] : [{ path, form }];
  });
  return ok({ files, width, lang, large: values.large });
}

const printedCard = v.object({ text: v.string(), expiresAt: v.number() });

/** The card itself is made and noted by now: where it cannot be drawn, its text was said, and another one replaces it. */
async function drawCard(terminal: Terminal, card: unknown, place: string, { files, width, lang, large }: Drawing): Promise<boolean> {
  const drawn = await drawToFile(composeCardSlip(v.parse(printedCard, card), place, lang), width, large);
  if (!drawn.ok) {
    terminal.say(`The card was issued and cannot be drawn: ${drawn.error.kind}`);
    return false;
  }
  for (const { path, form } of files) {
    const written = await writeBytes(path, drawn.value[form]);
    if (written.ok) continue;
    terminal.say(`The card was issued, and ${sayFileFault(written.error)}`);
    return false;
  }
  return true;
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
