/** A slip's picture for the gallery: black on white, 576 dots wide, as long as a real one. */
import { createCanvas } from '@napi-rs/canvas';
import type { Paper } from '../../../preload/contract.ts';

const lines = [
  'My health record: a summary', 'Ada Example, born 6 August 1948', 'NHS number 999 123 4567', '',
  'Allergies', 'Penicillin: rash. Recorded 2011', '', 'Medicines', 'Metformin 500mg tablets', 'One tablet, 2 times a day',
  'Ramipril 5mg capsules', 'One capsule each morning', '', 'Test results', 'HbA1c 48 mmol/mol, 3 June 2026', '',
  'Questions to ask my surgery', '_______________________', '_______________________', '', 'This may not be everything.',
];

export function samplePaper(times = 2): Paper {
  const words = Array.from({ length: times }, () => lines).flat();
  const width = 576;
  const height = 60 + words.length * 46;
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  pen.fillStyle = '#000';
  words.forEach((line, index) => {
    pen.font = index % lines.length === 0 ? 'bold 32px sans-serif' : '28px sans-serif';
    pen.fillText(line, 24, 60 + index * 46);
  });
  const breaks = words.map((_, index) => 60 + index * 46 - 34).slice(1);
  return { image: canvas.toDataURL('image/png'), width, height, words: words.filter((line) => line !== ''), breaks, part: 'Part {n} of {m}' };
}
