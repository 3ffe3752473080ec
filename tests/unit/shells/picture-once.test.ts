import { expect, test } from 'vitest';
import type { View } from '../../../preload/contract.ts';
import { picturePutBack, pictureSentOnce } from '../../../preload/picture-once.ts';
import { attractView } from './fake-kiosk.ts';

const paper = (image: string) => ({ image, width: 8, height: 8, words: [], breaks: [], part: 'Part {n} of {m}' });
const printing = (image: string | null, progress: number) =>
  ({ ...attractView(1), screen: 'printing', paper: image === null ? null : paper(image), progress }) as unknown as View;
const image = `data:image/png;base64,${'A'.repeat(50_000)}`;

test('the picture crosses once, the progress alone after it, and the page sees it whole', () => {
  const send = pictureSentOnce();
  const receive = picturePutBack();
  const wires = Array.from({ length: 10 }, (_, tenth) => send(printing(image, tenth / 10)));
  expect(wires.filter((view) => JSON.stringify(view).includes(image))).toHaveLength(1);
  expect(Math.max(...wires.slice(1).map((view) => JSON.stringify(view).length))).toBeLessThan(5_000);
  expect(wires.map(receive)).toEqual(Array.from({ length: 10 }, (_, tenth) => printing(image, tenth / 10)));
});

test('another slip is another picture', () => {
  const send = pictureSentOnce();
  const receive = picturePutBack();
  const other = image.replace('A', 'B');
  expect([image, other, image].map((one) => receive(send(printing(one, 0))))).toEqual([image, other, image].map((one) => printing(one, 0)));
});

test('a screen without paper makes both sides forget', () => {
  const send = pictureSentOnce();
  const receive = picturePutBack();
  receive(send(printing(image, 0)));
  receive(send(attractView(1)));
  expect(receive(printing(null, 0))).toEqual(printing(null, 0));
  const lost = { ...printing(image, 0), paper: { ...paper(image), image: null } } as unknown as View;
  expect(receive(lost)).toEqual(lost);
  expect(JSON.stringify(send(printing(image, 0)))).toContain(image);
});
