/**
 * The text of a SMART Health Card's QR code, before anything is verified.
 * HL7 SMART Health Cards and Links STU 1, "Encoding Chunks as QR Codes".
 */

/** A card by its look, right or wrong. */
export function looksLikeHealthCard(text: string): boolean {
  return /^shc:/i.test(text);
}
