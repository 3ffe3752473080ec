/**
 * What the kiosk may ask of a device, and what a driver may ask of a transport.
 * Everything here is plain data and callbacks: nothing throws because a plug was pulled.
 */
import type { Result } from './result.ts';

/** Time as the drivers see it. `monotonic` is in milliseconds and never goes back. */
export interface Timer {
  monotonic(): number;
  /** Calls back once after `ms`; the returned function cancels. */
  after(ms: number, callback: () => void): () => void;
}

// --- readers ---------------------------------------------------------------

/** One whole code as the reader decoded it: at most 4,096 bytes. */
export interface Scan {
  readonly bytes: Uint8Array;
  /** AIM symbology identifier (ISO/IEC 15424) such as `]Q1`; null where the reader does not say. */
  readonly aim: string | null;
}

/**
 * How a reader is, as staff would say it. `keyboard-mode`: it works, in the declared degraded mode; `busy`: another
 * program has it; `not-fenced`: it would type into the window as well, so it is not used.
 */
export const readerConditions = [
  'ready',
  'keyboard-mode',
  'absent',
  'denied',
  'busy',
  'wrong-mode',
  'not-fenced',
  'driver-missing',
] as const;
export type ReaderCondition = (typeof readerConditions)[number];

/** What a scanner is set to be; `other`: something that speaks to its maker's own programs only. */
export type ScannerMode = 'hid-pos' | 'keyboard' | 'ibm' | 'serial' | 'other';

/** A scanner that was found in another mode than the site asks for. */
export interface WrongMode {
  readonly mode: ScannerMode;
  /** "Zebra"; null for a maker that is not known. */
  readonly maker: string | null;
  /** What the setup barcode for the right mode is called in the maker's guide. */
  readonly setupCode: string;
}

export type ReaderEvent =
  | { readonly type: 'scan'; readonly scan: Scan }
  /** A code came in broken (a lost report, a time-out): the person is asked to hold it again. */
  | { readonly type: 'misread' }
  /** A card without a code, such as a bank card or a bus pass. Its number is nobody's name and is not passed on. */
  | { readonly type: 'no-code' }
  | {
      readonly type: 'condition';
      readonly condition: ReaderCondition;
      /** With `wrong-mode`, where it is known. */
      readonly found?: WrongMode;
    };

/** Every kind of reader gives the same events, so that nothing above knows which it is. */
export interface Reader {
  /** Starts listening, with exactly one listener; the returned function stops and closes. */
  listen(onEvent: (event: ReaderEvent) => void): () => void;
}

/** What every kind of device hands back once it is open. */
export interface DeviceHandle {
  close(): Promise<void>;
}

/** Calls back when devices may have come or gone; the returned function stops. */
export type WatchDevices = (onChange: () => void) => () => void;

/** A USB device by what its interfaces are, whether or not a driver has taken them. */
export interface UsbDeviceInfo {
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  readonly roles: readonly ('keyboard' | 'hid' | 'serial' | 'other')[];
}

/** What is plugged in, also what the configured kind of reader cannot see; empty where the system does not tell. */
export interface UsbSurvey {
  devices(): Promise<readonly UsbDeviceInfo[]>;
}

export interface HidDeviceInfo {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly usagePage: number;
  readonly usage: number;
  readonly product: string;
  /** The HID report descriptor, where the system tells it (Linux sysfs). */
  readonly descriptor?: Uint8Array;
}

/** The few calls that the reader driver needs of a HID stack (node-hid behind it). */
export interface HidTransport {
  devices(): Promise<Result<readonly HidDeviceInfo[], { readonly kind: 'driver-missing' }>>;
  /** Reports include their report id as byte 0 where the device numbers its reports. */
  open(
    path: string,
    onReport: (report: Uint8Array) => void,
    onLost: () => void,
  ): Promise<Result<DeviceHandle, { readonly kind: 'denied' | 'absent' | 'busy' }>>;
  readonly watch: WatchDevices;
}

/** The line of a serial reader; USB-CDC devices take any rate and ignore it. */
export interface SerialLine {
  /** Bits a second. */
  readonly baud: number;
  readonly parity: 'none' | 'even' | 'odd';
  readonly stopBits: 1 | 2;
}

export interface SerialPortInfo {
  /** `/dev/ttyACM0` */
  readonly path: string;
  /** Of the USB device behind it; null where there is none. */
  readonly vendorId: number | null;
  readonly productId: number | null;
}

export interface SerialTransport {
  /** Ports of USB devices; others have to be named. */
  ports(): Promise<readonly SerialPortInfo[]>;
  /** Raw bytes; what came in before the line was set is not delivered. */
  open(
    path: string,
    line: SerialLine,
    onBytes: (bytes: Uint8Array) => void,
    onLost: () => void,
  ): Promise<Result<DeviceHandle, { readonly kind: 'absent' | 'denied' | 'busy' | 'driver-missing' }>>;
  readonly watch: WatchDevices;
}

/** A keyboard as the kernel's input layer has it. */
export interface InputDeviceInfo {
  /** `/dev/input/event3` */
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly product: string;
  /** Whether the window system was told to leave this device alone, so that none of its keys reach a window. */
  readonly fenced: boolean;
}

export interface InputDeviceTransport {
  /** Null where the system has no such layer. */
  keyboards(): Promise<readonly InputDeviceInfo[] | null>;
  /** `struct input_event`s of 64-bit Linux, whole: a multiple of 24 bytes. */
  open(
    path: string,
    onEvents: (bytes: Uint8Array) => void,
    onLost: () => void,
  ): Promise<Result<DeviceHandle, { readonly kind: 'absent' | 'denied' | 'busy' }>>;
  readonly watch: WatchDevices;
}

/** A program that reads a device for us: its output, until it ends. */
export interface ProgramTransport {
  start(
    onOutput: (bytes: Uint8Array) => void,
    onEnded: () => void,
  ): Promise<Result<DeviceHandle, { readonly kind: 'absent' | 'denied' | 'driver-missing' }>>;
  readonly watch: WatchDevices;
}

/** A picture of a camera: one byte a dot, 0 is black, `width * height` bytes. */
export interface GreyFrame {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Finds codes in pictures; nothing of a picture is kept. */
export interface CodeFinder {
  /** Takes the frame's bytes: they are wiped. Null: it cannot look any more. */
  find(frame: GreyFrame): Promise<readonly Scan[] | null>;
  close(): Promise<void>;
}

// --- printers --------------------------------------------------------------

/** What is the matter with the printer, worst first; one table, so that tests read as a story. */
export const printerConditions = [
  'absent',
  'cover-open',
  'paper-out',
  'cutter-fault',
  'fault',
  'too-hot',
  'offline',
  'paper-low',
  'ready',
] as const;
export type PrinterCondition = (typeof printerConditions)[number];

export interface ByteLink {
  /**
   * Resolves when the transport took the bytes (which is not yet printing). `stalled`: nothing moved for 10 s;
   * the bytes stay queued in their order, and a write of no bytes waits on for them.
   */
  write(bytes: Uint8Array): Promise<Result<void, { readonly kind: 'disconnected' | 'stalled' }>>;
  close(): Promise<void>;
}

/** `/dev/usb/lp*`, TCP 9100, serial or the emulator. */
export interface ByteTransport {
  open(
    onData: (bytes: Uint8Array) => void,
    onClosed: () => void,
  ): Promise<Result<ByteLink, { readonly kind: 'absent' | 'busy' | 'denied' }>>;
}

/** A picture of one bit a dot, rows packed to whole bytes, most significant bit leftmost, 1 is black. */
export interface Bitmap {
  readonly width: number;
  readonly height: number;
  /** `ceil(width / 8) * height` bytes. */
  readonly data: Uint8Array;
}

/** Codes that a printer draws itself, beside QR and the plain bar codes. */
export type SymbolFormat =
  | 'PDF417'
  | 'CompactPDF417'
  | 'Aztec'
  | 'DataMatrix'
  | 'MaxiCode'
  | 'MicroQRCode'
  | 'DataBarOmni'
  | 'DataBarLimited'
  | 'DataBarExpanded'
  | 'DataBarStacked'
  | 'DataBarStackedOmni'
  | 'DataBarExpandedStacked'
  | 'UPCE'
  | 'Codabar'
  | 'Code93';

/** One dot a module; bar codes as one row or more. Null where the data is not allowed. `options`: `columns=4,ecLevel=2`. */
export type DrawSymbol = (format: SymbolFormat, data: Uint8Array, options: string) => Bitmap | null;

/** A character in a cell of so many dots; null where there is no shape for it. */
export type DrawLetter = (character: string, width: number, height: number, bold: boolean) => Bitmap | null;

/** How a job ended. `unknown`: some of it was sent and nobody can say what was printed. */
export type PrintOutcome =
  | { readonly kind: 'printed'; readonly evidence: 'fence' }
  /** Nothing of the job reached the paper. */
  | { readonly kind: 'refused'; readonly condition: PrinterCondition }
  | { readonly kind: 'unknown'; readonly condition: PrinterCondition | null };

export type PrintProgress =
  | { readonly type: 'sending'; readonly rowsSent: number; readonly rows: number }
  | { readonly type: 'waiting'; readonly condition: PrinterCondition };

export interface PrintJob {
  /** Four characters of [0-9A-Z] that the printer echoes back when it has printed this far. */
  readonly token: string;
  readonly picture: Bitmap;
  /** The same slip in the printer's own letters; then `picture` is how it will look, and is not sent. */
  readonly text?: TextPage;
}

export type TextLine =
  /** Bytes of the code table, none below 20 (hex), at most as many as the paper has columns. */
  | { readonly kind: 'text'; readonly bytes: Uint8Array; readonly bold: boolean }
  /** A line whose letters the table does not have. */
  | { readonly kind: 'picture'; readonly picture: Bitmap };

export interface TextPage {
  /** n of ESC t. */
  readonly codeTable: number;
  /** Letters twice as wide and as high: half the columns. */
  readonly double: boolean;
  readonly lines: readonly TextLine[];
}

export interface RunningPrint {
  readonly outcome: Promise<PrintOutcome>;
  /** Stops as soon as possible and leaves nothing in the printer for the next person. */
  abandon(): void;
}

export interface Printer {
  /** The last known condition, asked afresh. */
  status(): Promise<PrinterCondition>;
  /** Tells of every change of condition; the returned function stops. */
  watch(onCondition: (condition: PrinterCondition) => void): () => void;
  /** One job at a time; a second call while one runs is refused as `offline`. */
  print(job: PrintJob, onProgress: (progress: PrintProgress) => void): RunningPrint;
}

/** `taken`: there is no slip at the mouth. `failed`: it may still be there. */
export type RetractOutcome = 'retracted' | 'taken' | 'unsupported' | 'failed';

/** A printer that holds the slip at its mouth. */
export interface Presenter {
  /** Draws in what nobody took; nothing where the printer has no presenter. */
  retract(): Promise<RetractOutcome>;
}

/** The character sets that text may be sent in. Names as the vendors give them. */
export const codeTableNames = ['437', '850', '858', '1252', '8859-15'] as const;
export type CodeTableName = (typeof codeTableNames)[number];

/** A printer model as data: what it can do and how wide it is. */
export interface PrinterProfile {
  readonly name: string;
  /** Printable width in dots: 576, 512, 420 or 384. */
  readonly width: number;
  readonly dotsPerInch: number;
  /** Millimetres a second; the fence waits for this. */
  readonly speed: number;
  /** Characters of font A across the paper. */
  readonly columns: number;
  /** What a slip is sent as: a picture, or text where a picture takes too long (serial). */
  readonly slip: 'raster' | 'text';
  /** Rows in one raster command (GS v 0); 0 where it prints no picture at all. */
  readonly stripRows: number;
  readonly fence: 'process-id' | 'paper-status' | 'none';
  /** Whether it answers DLE EOT. */
  readonly status: 'real-time' | 'none';
  readonly cut: 'partial' | 'full' | 'none';
  /** `gs-e`: holds the slip at its mouth and can draw it back in (GS e, as Custom and Pyramid have it). */
  readonly presenter: 'none' | 'gs-e';
  /** Starts in a double-byte mode, which FS . must end before any text. */
  readonly kanji: boolean;
  /** ESC t numbers of the character sets that it is known to have. */
  readonly codeTables: Readonly<Partial<Record<CodeTableName, number>>>;
  /** What it says of itself to GS I 66 and 67: the beginning of it, empty for anything; null where it says nothing sure. */
  readonly answers: { readonly maker: string; readonly model: string } | null;
  /** `vendor:product` as hexadecimal, `*` for any product. Hints: clones lie, and one number stands for many models. */
  readonly usb: readonly string[];
  /** Where all this is from, and what was not tried. */
  readonly sources: readonly string[];
}
