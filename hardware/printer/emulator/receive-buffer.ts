/** The printer's receive buffer: first in, first out, of a fixed size. */
export class ReceiveBuffer {
  #bytes: Uint8Array;
  #start = 0;
  length = 0;

  constructor(size: number) {
    this.#bytes = new Uint8Array(size);
  }

  get free(): number {
    return this.#bytes.length - this.length;
  }

  put(value: number): void {
    this.#bytes[(this.#start + this.length) % this.#bytes.length] = value;
    this.length += 1;
  }

  take(count: number): Uint8Array {
    const taken = new Uint8Array(count);
    for (let at = 0; at < count; at += 1) taken[at] = this.#bytes[(this.#start + at) % this.#bytes.length] ?? 0;
    this.#start = (this.#start + count) % this.#bytes.length;
    this.length -= count;
    return taken;
  }

  clear(): void {
    this.length = 0;
  }
}
