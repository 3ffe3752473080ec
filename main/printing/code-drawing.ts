/** A QR code in black bars, for a reader that is held over paper. ISO/IEC 18004: four light modules all round. */
import qrcode from 'qrcode';
import type { Sheet } from './sheet.ts';

/** Four dots of a usual printer: a cheap reader at arm's length still tells them apart. */
const moduleMillimetres = 0.5;
const quietModules = 4;

/** Error correction M. Throws where the text is longer than any QR code holds (2,331 bytes). */
export function drawCode(sheet: Sheet, text: string, paper: { readonly width: number; readonly dotsPerInch: number }): void {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
  const across = modules.size + 2 * quietModules;
  const wanted = Math.round((moduleMillimetres / 25.4) * paper.dotsPerInch);
  const dot = Math.max(1, Math.min(wanted, Math.floor(paper.width / across)));
  const left = Math.floor((paper.width - across * dot) / 2) + quietModules * dot;
  const top = sheet.y + quietModules * dot;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; ) {
      let end = column;
      while (end < modules.size && modules.get(row, end) !== 0) end += 1;
      if (end > column) sheet.bar(left + column * dot, top + row * dot, (end - column) * dot, dot);
      column = end + 1;
    }
  }
  sheet.y += across * dot;
}
