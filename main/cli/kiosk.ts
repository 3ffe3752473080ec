/**
 * The `kiosk` command, for engineers at a site. JSON on standard output, words on standard error (help that was asked for: on standard output),
 * exit 0 when it is done, 1 when the thing asked about is bad, 2 on wrong usage.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { systemClock } from '../shells/system-clock.ts';
import { helpOf, runCommand, type Command, type Terminal } from './command.ts';

/** Loaded when asked for: `kiosk code` waits for no drawing library. */
const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  record: () => import('./commands/record.ts'),
  code: () => import('./commands/code.ts'),
  slip: () => import('./commands/slip.ts'),
  paper: () => import('./commands/paper.ts'),
  printer: () => import('./commands/printer.ts'),
  audit: () => import('./commands/audit.ts'),
  card: () => import('./commands/card.ts'),
  doctor: () => import('./commands/doctor.ts'),
};

const terminal: Terminal = {
  async input() {
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks);
  },
  lines(onLine) {
    if (process.stdin.isTTY && !inForeground()) return () => {};
    const reading = createInterface({ input: process.stdin, terminal: false });
    reading.on('line', onLine);
    return () => {
      reading.close();
      process.stdin.destroy();
    };
  },
  answer(value, form = 'indented') {
    process.stdout.write(`${JSON.stringify(value, null, form === 'indented' ? 2 : undefined)}\n`);
  },
  say(line) {
    process.stderr.write(`${line}\n`);
  },
  show(line) {
    process.stdout.write(`${line}\n`);
  },
  environment: process.env,
  clock: systemClock,
  random: (length) => randomBytes(length),
  interrupted: () =>
    new Promise((resolve) => {
      process.once('SIGINT', () => resolve());
      process.once('SIGTERM', () => resolve());
    }),
};

/** Started with `&`, a command that reads from the terminal is stopped by the system: proc(5), `pgrp` and `tpgid` of `stat`. */
function inForeground(): boolean {
  try {
    const [, , group, , , terminal] = readFileSync('/proc/self/stat', 'utf8').replace(/^.*\) /su, '').split(' ');
    return group === terminal;
  } catch {
    // Not Linux.
    return true;
  }
}

/** A reader of our output that has seen enough, such as `head`, is no fault. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

const [name = '', ...args] = process.argv.slice(2);
const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (load !== undefined) {
  const { command } = await load();
  process.exitCode = await runCommand(command, args, terminal);
} else if (name === 'help' || name === '--help' || name === '-h') {
  for (const each of Object.values(commands)) {
    const { command } = await each();
    for (const line of helpOf(command)) terminal.show(line);
  }
} else {
  terminal.say(`kiosk: ${name === '' ? 'a command is missing' : `there is no command "${name}"`}. Usage: kiosk ${Object.keys(commands).join('|')} …`);
  process.exitCode = 2;
}
