/** Questions that a person may take to their surgery. Their words are in `main/copy`; which were chosen is on the slip only. */
export const questionTopics = ['any', 'medicine', 'result', 'condition', 'allergy', 'letter'] as const;

export const questionsOf = {
  any: ['any-next', 'any-myself', 'any-who', 'any-plain'],
  medicine: ['medicine-why', 'medicine-how', 'medicine-long', 'medicine-effects', 'medicine-together'],
  result: ['result-mean', 'result-again', 'result-change'],
  condition: ['condition-mean', 'condition-watch', 'condition-done'],
  allergy: ['allergy-right', 'allergy-avoid'],
  letter: ['letter-mean', 'letter-do', 'letter-waiting'],
} as const;

export type QuestionId = (typeof questionsOf)[(typeof questionTopics)[number]][number];
