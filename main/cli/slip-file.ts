/** `kiosk slip`: the slip of a FHIR bundle as a picture and as the bytes that a printer gets. */
import type { Bitmap } from '../../hardware/ports.ts';
import { encodePicture, printablePicture } from '../../hardware/printer/escpos-codec.ts';
import { emulatedProfile } from '../../hardware/printer/printer-profile.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { LanguageCode } from '../../preload/contract.ts';
import { words } from '../copy/words.ts';
import { bitmapToPng } from '../printing/bitmap-png.ts';
import { composeSlip } from '../printing/compose-slip.ts';
import { drawSlip } from '../printing/draw.ts';
import type { PaperSlip } from '../printing/paper-slip.ts';
import type { PatientRecord, SectionId } from '../record/patient-record.ts';

export interface SlipFileRequest {
  readonly bundleBytes: Uint8Array;
  /** Dots: 576, 512, 420 or 384. */
  readonly width: number;
  readonly lang: LanguageCode;
  readonly large: boolean;
  /** Milliseconds since 1970, printed on the slip. */
  readonly now: number;
  /** Sections to print; all that have something to say where left out. */
  readonly sections?: readonly SectionId[];
}

export interface SlipFile {
  readonly png: Uint8Array;
  /** ESC/POS: initialise, raster strips, cut. */
  readonly bin: Uint8Array;
  readonly picture: Bitmap;
  readonly lengthMillimetres: number;
  /** Every word on the slip, one string a paragraph. */
  readonly words: readonly string[];
}

export const slipWidths = [576, 512, 420, 384] as const;
/** For the help of the commands. */
export const widthHelp = '--width in dots: 576 (where none is given) or 512 for paper of 80 mm, 420 or 384 for 58 mm.';
/** Said even when nothing is known of them: another surgery asks for these first. */
const always: readonly SectionId[] = ['allergies', 'medicines', 'results', 'conditions', 'vaccinations'];

export async function drawSlipFile<Failure extends { readonly kind: string }>(
  request: SlipFileRequest,
  readRecord: (bytes: Uint8Array) => Result<PatientRecord, Failure> | Promise<Result<PatientRecord, Failure>>,
): Promise<Result<SlipFile, Failure | { readonly kind: 'unknown-width' } | { readonly kind: 'cannot-encode' }>> {
  const { width, lang, large, now } = request;
  if (!slipWidths.some((known) => known === width)) return failed({ kind: 'unknown-width' });
  const record = await readRecord(request.bundleBytes);
  if (!record.ok) return record;
  const sections =
    request.sections ??
    record.value.sections
      .filter(({ id, state }) => state !== 'not-available' || always.includes(id))
      .map(({ id }) => id);
  const slip = composeSlip(
    { record: record.value, choices: { sections, large }, practice: false, copy: false, receipt: '0000' },
    { place: 'kiosk slip', surgery: words(lang)('slip:contact.your-surgery') },
    now,
    lang,
  );
  return drawToFile(slip, width, large);
}

/** Any slip, as the picture and the bytes of it. */
export async function drawToFile(slip: PaperSlip, width: number, large: boolean): Promise<Result<SlipFile, { readonly kind: 'cannot-encode' }>> {
  const profile = emulatedProfile(width);
  const drawn = await drawSlip(slip, { width, dotsPerInch: profile.dotsPerInch, large });
  const picture = printablePicture(drawn.picture);
  const bin = encodePicture(picture, profile);
  if (!bin.ok) return failed({ kind: 'cannot-encode' });
  return ok({
    png: await bitmapToPng(picture),
    bin: bin.value,
    picture,
    lengthMillimetres: drawn.lengthMillimetres,
    words: drawn.words,
  });
}
