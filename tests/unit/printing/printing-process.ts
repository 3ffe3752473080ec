/** A kiosk's printing as a process of its own, to be killed in the middle of a job: JOURNAL PORT. */
import { DatabaseSync } from 'node:sqlite';
import { printablePicture } from '../../../hardware/printer/escpos-codec.ts';
import { createPrinterDriver } from '../../../hardware/printer/printer-driver.ts';
import { emulatedProfile } from '../../../hardware/printer/printer-profile.ts';
import { systemTimer } from '../../../hardware/transports/system-timer.ts';
import { createTcpTransport } from '../../../hardware/transports/tcp-transport.ts';
import { openPrintJournal } from '../../../main/printing/journal.ts';
import { printJournalled } from '../../../main/printing/print-service.ts';
import { systemClock } from '../../../main/shells/system-clock.ts';
import { stripes } from '../hardware/pictures.ts';

const [, , path = '', port = ''] = process.argv;
const database = new DatabaseSync(path);
database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
const opened = openPrintJournal(database, systemClock);
if (!opened.ok) throw new Error(opened.error.kind);
const transport = createTcpTransport({ host: '127.0.0.1', port: Number(port), timer: systemTimer });
const printer = createPrinterDriver({ transport, profile: emulatedProfile(384), timer: systemTimer });
const job = { receipt: 'FRST', picture: printablePicture(stripes(384, 900)) };
await printJournalled({ printer, journal: opened.value.journal }, job, () => undefined).outcome;
