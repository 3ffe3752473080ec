/** How many titles that the kiosk would show have plain words, over a folder of records. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../../main/record/explain/explain.ts';
import { noNameRecorded } from '../../main/record/patient-record.ts';
import { readRecord } from '../../main/record/read-record.ts';

export interface Share {
  readonly shown: number;
  readonly explained: number;
  /** Titles counted once each, however often they are shown. */
  readonly distinctShown: number;
  readonly distinctExplained: number;
}

export interface UnmatchedTitle {
  readonly title: string;
  readonly section: string;
  readonly times: number;
}

export interface Coverage {
  readonly records: number;
  /** Files that hold no record that can be shown. */
  readonly notRecords: number;
  readonly all: Share;
  /** UK documents: GP Connect, and summaries whose file name says UK. */
  readonly uk: Share;
  readonly unmatched: readonly UnmatchedTitle[];
  readonly unmatchedUk: readonly UnmatchedTitle[];
}

interface Seen {
  times: number;
  explained: boolean;
  readonly title: string;
  readonly section: string;
}

const folders = ['ips', 'gp-connect', 'synthea'] as const;

export function coverageOf(corpus: string): Coverage {
  const all = new Map<string, Seen>();
  const uk = new Map<string, Seen>();
  let records = 0;
  let notRecords = 0;
  for (const folder of folders.filter((name) => existsSync(join(corpus, name)))) {
    for (const file of readdirSync(join(corpus, folder)).filter((name) => name.endsWith('.json'))) {
      const read = readRecord(readFileSync(join(corpus, folder, file)));
      if (!read.ok) {
        notRecords += 1;
        continue;
      }
      records += 1;
      const isUk = folder === 'gp-connect' || file.startsWith('UK_');
      for (const section of read.value.sections) {
        for (const item of section.items) {
          if (item.title.text === noNameRecorded) continue;
          const explained = explain(item, section.id, { showUnreviewed: true }) !== null;
          const key = `${section.id}|${item.title.text}|${explained ? 'yes' : 'no'}`;
          for (const counted of isUk ? [all, uk] : [all]) {
            const seen = counted.get(key) ?? { times: 0, explained, title: item.title.text, section: section.id };
            seen.times += 1;
            counted.set(key, seen);
          }
        }
      }
    }
  }
  return { records, notRecords, all: shareOf(all), uk: shareOf(uk), unmatched: unmatchedOf(all), unmatchedUk: unmatchedOf(uk) };
}

function shareOf(counted: ReadonlyMap<string, Seen>): Share {
  const seen = [...counted.values()];
  const explained = seen.filter((each) => each.explained);
  const sum = (each: readonly Seen[]): number => each.reduce((total, { times }) => total + times, 0);
  return { shown: sum(seen), explained: sum(explained), distinctShown: seen.length, distinctExplained: explained.length };
}

function unmatchedOf(counted: ReadonlyMap<string, Seen>): UnmatchedTitle[] {
  return [...counted.values()]
    .filter((each) => !each.explained)
    .map(({ title, section, times }) => ({ title, section, times }))
    .toSorted((a, b) => b.times - a.times || a.title.localeCompare(b.title));
}
