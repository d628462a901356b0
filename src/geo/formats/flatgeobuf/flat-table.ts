/**
 * A table of a FlatBuffer, read within the bounds of its view: what lies outside throws a RangeError, and a vector that
 * claims more items than there are bytes left is one too. Fields are numbered from 0 as in the schema.
 */
export class FlatTable {
  declare private readonly view: DataView;
  declare private readonly at: number;
  private constructor(view: DataView, at: number) {
    this.view = view;
    this.at = at;
  }

  /** The root table of a buffer that begins at `at`. */
  static root(view: DataView, at: number): FlatTable {
    return new FlatTable(view, at + view.getUint32(at, true));
  }

  /** Byte of a field, or 0 when it is left out. */
  private field(slot: number): number {
    const vtable = this.at - this.view.getInt32(this.at, true);
    const offset = 4 + slot * 2;
    if (offset + 2 > this.view.getUint16(vtable, true)) return 0;
    const fieldOffset = this.view.getUint16(vtable + offset, true);
    return fieldOffset ? this.at + fieldOffset : 0;
  }

  /** Where the items of a vector stand in the view, which holds them all; undefined when the field is left out. */
  vector(slot: number, size: number): { start: number; length: number } | undefined {
    const at = this.field(slot);
    if (!at) return undefined;
    const start = at + this.view.getUint32(at, true);
    const length = this.view.getUint32(start, true);
    if (start + 4 + length * size > this.view.byteLength) throw new RangeError('vector beyond the end');
    return { start: start + 4, length };
  }

  u8(slot: number): number {
    const at = this.field(slot);
    return at ? this.view.getUint8(at) : 0;
  }

  u16(slot: number, otherwise: number): number {
    const at = this.field(slot);
    return at ? this.view.getUint16(at, true) : otherwise;
  }

  i32(slot: number): number {
    const at = this.field(slot);
    return at ? this.view.getInt32(at, true) : 0;
  }

  u64(slot: number): number {
    const at = this.field(slot);
    return at ? Number(this.view.getBigUint64(at, true)) : 0;
  }

  bytes(slot: number): DataView | undefined {
    const span = this.vector(slot, 1);
    return span && new DataView(this.view.buffer, this.view.byteOffset + span.start, span.length);
  }

  text(slot: number): string | undefined {
    const bytes = this.bytes(slot);
    return bytes && new TextDecoder().decode(bytes);
  }

  u32s(slot: number): number[] {
    const span = this.vector(slot, 4);
    if (!span) return [];
    return Array.from({ length: span.length }, (_, i) => this.view.getUint32(span.start + i * 4, true));
  }

  doubles(slot: number): number[] {
    const span = this.vector(slot, 8);
    if (!span) return [];
    return Array.from({ length: span.length }, (_, i) => this.view.getFloat64(span.start + i * 8, true));
  }

  table(slot: number): FlatTable | undefined {
    const at = this.field(slot);
    return at ? new FlatTable(this.view, at + this.view.getUint32(at, true)) : undefined;
  }

  tables(slot: number): FlatTable[] {
    const span = this.vector(slot, 4);
    if (!span) return [];
    return Array.from({ length: span.length }, (_, i) => {
      const at = span.start + i * 4;
      return new FlatTable(this.view, at + this.view.getUint32(at, true));
    });
  }
}
