/** Any page of the kiosk, drawn for its printer: what the preview shows is what prints. */
import type { Bitmap, PrinterProfile } from '../../hardware/ports.ts';
import { failed, ok, type Result } from '../../hardware/result.ts';
import type { DrawFailure } from '../session/ports.ts';
import { bitmapToDataUrl } from './bitmap-png.ts';
import { cutterFeedMillimetres, drawSlip } from './draw.ts';
import { pageBreaks } from './page-breaks.ts';
import type { DrawnSlip, PaperSlip } from './paper-slip.ts';
import { slipFonts } from './slip-fonts.ts';
import { drawText } from './text-picture.ts';
import { setInText } from './text-slip.ts';

/** Characters that the view has room for: about 40 metres of close print. What cannot be previewed is not printed. */
const longestImage = 4_000_000;

export interface PageParts {
  readonly profile: Pick<PrinterProfile, 'width' | 'dotsPerInch'> & Partial<Pick<PrinterProfile, 'slip' | 'columns' | 'codeTables' | 'stripRows'>>;
  /** The picture as this printer can be sent it (`printablePicture` of the ESC/POS codec): what is previewed is what prints. */
  readonly printable: (picture: Bitmap) => Bitmap;
}

export async function drawPage({ profile, printable }: PageParts, page: PaperSlip, large: boolean): Promise<Result<DrawnSlip, DrawFailure>> {
  const { width, dotsPerInch } = profile;
  try {
    const set = profile.slip === 'text' ? await drawAsText(page, profile, large) : ok(await drawSlip(page, { width, dotsPerInch, large }));
    if (!set.ok) return set;
    const drawn = set.value;
    const picture = 'text' in drawn ? drawn.picture : printable(drawn.picture);
    const image = await bitmapToDataUrl(picture);
    return image.length > longestImage ? failed({ kind: 'too-long' }) : ok({ ...drawn, picture, image, breaks: pageBreaks(picture) });
  } catch {
    // Out of memory, or a record that the fonts choke on: the person is told, the session goes on.
    return failed({ kind: 'cannot-draw' });
  }
}

const refusals = { language: 'other-language', script: 'other-letters', 'not-printable': 'other-letters', 'no-code-table': 'cannot-draw' } as const;

async function drawAsText(page: PaperSlip, profile: PageParts['profile'], large: boolean) {
  const { width, dotsPerInch, columns = 32, codeTables = {}, stripRows = 0 } = profile;
  const set = setInText(page, { columns, codeTables, stripRows }, large, slipFonts().pen().covers);
  // Right-to-left and joining scripts, or a letter that neither the printer nor a font has: refused whole.
  if (!set.ok) return failed({ kind: refusals[set.error.kind] });
  const { picture, page: text } = await drawText(set.value, { width, dotsPerInch, codeTables });
  return ok({ picture, text, words: set.value.words, lengthMillimetres: Math.ceil((picture.height / dotsPerInch) * 25.4) + cutterFeedMillimetres });
}
