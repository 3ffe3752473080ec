/** Rows of a slip drawn in a second, against the 2,400 rows that a printer of 300 mm/s at 8 dots/mm prints. */
import type { PatientRecord } from '../../main/record/patient-record.ts';
import { composeSlip } from '../../main/printing/compose-slip.ts';
import { drawSlip } from '../../main/printing/draw.ts';
import { afternoon, detail, item, record, recorded, section, value } from '../unit/printing/records.ts';
import { median, row, type BenchRow } from './bench-row.ts';

const printerRows = { name: 'printer of 300 mm/s', value: 2400 };

const samples = {
  Latin: { lang: 'en', title: 'Metformin modified-release tablets', dose: 'Take one tablet twice a day with food' },
  Arabic: { lang: 'ar', title: 'أقراص ميتفورمين ممتدة المفعول', dose: 'تناول قرصا واحدا مرتين في اليوم مع الطعام' },
  Nastaliq: { lang: 'ur', title: 'میٹفارمین کی گولیاں', dose: 'دن میں دو بار کھانے کے ساتھ ایک گولی لیں' },
  Bengali: { lang: 'bn', title: 'মেটফর্মিন ট্যাবলেট', dose: 'দিনে দুবার খাবারের সাথে একটি ট্যাবলেট নিন' },
  Gurmukhi: { lang: 'pa', title: 'ਮੈਟਫੋਰਮਿਨ ਦੀਆਂ ਗੋਲੀਆਂ', dose: 'ਦਿਨ ਵਿੱਚ ਦੋ ਵਾਰ ਭੋਜਨ ਨਾਲ ਇੱਕ ਗੋਲੀ ਲਓ' },
} as const;

/** A list of thirty medicines in one script: about two metres of paper. */
function medicines({ lang, title, dose }: (typeof samples)[keyof typeof samples]): PatientRecord {
  const items = Array.from({ length: 30 }, (_, at) =>
    item(`medicines-${at}`, recorded(`${title} ${at + 1}`, lang), [detail('dose', recorded(dose, lang)), detail('supply', value(`${at + 28} mg`))]),
  );
  return record([section('medicines', { items })]);
}

async function rowsPerSecond(whole: PatientRecord): Promise<number> {
  const choices = { sections: ['medicines'], large: false } as const;
  const slip = composeSlip({ record: whole, choices, practice: false, copy: false, receipt: 'A1B2' }, { place: 'Central Library', surgery: 'your GP surgery' }, afternoon, 'en');
  const rates: number[] = [];
  for (let at = 0; at < 6; at += 1) {
    const from = performance.now();
    const { picture } = await drawSlip(slip, { width: 576, dotsPerInch: 203, large: false });
    rates.push((picture.height * 1000) / (performance.now() - from));
  }
  // The first one opens the fonts.
  return median(rates.slice(1));
}

export async function rows(): Promise<readonly BenchRow[]> {
  const found: BenchRow[] = [];
  for (const [script, sample] of Object.entries(samples)) {
    found.push(
      row(`slip rows drawn, ${script}`, await rowsPerSecond(medicines(sample)), 'rows/s', {
        against: printerRows,
        bar: '10 times as fast as the printer',
        holds: (_, ratio) => ratio >= 10,
      }),
    );
  }
  return found;
}
