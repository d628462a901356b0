/** What of the XML parser saxen, which brings no types, is used here. */
declare module 'saxen' {
  type Decode = (text: string) => string;
  export class Parser {
    on(
      name: 'openTag',
      hear: (
        element: string,
        attributes: () => Record<string, string>,
        decode: Decode,
        selfClosing: boolean,
      ) => void,
    ): this;
    on(name: 'closeTag', hear: (element: string) => void): this;
    on(name: 'text', hear: (value: string, decode: Decode) => void): this;
    on(name: 'cdata', hear: (value: string) => void): this;
    on(name: 'error' | 'warn', hear: (error: Error) => void): this;
    parse(text: string): this;
    stop(): void;
  }
}
