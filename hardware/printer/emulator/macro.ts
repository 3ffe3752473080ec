/** GS : and GS ^: bytes that are kept and read again. At most 2,048, as Epson has it. */
const longest = 2048;
/** A hostile stream must not make the printer print for ever. */
const longestPlay = 262_144;

export class Macro {
  #recording: number[] | null = null;
  #body = new Uint8Array();
  #pending = new Uint8Array();

  get pending(): number {
    return this.#pending.length;
  }

  /** What the interpreter has taken; kept while a macro is being defined. */
  heard(bytes: Uint8Array): void {
    if (this.#recording === null) return;
    this.#recording.push(...bytes);
    // Too long: there is no macro, and what comes is obeyed as it is.
    if (this.#recording.length > longest + 2) {
      this.#recording = null;
      this.#body = new Uint8Array();
    }
  }

  toggle(): void {
    if (this.pending > 0) return;
    if (this.#recording === null) this.#recording = [];
    else {
      // The GS : that ends it has been heard too.
      this.#body = Uint8Array.from(this.#recording.slice(0, -2));
      this.#recording = null;
    }
  }

  play(times: number): void {
    if (this.pending > 0 || this.#recording !== null) return;
    const whole = Math.min(times, this.#body.length === 0 ? 0 : Math.floor(longestPlay / this.#body.length));
    this.#pending = new Uint8Array(whole * this.#body.length);
    for (let time = 0; time < whole; time += 1) this.#pending.set(this.#body, time * this.#body.length);
  }

  take(count: number): Uint8Array {
    const taken = this.#pending.slice(0, count);
    this.#pending = this.#pending.slice(count);
    return taken;
  }

  forget(): void {
    this.#recording = null;
    this.#pending = new Uint8Array();
  }
}
