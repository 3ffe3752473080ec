/** What staff measured of this kiosk's glass, in a small file of its own: the site file is never written. */
import { readFile, rename, writeFile } from 'node:fs/promises';
import * as v from 'valibot';
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { ScreenMeasures } from '../session/ports.ts';
import type { Site } from './site.ts';

const schema = v.strictObject({
  pixelPitch: v.pipe(v.number(), v.minValue(0.05), v.maxValue(1)),
  glassAboveFloor: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1220))),
});

/** As staff measured it, else as the site file says; a file that cannot be understood is as good as none. */
export async function readMeasures({ measuresPath, pixelPitch }: Site['screen']): Promise<ScreenMeasures> {
  const text = measuresPath === undefined ? null : await readFile(measuresPath, 'utf8').catch(() => null);
  const kept = text === null ? null : v.safeParse(v.pipe(v.string(), v.maxLength(1000), v.parseJson(), schema), text);
  return kept?.success === true ? kept.output : { pixelPitch, glassAboveFloor: null };
}

/** Whole or not at all: a power cut leaves the measures of before. */
export async function keepMeasures({ measuresPath }: Site['screen'], measures: ScreenMeasures): Promise<Result<void, { readonly kind: 'not-kept' }>> {
  if (measuresPath === undefined) return failed({ kind: 'not-kept' });
  try {
    const beside = `${measuresPath}.new`;
    await writeFile(beside, JSON.stringify(measures), { mode: 0o600, flush: true });
    await rename(beside, measuresPath);
    return ok(undefined);
  } catch {
    return failed({ kind: 'not-kept' });
  }
}
