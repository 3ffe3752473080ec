import type { Clock } from '../clock.ts';
import type { Random } from '../identity/register/secrets.ts';

/** What a command has of the world: passed in, so that every command can be tried without a process. */
export interface Terminal {
  /** All of standard input. */
  readonly input: () => Promise<Uint8Array>;
  /** Standard input a line at a time, until the returned function stops it; its end ends nothing. */
  readonly lines: (onLine: (line: string) => void) => () => void;
  /** One JSON value to standard output: indented, or on one line. */
  answer(value: unknown, form?: 'indented' | 'one-line'): void;
  /** One line to standard error. */
  say(line: string): void;
  /** One line of help to standard output: words that were asked for. */
  show(line: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly random: Random;
  /** Waits until somebody presses Ctrl+C, or a supervisor asks the command to end. */
  readonly interrupted: () => Promise<void>;
}

/** 0: done; 1: the thing asked about is bad; 2: wrong usage. */
export type ExitCode = 0 | 1 | 2;

export interface Command {
  /** After `kiosk `, one line a form. */
  readonly usage: readonly string[];
  readonly about: string;
  /** What `--help` shows where usage and `about` are not all: `args` as they were given. */
  help?(args: readonly string[]): readonly string[];
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** Help where it is asked for, whatever else was said; nothing is done then. */
export async function runCommand(command: Command, args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const end = args.indexOf('--');
  if (!args.slice(0, end === -1 ? undefined : end).some((arg) => arg === '--help' || arg === '-h')) return command.run(args, terminal);
  for (const line of command.help?.(args) ?? helpOf(command)) terminal.show(line);
  return 0;
}

export function helpOf({ usage, about }: Pick<Command, 'usage' | 'about'>): readonly string[] {
  return [...usage.map((form) => `kiosk ${form}`), `    ${about}`];
}

/** Says in one line what is wrong and how it is meant. */
export function wrongUsage(terminal: Terminal, { usage }: Pick<Command, 'usage'>, wrong: string): 2 {
  terminal.say(`kiosk: ${wrong}. Usage: ${usage.map((form) => `kiosk ${form}`).join(' | ')}`);
  return 2;
}
