/** Real records that nobody here wrote: each is read, adds up, and says nothing absurd. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRecord } from '../../../main/record/read-record.ts';
import { expectSound } from './sound.ts';

const corpus = process.env['KIOSK_CORPUS'] ?? join(import.meta.dirname, '../../../../shared/corpus');
const folders = ['ips', 'synthea', 'gp-connect'] as const;
const filesOf = (folder: string) => (existsSync(join(corpus, folder)) ? readdirSync(join(corpus, folder)).filter((name) => name.endsWith('.json')) : []);
const files = folders.flatMap((folder) => filesOf(folder).map((name) => join(folder, name)));

if (files.length === 0) test(`NOT RUN: there is no corpus of real records at ${corpus}; set KIOSK_CORPUS`, () => expect(corpus).not.toBe(''));
else
  describe('the corpus', () => {
    test.each(files)('%s', (file) => {
      const result = readRecord(readFileSync(join(corpus, file)));
      if (result.ok) expectSound(result.value);
      else expect(['refused', 'no-patient']).toContain(result.error.kind);
      const isIps = file.startsWith('ips');
      if (isIps) expect(result.ok && result.value.format).toBe('ips');
    });
  });
