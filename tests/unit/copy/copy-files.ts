/** The words as they lie in their files. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { languageCodes, type LanguageCode } from '../../../preload/contract.ts';
import { entriesOf, type Entries } from './copy-rules.ts';

const folder = fileURLToPath(new URL('../../../main/copy', import.meta.url));

/** Folders of `main/copy/`, whatever they are called. */
export const folders = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

export const translations = languageCodes.filter((language) => language !== 'en');

export function filesOf(language: LanguageCode): string[] {
  return readdirSync(`${folder}/${language}`).filter((name) => name.endsWith('.json'));
}

/** Read by staff of English libraries: never translated. */
export const forStaff: readonly string[] = ['staff.json'];

export function read(language: LanguageCode, file: string): Entries {
  return entriesOf(JSON.parse(readFileSync(`${folder}/${language}/${file}`, 'utf8')));
}

/** States that need no words: the record speaks, the printer is ready. */
const silent = ['state.present', 'slip.printer.ready'];
export const spoken = ([key, words]: readonly [string, string]) => words !== '' || !silent.includes(key);
