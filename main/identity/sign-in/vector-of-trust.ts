/**
 * How sure a provider is of somebody: `P9.Cp.Cd` is identity proofing of level 9, a password and a registered device.
 * RFC 8485; levels of NHS login: P0 owns an email address, P5 claims agree with PDS, P9 compared with a photograph.
 */

/** The high level with two factors: what NHS login asks for sensitive data. Any one of them is enough. */
export const readsRecords = ['P9.Cp.Cd', 'P9.Cp.Ck', 'P9.Cm'] as const;

interface Vector {
  readonly level: number;
  readonly components: readonly string[];
}

/** Null for what is no vector, or has no or more than one proofing level. */
function readVector(text: string): Vector | null {
  if (!/^[A-Z][0-9a-z](?:\.[A-Z][0-9a-z])*$/.test(text)) return null;
  const components = text.split('.');
  const levels = components.filter((one) => one.startsWith('P'));
  const level = /^P(\d)$/.exec(levels[0] ?? '')?.[1];
  if (levels.length !== 1 || level === undefined) return null;
  return { level: Number(level), components: components.filter((one) => !one.startsWith('P')) };
}

/** At least the proofing level of one accepted vector and every credential of it; more does no harm. */
export function satisfies(vot: unknown, accepted: readonly string[]): boolean {
  const given = typeof vot === 'string' ? readVector(vot) : null;
  if (given === null) return false;
  return accepted.some((one) => {
    const wanted = readVector(one);
    return wanted !== null && given.level >= wanted.level && wanted.components.every((part) => given.components.includes(part));
  });
}
