/** Pages that staff print: one that tries the printer, and what was found out about the kiosk. Nothing of a person. */
import type { PrinterProfile } from '../../hardware/ports.ts';
import type { LanguageCode } from '../../preload/contract.ts';
import { direction, words } from '../copy/words.ts';
import type { Finding } from '../session/ports.ts';
import type { PaperSlip, SlipBlock, SlipField } from './paper-slip.ts';

export interface TestPageOf {
  readonly place: string;
  readonly kiosk: string;
  readonly receipt: string;
  /** ISO 8601, of this moment. */
  readonly printed: string;
  readonly profile: Pick<PrinterProfile, 'name' | 'width' | 'dotsPerInch' | 'slip'>;
  readonly languages: readonly LanguageCode[];
}

/** What the code of the test slip says: letters that keyboards of other countries mix up, and signs outside ASCII. */
export const testCode = 'ALONGSIDE TEST "@#~|\\ yzYZ 0123456789 £';

const field = (label: string, value: string): SlipField & { readonly type: 'field' } => ({ type: 'field', label, value });

export function composeTestSlip({ place, kiosk, receipt, printed, profile, languages }: TestPageOf): PaperSlip {
  const say = words('en');
  const millimetres = Math.round((profile.width / profile.dotsPerInch) * 25.4);
  return {
    language: 'en',
    dir: 'ltr',
    blocks: [
      { type: 'title', text: say('staff:test-slip.title') },
      field(say('staff:test-slip.kiosk'), `${place}, ${kiosk}`),
      field(say('staff:test-slip.printed'), printed),
      field(say('staff:test-slip.receipt'), receipt),
      field(say('staff:test-slip.profile'), profile.name),
      field(say('staff:test-slip.width'), say('staff:test-slip.dots', { dots: profile.width, millimetres })),
      { type: 'notice', text: say('staff:test-slip.frame') },
      { type: 'banner', text: say('staff:test-slip.black') },
      { type: 'line', text: [say('staff:test-slip.scripts')], weight: 'bold' },
      // A printer that is sent text has the letters of English at least.
      ...languages.filter((language) => language === 'en' || profile.slip !== 'text').map(
        (language): SlipBlock => ({ type: 'line', text: [{ text: words(language)('attract.heading'), lang: language, isValue: false }], weight: 'normal' }),
      ),
      { type: 'code', text: testCode },
      { type: 'line', text: [say('staff:test-slip.code')], weight: 'normal' },
      { type: 'rule' },
      { type: 'line', text: [say('staff:test-slip.about')], weight: 'small' },
    ],
  };
}

export function composeReadiness(findings: readonly Finding[], { place, kiosk, receipt, printed }: TestPageOf): PaperSlip {
  const say = words('en');
  return {
    language: 'en',
    dir: direction('en'),
    blocks: [
      { type: 'title', text: say('staff:readiness-slip.title') },
      field(say('staff:test-slip.kiosk'), `${place}, ${kiosk}`),
      field(say('staff:test-slip.printed'), printed),
      field(say('staff:test-slip.receipt'), receipt),
      { type: 'rule' },
      ...findings.flatMap(({ name, state, says }): SlipBlock[] => [
        { type: 'line', text: [`${name}: ${say(`staff:readiness-slip.${state}`)}`], weight: 'bold' },
        { type: 'line', text: [says], weight: 'normal' },
      ]),
      { type: 'rule' },
      { type: 'line', text: [say('staff:test-slip.about')], weight: 'small' },
    ],
  };
}
