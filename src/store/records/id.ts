/** A random identifier, 128 bits in hexadecimal. (`crypto.randomUUID` is missing on pages served over plain HTTP.) */
export function newId(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, '0')).join('');
}
