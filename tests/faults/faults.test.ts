import { expect, test } from 'vitest';
import { lookFor, markedSlip, slipRows } from './marked-paper.ts';
import { printerTroubles } from './printer-faults.ts';
import { moments, play } from './printer-scenario.ts';
import { brokenPrinting, brokenReading } from './promises.ts';
import { playReader, readerMoments, readerTroubles } from './reader-faults.ts';

test('all eighteen faults of the field are here', () => {
  const numbers = new Set([...printerTroubles, ...readerTroubles].map(({ number }) => number));
  expect([...numbers].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 18 }, (_, at) => at + 1));
});

test.each(printerTroubles)('printer: $number $name, at every moment', async (trouble) => {
  for (const moment of moments) {
    const outcome = await play(trouble, moment);
    expect(brokenPrinting(outcome), JSON.stringify(outcome)).toEqual([]);
  }
});

test.each(readerTroubles)('reader: $number $name, at every moment', async (trouble) => {
  for (const moment of readerMoments) {
    const outcome = await playReader(trouble, moment);
    expect(brokenReading(outcome), JSON.stringify(outcome)).toEqual([]);
  }
});

test('trouble that is waited for goes on by itself; what is unknown is asked, and comes again as COPY', async () => {
  const [out] = printerTroubles.filter(({ name }) => name === 'paper out, then loaded');
  const [off] = printerTroubles.filter(({ name }) => name === 'switched off, then on');
  if (out === undefined || off === undefined) throw new Error('no such fault');
  expect(await play(out, 'sending')).toMatchObject({ screen: 'print-trouble: paper-out', after: 'take-paper', journal: ['printed (fence)'] });
  expect(await play(off, 'sending')).toMatchObject({
    screen: 'print-trouble: unknown',
    after: 'print-trouble: unknown > take-paper',
    journal: ['unknown (absent)', 'printed (fence)'],
    paper: { copy: { whole: 1 } },
  });
});

test('the promises can be broken: a second copy, rows of a former person, a success that is none', async () => {
  const [fine] = printerTroubles.filter(({ number }) => number === 9);
  if (fine === undefined) throw new Error('no such fault');
  const good = await play(fine, 'queued');
  expect(brokenPrinting(good)).toEqual([]);
  const { first } = good.paper;
  expect(brokenPrinting({ ...good, paper: { ...good.paper, first: { ...first, whole: 2 } } })).not.toEqual([]);
  expect(brokenPrinting({ ...good, paper: { ...good.paper, first: { ...first, whole: 0 } } })).not.toEqual([]);
  expect(brokenPrinting({ ...good, next: { ...good.next, paper: { ...good.next.paper, others: 1 } } })).not.toEqual([]);
  expect(brokenPrinting({ ...good, left: { bytes: 1, links: 0 } })).not.toEqual([]);
});

test('a row on the paper tells whose it is', () => {
  const whole = markedSlip(1);
  expect(lookFor(1, whole)).toEqual({ whole: 1, rows: slipRows, others: 0 });
  expect(lookFor(2, whole)).toEqual({ whole: 0, rows: 0, others: slipRows });
  expect(lookFor(1, { ...whole, data: whole.data.subarray(8) })).toEqual({ whole: 0, rows: slipRows - 1, others: 0 });
});
