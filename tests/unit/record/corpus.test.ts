/** Real records that nobody here wrote: each is read, adds up, and says nothing absurd. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecord } from '../../../main/record/read-record.ts';
import { expectSound } from './sound.ts';

const corpus = resolve(process.env['KIOSK_CORPUS'] ?? '../shared/corpus');
const folders = ['ips', 'synthea', 'gp-connect'] as const;
const filesOf = (folder: string) => (existsSync(join(corpus, folder)) ? readdirSync(join(corpus, folder)).filter((name) => name.endsWith('.json')) : []);
const files = folders.flatMap((folder) => filesOf(folder).map((name) => join(folder, name)));

describe(`real records in ${corpus}${files.length > 0 ? '' : ' (absent: nothing was tried)'}`, () => {
  test.each(files)('%s', (file) => {
    const result = readRecord(readFileSync(join(corpus, file)));
    if (result.ok) expectSound(result.value);
    else expect(['refused', 'no-patient']).toContain(result.error.kind);
    expect(file.startsWith('ips') ? result.ok && result.value.format : 'ips').toBe('ips');
  });

  test('all of them were read', () => {
    expect(new Set(files).size).toBe(files.length);
  });
});
