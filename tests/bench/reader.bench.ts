/** How long a code takes from the reports of its reader, against what cannot be done without: copying its bytes together. */
import { createCodeFraming } from '../../hardware/reader/code-framing.ts';
import { encodeScan, honeywellLayout, newlandLayout } from '../../hardware/reader/hid-pos-codec.ts';
import { createScanAssembly } from '../../hardware/reader/scan-assembly.ts';
import { median, row, type BenchRow } from './bench-row.ts';

/** QR version 40-L holds 2,953 bytes: 53 reports of 56. */
const longest = Uint8Array.from({ length: 2953 }, (_, at) => 0x20 + (at % 90));
const timer = { monotonic: () => 0, after: () => () => undefined };
const rounds = 2000;

export async function rows(): Promise<readonly BenchRow[]> {
  const reports = encodeScan(longest, ']Q1', honeywellLayout);
  if (reports.length !== 53) throw new Error('the longest code has 53 reports');
  const guessed = encodeScan(longest, null, newlandLayout);
  const line = Uint8Array.from([...longest, 0x0d]);
  const copied = timeOf(() => {
    const whole = new Uint8Array(longest.length);
    let at = 0;
    for (const report of reports) {
      const part = report.slice(5, 5 + (report[1] ?? 0));
      whole.set(part, at);
      at += part.length;
    }
    return whole.length;
  });
  const rowOf = (name: string, value: number): BenchRow =>
    row(name, value, 'ms', { against: { name: 'the same bytes copied', value: copied }, bar: 'under 1 ms', holds: (time) => time < 1 });
  return [
    rowOf('QR of 53 HID reports, to one scan', timeOf(() => assembled(reports, true))),
    rowOf('the same, the layout guessed', timeOf(() => assembled(guessed, false))),
    rowOf('the same from a serial line', timeOf(() => framed(line))),
  ];
}

function assembled(reports: readonly Uint8Array[], known: boolean): number {
  let size = 0;
  const assembly = createScanAssembly(timer, known ? honeywellLayout : null, (scan) => (size = scan.bytes.length), () => undefined);
  for (const report of reports) assembly.report(report);
  return size;
}

function framed(line: Uint8Array): number {
  let size = 0;
  const settings = { framing: 'line', prefix: new Uint8Array(), idle: 300 } as const;
  const frame = createCodeFraming(timer, settings, (scan) => (size = scan.bytes.length), () => undefined);
  // Packets of USB full speed.
  for (let at = 0; at < line.length; at += 64) frame.push(line.subarray(at, at + 64));
  return size;
}

function timeOf(task: () => number): number {
  const times: number[] = [];
  for (let round = -rounds / 2; round < rounds; round += 1) {
    const from = performance.now();
    const size = task();
    const time = performance.now() - from;
    if (size !== longest.length) throw new Error(`${size} bytes of ${longest.length} came`);
    if (round >= 0) times.push(time);
  }
  return median(times);
}
