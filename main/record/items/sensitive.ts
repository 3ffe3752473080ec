/**
 * Titles that ask before they show themselves: news that nobody should meet unprepared, and things that a person
 * beside the screen should not read by accident. A plain list, matched at the start of words; it decides nothing else.
 */
const startingWords = [
  'cancer', 'malignan', 'metasta', 'palliative', 'terminal illness', 'end of life', 'dementia', 'alzheimer', 'motor neurone', 'huntington',
  'hiv', 'human immunodeficiency', 'syphilis', 'gonorr', 'chlamydia', 'genital', 'sexual', 'sexually',
  'termination of pregnancy', 'abortion', 'miscarriage', 'stillb', 'infertil',
  'rape', 'abuse', 'violence', 'safeguard', 'child protection', 'neglect',
  'suicid', 'self-harm', 'self harm', 'overdose', 'psychosis', 'psychotic', 'schizo', 'bipolar', 'personality disorder', 'eating disorder',
  'alcoholi', 'alcohol dependence', 'alcohol misuse', 'opioid', 'heroin', 'cocaine', 'drug misuse', 'drug dependence', 'substance misuse', 'addiction', 'prison',
];
/** Kinds of cancer are the end of longer words (cholangiocarcinoma). */
const withinWords = ['carcinom', 'sarcom', 'lymphom', 'leukaem', 'leukem', 'melanom', 'blastom', 'myelom', 'tumour', 'tumor', 'neoplas'];

const pattern = new RegExp(`(?<!\\p{L})(?:${startingWords.join('|')})|${withinWords.join('|')}`, 'iu');

export function isSensitive(title: string): boolean {
  return pattern.test(title);
}
