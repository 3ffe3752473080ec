/** A made-up person whose every recorded word is a canary: found where it must not be, it names the leak. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoPeople, type DemoPerson } from '../../main/demo/people/people.ts';
import type { Json } from '../../main/demo/people/summary.ts';

export const canaryMark = 'Qwvcanary';

export const canaryPerson: DemoPerson = (() => {
  const [first] = demoPeople;
  if (first === undefined) throw new Error('the demo has no people');
  return first;
})();

const [year = '', month = '', day = ''] = canaryPerson.birthDate.split('-');
const { nhsNumber } = canaryPerson;

/** What says who it is: on no screen of these visits, in no log and in no file of the kiosk. */
export const identifiers: readonly string[] = [
  nhsNumber,
  `${nhsNumber.slice(0, 3)} ${nhsNumber.slice(3, 6)} ${nhsNumber.slice(6)}`,
  canaryPerson.birthDate,
  `${day}${month}${year}`,
  `${Number(day)} March ${year}`,
];

/** Texts of FHIR that people wrote. */
const written = new Set(['text', 'display', 'valueString', 'family', 'given', 'patientInstruction', 'lotNumber']);

function withCanaries(value: Json, key: string, next: () => string): Json {
  if (typeof value === 'string') {
    if (key === 'div') return value.replace(/>([^<>]+)</g, (_, words: string) => `>${words} ${next()}<`);
    return written.has(key) ? `${value} ${next()}` : value;
  }
  if (Array.isArray(value)) return value.map((one: Json) => withCanaries(one, key, next));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, withCanaries(field as Json, name, next)]));
}

/** Gives the person's record in this folder its canaries; the organisation that keeps it stays as it is. */
export async function putCanaries(folder: string): Promise<number> {
  const file = join(folder, 'records', `${nhsNumber}.json`);
  let number = 0;
  const next = () => {
    number += 1;
    return `${canaryMark}${number}x`;
  };
  const plain = JSON.parse(await readFile(file, 'utf8')) as Json;
  await writeFile(file, JSON.stringify(withCanaries(plain, '', next)));
  return number;
}

/** Node 24.21 writes past its memory when it reads UTF-16 that ends with half a character. */
function wide(bytes: Buffer): string {
  return bytes.subarray(0, bytes.length - (bytes.length % 2)).toString('utf16le');
}

/** Every canary and every identifier that this text or these bytes hold, in any of the ways that text is stored. */
export function canariesIn(where: string | Buffer): string[] {
  const found = new Set<string>();
  const texts = typeof where === 'string' ? [where] : [where.toString('latin1'), wide(where), wide(where.subarray(1))];
  for (const text of texts) {
    for (const [canary] of text.matchAll(/Qwvcanary\d+x/g)) found.add(canary);
    for (const identifier of identifiers) if (text.includes(identifier)) found.add(identifier);
  }
  return [...found];
}
