import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { failed, ok, type Result } from '../../hardware/result.ts';

export type UsageFault = { readonly kind: 'usage'; readonly wrong: string };

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true }>
>['values'];

export interface Arguments<Options extends ParseArgsOptionsConfig> {
  readonly values: Values<Options>;
  readonly positionals: readonly string[];
}

/** `names`: one for every argument that must be there, such as `FILE`. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
  names: readonly string[],
): Result<Arguments<Options>, UsageFault> {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const missing = names[positionals.length];
    if (missing !== undefined) return failed({ kind: 'usage', wrong: `${missing} is missing` });
    const surplus = positionals[names.length];
    if (surplus !== undefined) return failed({ kind: 'usage', wrong: `"${surplus}" is one argument too many` });
    return ok({ values: values as Values<Options>, positionals });
  } catch (error) {
    // `parseArgs` throws its complaints; their first sentence is the plain part.
    if (!(error instanceof TypeError) || !('code' in error)) throw error;
    return failed({ kind: 'usage', wrong: error.message.split('. ')[0] ?? error.message });
  }
}

/** A whole number of a range, or null. */
export function wholeNumber(text: string, least: number, most: number): number | null {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  return value >= least && value <= most ? value : null;
}
