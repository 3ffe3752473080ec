/** What a person takes to the surgery: one page, questions, and what looks wrong. */
import { describe, expect, test } from 'vitest';
import { composeReport } from '../../../main/printing/compose-report.ts';
import { composeSlip, type SlipToCompose } from '../../../main/printing/compose-slip.ts';
import type { PaperSlip } from '../../../main/printing/paper-slip.ts';
import type { PatientRecord } from '../../../main/record/patient-record.ts';
import { reportKinds, type Report } from '../../../main/session/report.ts';
import { detail, item, recordOf } from '../finding/records.ts';
import { afternoon, library } from './records.ts';

const record = recordOf(
  {
    medicines: [
      item('medicines-1', 'Metformin 500mg tablets', { details: [detail('dose', 'One tablet twice a day with food'), detail('source', 'Riverside Surgery'), detail('recorder', 'Dr B Sample')] }),
      item('medicines-2', 'Amoxicillin 500mg capsules', { past: true }),
    ],
    conditions: [item('conditions-1', 'Bipolar disorder', { sensitive: true, date: '2019-05' })],
    vaccinations: [item('vaccinations-1', 'Influenza')],
  },
  {},
  { allergies: 'not-available', results: 'none-recorded' },
);
const request = (more: Partial<SlipToCompose> = {}): SlipToCompose => ({ record, choices: { sections: ['medicines'], large: false }, practice: false, copy: false, receipt: 'A7K2', ...more });
const written = (slip: PaperSlip) => JSON.stringify(slip.blocks).replaceAll('\u00a0', ' ');
const lines = (slip: PaperSlip) => slip.blocks.filter(({ type }) => type === 'writing').reduce((sum, block) => sum + (block.type === 'writing' ? block.lines : 0), 0);

describe('questions', () => {
  const slip = (questions: SlipToCompose['questions'], of: PatientRecord = record) => composeSlip(request({ record: of, ...(questions === undefined ? {} : { questions }) }), library, afternoon, 'en');
  test('that were chosen are on the slip, each with room to write', () => {
    const chosen = slip(['medicine-why', 'any-next']);
    expect(written(chosen)).toContain('What is this medicine for?');
    expect(written(chosen)).toContain('What happens next, and when?');
    expect(written(chosen)).not.toContain('What does this letter mean for me?');
    expect(lines(chosen)).toBe(lines(slip(undefined)) + 4);
  });
});

describe('one page', () => {
  const slip = composeSlip(request({ choices: { sections: [], large: false, onePage: true } }), library, afternoon, 'en');
  test('has medicines now with their whole dose, and says what is unknown', () => {
    expect(written(slip)).toContain('One tablet twice a day with food');
    expect(written(slip)).toContain('We do not know. This part was not in the record that we got.');
    expect(written(slip)).toContain('Your surgery has recorded that there are none.');
  });
  test('leaves out what is past, private or elsewhere, and counts it', () => {
    for (const word of ['Amoxicillin', 'Bipolar', 'Influenza']) expect(written(slip)).not.toContain(word);
    for (const said of ['In the past, so not on this page: 1 thing.', 'Private, so not on this page: 1 thing.', 'Not on this page: Vaccinations (1).']) expect(written(slip)).toContain(said);
  });
});

describe('what looks wrong', () => {
  const slip = (report: Report, more: Partial<SlipToCompose> = {}) => composeReport(report)(request(more), library, afternoon, 'en');
  test('names the thing as recorded, with its date, details and source, and what was ticked; nothing else of the record', () => {
    const text = written(slip({ section: 'medicines', item: 'medicines-1', kinds: ['wrong', 'out-of-date'] }));
    for (const said of ['Please check my record', 'Medicines', 'Metformin 500mg tablets', '1 January 2026', 'One tablet twice a day with food', 'Riverside Surgery', 'Dr B Sample', 'This is wrong', 'This is out of date', '999 123 4560', 'The kiosk has sent nothing and changed nothing.'])
      expect(text).toContain(said);
    for (const other of ['Amoxicillin', 'Bipolar', 'Influenza', 'This is not about me']) expect(text).not.toContain(other);
  });
  test('a private thing that was chosen by hand is named: that is what the paper is for', () => {
    expect(written(slip({ section: 'conditions', item: 'conditions-1', kinds: ['not-mine'] }))).toContain('Bipolar disorder');
  });
  test('about a part: its count or its state; about the record: no part', () => {
    expect(written(slip({ section: 'medicines', item: null, kinds: ['missing'] }))).toContain('2 things');
    expect(written(slip({ section: 'allergies', item: null, kinds: ['missing'] }))).toContain('We do not know.');
    expect(written(slip({ section: null, item: null, kinds: ['missing'] }))).toContain('The record as a whole');
  });
  test('an entry that is not in the record is not made up', () => {
    expect(written(slip({ section: 'medicines', item: 'medicines-99', kinds: reportKinds }))).toContain('2 things');
  });
  test('has room to write, and says PRACTICE and COPY at both ends', () => {
    const made = slip({ section: null, item: null, kinds: ['missing'] }, { practice: true, copy: true });
    expect(lines(made)).toBeGreaterThanOrEqual(8);
    expect(made.blocks.filter(({ type }) => type === 'banner')).toHaveLength(4);
  });
});
