/** The thread that looks for QR codes in frames, with zxing-wasm from this machine's own files: nothing is ever fetched. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { GreyFrame, Scan } from '../ports.ts';

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
const ready = prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer }, fireImmediately: true });

/** What a reader of cards and letters needs; other symbologies only bring mistakes. */
const options = { formats: ['QRCode'], tryHarder: true, tryRotate: true, tryInvert: true, tryDownscale: true, maxNumberOfSymbols: 4 } as const;

async function find({ width, height, data }: GreyFrame): Promise<readonly Scan[]> {
  await ready;
  const colours = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < data.length; at += 1) {
    const grey = data[at] ?? 0;
    colours.fill(grey, at * 4, at * 4 + 3);
    colours[at * 4 + 3] = 255;
  }
  const found = await readBarcodes({ width, height, data: colours } as Parameters<typeof readBarcodes>[0], { ...options, formats: [...options.formats] });
  colours.fill(0);
  data.fill(0);
  return found
    .filter(({ isValid }) => isValid)
    .map(({ bytes, bytesECI, hasECI, symbologyIdentifier }) => {
      // With character sets the identifier says so, and the bytes hold their escapes (AIM ECI protocol).
      const whole = hasECI ? bytesECI : bytes;
      return { bytes: Uint8Array.from(whole), aim: /^\][A-Za-z][0-9A-Za-z]$/.test(symbologyIdentifier) ? symbologyIdentifier : null };
    });
}

parentPort?.on('message', (frame: GreyFrame) => {
  find(frame).then(
    (scans) => parentPort?.postMessage(scans),
    () => parentPort?.postMessage(null),
  );
});
