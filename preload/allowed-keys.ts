/** The keys that reach the page: moving, pressing, and plain characters. Everything else is the browser's or the system's. */
const movingKeys: ReadonlySet<string> = new Set([
  'Tab',
  'Enter',
  ' ',
  'Escape',
  'Backspace',
  'Delete',
  'ArrowUp',
  'ArrowDown',
  'ArrowLeft',
  'ArrowRight',
  'Home',
  'End',
  'PageUp',
  'PageDown',
  'Shift',
]);

export interface PressedKey {
  /** `KeyboardEvent.key` */
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
}

/** No chord passes: a keyboard that somebody plugs in, or a barcode that types, opens nothing. */
export function isAllowedKey(pressed: PressedKey): boolean {
  if (pressed.control || pressed.alt || pressed.meta) return false;
  return movingKeys.has(pressed.key) || /^[\p{L}\p{N}]$/u.test(pressed.key);
}
