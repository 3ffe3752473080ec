/** How each errand of `kiosk card` is called: only what that one takes. */
import type { Errand } from './card-errands.ts';

const office = { site: { type: 'string' }, staff: { type: 'string' } } as const;
const signing = { key: { type: 'string' }, days: { type: 'string' } } as const;
const drawing = {
  once: { type: 'boolean', default: false },
  print: { type: 'boolean', default: false },
  png: { type: 'string' },
  bin: { type: 'string' },
  width: { type: 'string', default: '576' },
  lang: { type: 'string', default: 'en' },
  large: { type: 'boolean', default: false },
} as const;
/** Every option of every errand. */
export const cardOptions = { ...office, ...signing, ...drawing } as const;

export function optionNamesOf(errand: Errand): readonly string[] {
  return Object.keys({ ...office, ...(errand.signs ? signing : {}), ...(errand.prints === true ? drawing : {}) });
}

export function usageOf(verb: string, errand: Errand): string {
  const asks = Object.keys(errand.asks);
  return [
    `card ${verb}`,
    errand.about ?? [],
    '--site FILE --staff ALIAS',
    errand.signs ? '--key FILE [--days N]' : [],
    errand.prints === true ? '[--once] [--print] [--png OUT] [--bin OUT] [--width 576] [--lang en] [--large]' : [],
    asks.length === 0 ? [] : `(JSON on standard input: ${asks.join(', ')})`,
  ]
    .flat()
    .join(' ');
}

/** A site begins with a key and a badge, in this order. */
export const firstSteps: readonly string[] = [
  'The first time, at the practice:',
  '  1. openssl rand 32 > keys/register.pepper; openssl rand 32 > keys/audit.key; chmod 600 keys/*',
  '  2. kiosk card key practice-key.json      the answer goes into the site file as cards.keys; the file never goes to a kiosk',
  '  3. echo \'{"alias":"service-001","name":"Ann","role":"service","pin":"…"}\' | kiosk card badge --site FILE --staff service-001 --key practice-key.json',
  '     The first badge is made under its own alias. --staff is whom the audit trail names: it opens nothing, the key and the register\'s files do.',
  '  4. kiosk card enrol, then kiosk card issue --print, for each person',
];
