import * as v from 'valibot';
import { failed, ok, type Result } from '../../../hardware/result.ts';
import { languageCodes } from '../../../preload/contract.ts';
import { createSigningKey } from '../../identity/card-office/issue-card.ts';
import { readArguments, wholeNumber, type UsageFault } from '../arguments.ts';
import { errands, type Errand } from '../card-errands.ts';
import { drawCard, openCardPrinter, printCard, type CardPrinted, type CardPrinter, type Drawing } from '../card-printing.ts';
import { cardOptions, firstSteps, optionNamesOf, usageOf } from '../card-usage.ts';
import { helpOf, wrongUsage, type Command, type ExitCode, type Terminal } from '../command.ts';
import { sayFileFault, writeBytes } from '../files.ts';
import { openOffice, type OpenOffice } from '../open-office.ts';
import { slipWidths } from '../slip-file.ts';

const keyUsage = 'card key FILE';

/** Cards and badges, where the practice keeps its register; every change is in the audit trail. */
export const command: Command = {
  usage: ['card help', keyUsage, ...Object.entries(errands).map(([verb, errand]) => usageOf(verb, errand))],
  about: 'Make a signing key; take somebody in; issue, print, list, block and unblock cards; PINs; badges of helpers and staff',
  help,
  async run(args, terminal) {
    const [verb = ''] = args;
    if (verb === 'help') {
      for (const line of help(args)) terminal.show(line);
      return 0;
    }
    if (verb === 'key') return makeKey(terminal, args.slice(1));
    const errand = Object.hasOwn(errands, verb) ? errands[verb] : undefined;
    if (errand === undefined) {
      const wrong = verb === '' ? 'what to do with cards is missing' : `"${verb}" is not something that card does`;
      return wrongUsage(terminal, { usage: [`card help|key|${Object.keys(errands).join('|')} …`] }, wrong);
    }
    const usage = { usage: [usageOf(verb, errand)] };
    const request = readRequest(args.slice(1), errand);
    if (!request.ok) return wrongUsage(terminal, usage, request.error.wrong);
    const asked = await readAsked(terminal, errand);
    if (asked === null) return wrongUsage(terminal, usage, `standard input must be JSON with ${Object.keys(errand.asks).join(', ')}`);

    const { site, staff, key, print } = request.value;
    const open = await openOffice(terminal, { sitePath: site, staff, keyPath: key });
    if (!open.ok) {
      terminal.say(open.error.why);
      return 1;
    }
    const printer = print ? await openCardPrinter(open.value.site) : null;
    try {
      if (printer !== null && !printer.ok) {
        terminal.say(`Nothing was changed: ${printer.error.why}`);
        return 1;
      }
      return await doErrand(terminal, errand, open.value, { ...request.value, asked, printer: printer?.value ?? null });
    } finally {
      if (printer?.ok === true) printer.value.stop();
      await open.value.close();
    }
  },
};

interface Request {
  readonly site: string;
  readonly staff: string;
  readonly key: string | undefined;
  readonly about: string;
  readonly days: number | null;
  readonly once: boolean;
  readonly print: boolean;
  readonly drawing: Drawing;
}

function readRequest(args: readonly string[], errand: Errand): Result<Request, UsageFault> {
  const wrong = (says: string) => failed<UsageFault>({ kind: 'usage', wrong: says });
  const names = optionNamesOf(errand);
  const stranger = args.find((arg) => arg.startsWith('--') && !names.includes(arg.slice(2).split('=')[0] ?? ''));
  if (stranger !== undefined) return wrong(`${stranger} is not an option here`);
  const read = readArguments(args, cardOptions, errand.about === undefined ? [] : [errand.about]);
  if (!read.ok) return read;
  const { site, staff, key, days: daysText, once, print, ...rest } = read.value.values;
  if (site === undefined) return wrong('--site is missing');
  if (staff === undefined || !/^(?:helper|service)-[0-9]{1,6}$/.test(staff)) return wrong('--staff takes an alias such as service-003');
  if (errand.signs && key === undefined) return wrong('--key is missing');
  const most = once ? 7 : 1830;
  const days = daysText === undefined ? null : wholeNumber(daysText, 1, most);
  if (daysText !== undefined && days === null) return wrong(`--days takes a number from 1 to ${most}`);
  const width = slipWidths.find((known) => String(known) === rest.width);
  if (width === undefined) return wrong(`--width is one of ${slipWidths.join(', ')}`);
  const lang = languageCodes.find((code) => code === rest.lang);
  if (lang === undefined) return wrong(`--lang is one of ${languageCodes.join(', ')}`);
  const files = (['png', 'bin'] as const).flatMap((form) => {
    const path = rest[form];
    return path === undefined ? [] : [{ path, form }];
  });
  const [about = ''] = read.value.positionals;
  return ok({ site, staff, key, about, days, once, print, drawing: { files, width, lang, large: rest.large } });
}

interface Wanted extends Request {
  readonly asked: Readonly<Record<string, string>>;
  readonly printer: CardPrinter | null;
}

async function doErrand(terminal: Terminal, errand: Errand, open: OpenOffice, wanted: Wanted): Promise<ExitCode> {
  const { drawing, once, printer } = wanted;
  const done = await errand.run(open, wanted.asked, wanted);
  if (!done.ok) {
    terminal.answer({ error: done.error }, 'one-line');
    terminal.say(`Nothing was changed: ${done.error.kind}`);
    return 1;
  }
  const change = once ? (errand.changeOnce ?? errand.change) : errand.change;
  const noted = change === null || open.note(change);
  if (!noted) terminal.say('It was done, and the audit trail could not be written: the kiosk will take nobody in until it can');
  if (errand.prints !== true) {
    terminal.answer(withDates(done.value ?? { done: true }));
    return noted ? 0 : 1;
  }

  const card = v.parse(issuedCard, done.value);
  const onPaper = printer === null ? null : await printCard(printer, open.journal, card, { receipt: open.receipt(), place: open.site.name, ...drawing });
  terminal.answer(withDates({ ...card, ...(onPaper === null ? {} : { print: onPaper }) }));
  if (onPaper !== null) terminal.say(printWords[onPaper]);
  const printNoted = onPaper === null || open.note(printChanges[onPaper]);
  const drawingFault = await drawCard(card, open.site.name, drawing);
  if (drawingFault !== null) terminal.say(drawingFault);
  const printed = onPaper === null || onPaper === 'printed';
  return noted && printNoted && printed && drawingFault === null ? 0 : 1;
}

const issuedCard = v.object({ id: v.string(), text: v.string(), expiresAt: v.number(), visits: v.picklist(['many', 'one']) });
const printChanges = { printed: 'printed', failed: 'print-failed', unknown: 'print-unknown' } as const;
const printWords: Readonly<Record<CardPrinted, string>> = {
  printed: 'The card was printed.',
  failed: 'The card was issued and nothing of it was printed. Mend the printer and issue another: this one then stops.',
  unknown: 'The card was issued. Nobody can say whether it was printed: look at the printer. Without a whole card issue another: this one then stops.',
};

/** Moments as ISO 8601, as people read them: the register counts milliseconds since 1970. */
function withDates(value: unknown): unknown {
  const moments = ['issuedAt', 'expiresAt'];
  return JSON.parse(JSON.stringify(value, (name, one: unknown) => (moments.includes(name) && typeof one === 'number' ? new Date(one).toISOString() : one))) as unknown;
}

async function readAsked(terminal: Terminal, errand: Errand): Promise<Readonly<Record<string, string>> | null> {
  if (Object.keys(errand.asks).length === 0) return {};
  const text = new TextDecoder().decode(await terminal.input());
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), v.strictObject(errand.asks)), text);
  return read.success ? read.output : null;
}

/** The private half into a new file for this user alone; the public half to standard output, for the site file. */
async function makeKey(terminal: Terminal, args: readonly string[]): Promise<ExitCode> {
  const read = readArguments(args, {}, ['FILE']);
  if (!read.ok) return wrongUsage(terminal, { usage: [keyUsage] }, read.error.wrong);
  const [file = ''] = read.value.positionals;
  const { privateJwk, publicJwk } = await createSigningKey();
  const written = await writeBytes(file, `${JSON.stringify(privateJwk, null, 2)}\n`, 'privately');
  if (!written.ok) {
    terminal.say(`${sayFileFault(written.error)}; a key is never written over a file that is there`);
    return 1;
  }
  terminal.answer({ keys: [publicJwk] });
  return 0;
}

/** Of one errand, or of all and how a site begins. */
function help([verb = '']: readonly string[]): readonly string[] {
  const key = helpOf({ usage: [keyUsage], about: 'A key that signs cards and badges.' });
  if (verb === 'key') return key;
  const errand = Object.hasOwn(errands, verb) ? errands[verb] : undefined;
  if (errand !== undefined) return helpOfErrand([verb, errand]);
  return [...firstSteps, '', ...key, ...Object.entries(errands).flatMap(helpOfErrand)];
}

function helpOfErrand([verb, errand]: readonly [string, Errand]): readonly string[] {
  return helpOf({ usage: [usageOf(verb, errand)], about: errand.does });
}
