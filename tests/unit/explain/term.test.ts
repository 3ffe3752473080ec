import { describe, expect, test } from 'vitest';
import { normalise, termsOf } from '../../../main/record/explain/term.ts';

describe('what counts as the same term', () => {
  test.each([
    ['Hemoglobin', 'haemoglobin'],
    ['Diarrhea & edema', 'diarrhoea and oedema'],
    ["Crohn's disease", 'crohns disease'],
    ['Co-codamol', 'co codamol'],
    ['Iron deficiency anemia', 'iron deficiency anaemia'],
    ['anaemia', 'anaemia'],
  ])('%s is written %s', (written, term) => {
    expect(normalise(written)).toBe(term);
  });

  test.each([
    ['Serum sodium level', 'sodium'],
    ['Plasma alanine aminotransferase level', 'alanine aminotransferase'],
    ['Sodium [Moles/volume] in Serum or Plasma', 'sodium'],
    ['FBC - Full blood count', 'full blood count'],
    ['Full blood count - FBC', 'full blood count'],
    ['Mean corpuscular volume (MCV)', 'mean corpuscular volume'],
  ])('a laboratory title: %s is %s', (title, term) => {
    expect(termsOf(title, 'tests')).toContain(term);
  });

  test('a concentration is not cut off: MCHC is not MCH', () => {
    expect(termsOf('Mean corpuscular haemoglobin concentration', 'tests')).not.toContain('mean corpuscular haemoglobin');
  });

  test('urine is not cut off: sodium in urine is not sodium in blood', () => {
    expect(termsOf('Urine sodium level', 'tests')).not.toContain('sodium');
    expect(termsOf('Sodium [Moles/volume] in Urine', 'tests')).not.toContain('sodium');
  });

  test.each([
    ['Amlodipine 5mg tablets', 'amlodipine'],
    ['Amlodipine 5mg tablets (Teva UK Ltd)', 'amlodipine'],
    ['Prednisolone 1mg tablets (Alliance Healthcare (Distribution) Ltd)', 'prednisolone'],
    ['Lantus 100units/ml solution for injection 3ml pre-filled SoloStar pen (Sanofi)', 'lantus'],
    ['Mirena 20micrograms/24hours intrauterine device (Bayer Plc)', 'mirena'],
    ['Metformin 1g modified-release tablets', 'metformin'],
    ['Paracetamol 120mg/5ml oral suspension paediatric sugar free', 'paracetamol'],
    ['Salbutamol 100micrograms/dose inhaler CFC free', 'salbutamol'],
    ['Levonorgestrel 150microgram / Ethinylestradiol 30microgram tablets', 'levonorgestrel ethinylestradiol'],
    ['Hydrocortisone 1% cream', 'hydrocortisone cream'],
    ['Sertraline hydrochloride 50 mg tablet', 'sertraline'],
    ['Zortress (everolimus)', 'everolimus'],
  ])('medicine %s is %s', (title, term) => {
    expect(termsOf(title, 'medicines')).toContain(term);
  });

  test('a form for one part of the body is never dropped', () => {
    expect(termsOf('Timolol 0.5% eye drops', 'medicines')).not.toContain('timolol');
    expect(termsOf('Hydrocortisone 1% cream', 'medicines')).not.toContain('hydrocortisone');
  });

  test('two substances are never read as one of them', () => {
    const terms = termsOf('Levonorgestrel 150microgram / Ethinylestradiol 30microgram tablets', 'medicines');
    expect(terms).not.toContain('levonorgestrel');
    expect(terms).not.toContain('ethinylestradiol');
  });

  test.each([
    ['First hepatitis A vaccination', 'hepatitis a'],
    ['Administration of second dose of hepatitis A vaccine', 'hepatitis a'],
    ['MMR pre-school booster vaccination', 'mmr pre school booster'],
  ])('vaccine %s is %s', (title, term) => {
    expect(termsOf(title, 'vaccines')).toContain(term);
  });

  test('a vaccine that was declined is not read as given', () => {
    expect(termsOf('Influenza vaccination declined', 'vaccines')).not.toContain('influenza');
  });

  test.each([
    ['systemic lupus erythematosus', 'systemic lupus erythematosus'],
    ['Epidemic typhus', 'epidemic typhus'],
    ['Transient ischemic attack', 'transient ischaemic attack'],
    ['Iron deficiency anemia', 'iron deficiency anaemia'],
    ['Chronic lymphoid leukemia', 'chronic lymphoid leukaemia'],
  ])('%s is spelt %s', (title, term) => {
    expect(termsOf(title, 'conditions')).toContain(term);
  });

  test('prose is no term', () => {
    expect(termsOf('a'.repeat(301), 'conditions')).toEqual([]);
  });
});
