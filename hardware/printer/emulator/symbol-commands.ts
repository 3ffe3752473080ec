/** GS k and GS ( k: bar codes, QR and the other two-dimensional codes. */
import { barcodeNames, drawBarcode } from './barcode-symbol.ts';
import { byte, skip, take } from './command-reader.ts';
import type { Reading } from './command-reader.ts';
import type { PrintMechanism } from './print-mechanism.ts';
import type { PrintState } from './print-state.ts';
import { drawQr } from './qr-symbol.ts';
import type { QrLevel } from './qr-symbol.ts';
import { drawStored, symbologies } from './stored-symbol.ts';

const levels: readonly QrLevel[] = ['L', 'M', 'Q', 'H'];
const readable = (data: Uint8Array): string => new TextDecoder('utf-8').decode(data);

/** GS k: m 0 to 6 end with NUL, m 65 and up carry their length. */
export function* barcode(state: PrintState): Reading {
  const system = yield* byte();
  const data = system >= 65 ? yield* take(yield* byte()) : yield* takeEndedByNul(state, system);
  if (data.length === 0) return;
  // Not Epson's: `MA,text` is a QR code of level M.
  const [level, , comma] = data;
  if (system === 11 && comma === 0x2c) {
    printQr(state, data.subarray(3), levels.find((known) => known.charCodeAt(0) === level) ?? 'L', state.qr.module);
    return;
  }
  const name = barcodeNames[system >= 65 ? system - 65 : system];
  if (name === undefined) {
    state.symbols.push({ kind: `barcode-${system}`, text: readable(data), drawn: false });
    return;
  }
  const canvas = drawBarcode(name, data, state.barcode.module, state.barcode.height, state.drawSymbol);
  const text = name === 'code-128' ? code128Text(data) : readable(data);
  state.symbols.push({ kind: name, text, drawn: canvas !== null });
  if (canvas === null) return;
  state.finishLine();
  if ((state.barcode.text & 1) !== 0) writeLine(state, text);
  state.printPicture(canvas);
  if ((state.barcode.text & 2) !== 0) writeLine(state, text);
}

/** `{A` `{B` `{C` choose the set; a byte of set C is two digits, `{1` and the like are function characters, `{{` a brace. */
function code128Text(data: Uint8Array): string {
  let text = '';
  let pairs = false;
  for (let at = 0; at < data.length; at += 1) {
    const value = data[at] ?? 0;
    if (value !== 0x7b) text += pairs ? String(value).padStart(2, '0') : String.fromCharCode(value);
    else {
      at += 1;
      const sign = String.fromCharCode(data[at] ?? 0);
      if ('ABC'.includes(sign)) pairs = sign === 'C';
      else if (sign === '{') text += sign;
    }
  }
  return text;
}

/** UPC, EAN and ITF hold digits: at anything else a printer gives up and reads on from there as from the beginning. */
function* takeEndedByNul(state: PrintState, system: number): Reading<Uint8Array> {
  const digitsOnly = system <= 3 || system === 5;
  const taken: number[] = [];
  for (;;) {
    const value = yield* byte();
    if (value === 0) return Uint8Array.from(taken);
    if ((digitsOnly && (value < 0x30 || value > 0x39)) || taken.length === 255) {
      state.unread = value;
      return new Uint8Array();
    }
    taken.push(value);
  }
}

function writeLine(state: PrintState, text: string): void {
  for (const character of text) state.writeCharacter(character);
  state.newLine();
}

/** GS ( k pL pH cn fn ...: 80 stores, 81 prints, 82 asks the size; the others set something of that symbology. */
export function* twoDimensional(state: PrintState, mechanism: PrintMechanism, length: number): Reading {
  if (length < 2) {
    yield* skip(length);
    return;
  }
  const [code = 0, fn = 0] = yield* take(2);
  const data = yield* take(length - 2);
  const symbol = state.storedSymbol(code);
  if (fn === 80) symbol.data = data.subarray(1);
  else if (fn === 81) printSymbol(state, code);
  else if (fn === 82) mechanism.answer(sizeOf(state, code));
  else symbol.settings.set(fn, [...data]);
}

/** Fn 82: how large the stored symbol would print, in dots; 31h where it cannot. */
function sizeOf(state: PrintState, code: number): number[] {
  const canvas = drawStored(code, state.storedSymbol(code), state.drawSymbol);
  const [width, height] = [canvas?.width ?? 0, canvas?.height ?? 0].map((size) => [...String(size)].map((digit) => digit.charCodeAt(0)));
  return [0x37, code === 48 ? 0x2f : 0x36, ...(width ?? []), 0x1f, ...(height ?? []), 0x1f, 0x31, 0x1f, canvas === null ? 0x31 : 0x30];
}

function printSymbol(state: PrintState, code: number): void {
  const symbol = state.storedSymbol(code);
  const canvas = drawStored(code, symbol, state.drawSymbol);
  // The first byte of a GS1 DataBar says which of them it is.
  const text = readable(code === 51 || code === 52 ? symbol.data.subarray(1) : symbol.data);
  state.symbols.push({ kind: symbologies.get(code) ?? `symbol-${code}`, text, drawn: canvas !== null });
  if (canvas !== null) state.printPicture(canvas);
}

export function printQr(state: PrintState, data: Uint8Array, level: QrLevel, module: number): void {
  const canvas = drawQr(data, level, module);
  state.symbols.push({ kind: 'qr', text: readable(data), drawn: canvas !== null });
  if (canvas !== null) state.printPicture(canvas);
}
