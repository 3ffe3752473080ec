/** `npm run faults`: every fault of the field at every moment of a print and of a visit, and what became of it. */
import { fixedWidth, printerCells, printerHeads, printerRows, readerCells, readerHeads, readerRows } from './table.ts';

const printing = await Array.fromAsync(printerRows());
const reading = await Array.fromAsync(readerRows());
process.stdout.write(`Printer\n${fixedWidth([printerHeads, ...printing.map(printerCells)])}\n\n`);
process.stdout.write(`Reader\n${fixedWidth([readerHeads, ...reading.map(readerCells)])}\n\n`);
const all = [...printing, ...reading];
const broken = all.filter((row) => row.broken.length > 0).length;
process.stdout.write(`${all.length - broken} passed, ${broken} failed\n`);
process.exitCode = broken === 0 ? 0 : 1;
