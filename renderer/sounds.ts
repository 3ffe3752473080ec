/**
 * A small sound when something happens, for people who asked for it: one soft note for a new screen,
 * two where the person is waited for. Made here, so nothing is loaded.
 */
import { useEffect, useRef } from 'react';
import type { View } from '../preload/contract.ts';

/** Hertz, one after the other. */
export type Notes = readonly number[];

const waitsForThem = new Set<View['screen']>(['take-paper', 'still-there', 'print-trouble', 'helper-offer', 'goodbye']);
const noteLength = 0.12;
/** Quiet beside a voice: EN 301 549 5.1.3.13 asks for a level that is reset after every use, and it is never louder than this. */
const loudness = 0.08;

export function notesOf(view: View): Notes {
  if (!view.settings.sound) return [];
  return waitsForThem.has(view.screen) ? [660, 880] : [520];
}

/** Each note fades, so that it neither clicks nor startles. */
export function play(context: AudioContext, notes: Notes): void {
  notes.forEach((hertz, place) => {
    const from = context.currentTime + place * (noteLength + 0.04);
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(loudness, from);
    volume.gain.exponentialRampToValueAtTime(0.001, from + noteLength);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + noteLength);
  });
}

/** Once for each new screen, and once when sound is turned on: the person hears what they chose. */
export function useSounds(view: View | null): void {
  const context = useRef<AudioContext | null>(null);
  const occasion = view === null || !view.settings.sound ? null : view.screen;
  const current = useRef(view);
  current.current = view;
  useEffect(() => {
    if (occasion === null || current.current === null) return;
    context.current ??= new AudioContext();
    play(context.current, notesOf(current.current));
  }, [occasion]);
}
