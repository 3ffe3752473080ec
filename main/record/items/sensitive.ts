/**
 * Titles that ask before they show themselves: news that nobody should meet unprepared, and things that a person
 * beside the screen should not read by accident. A plain list, matched at the start of words; it decides nothing else.
 */
const stems = [
  'cancer', 'carcinom', 'malignan', 'metasta', 'tumour', 'tumor', 'neoplas', 'lymphom', 'leukaem', 'leukem', 'melanom', 'sarcom', 'myelom',
  'palliative', 'terminal illness', 'end of life', 'dementia', 'alzheimer', 'motor neurone', 'huntington',
  'hiv', 'human immunodeficiency', 'aids', 'syphilis', 'gonorr', 'chlamydia', 'genital', 'sexual', 'sexually',
  'termination of pregnancy', 'abortion', 'miscarriage', 'stillb', 'infertil',
  'rape', 'abuse', 'domestic', 'violence', 'safeguard', 'child protection', 'neglect', 'female genital',
  'suicid', 'self-harm', 'self harm', 'overdose', 'psychosis', 'psychotic', 'schizo', 'bipolar', 'personality disorder', 'eating disorder',
  'alcohol', 'opioid', 'heroin', 'cocaine', 'drug misuse', 'drug dependence', 'substance', 'addiction', 'prison', 'gender',
];

const pattern = new RegExp(`(?<![\\p{L}])(?:${stems.join('|')})`, 'iu');

export function isSensitive(title: string): boolean {
  return pattern.test(title);
}
