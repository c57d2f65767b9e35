/** How an application says where the parser's file is: types alone, which name nothing that a dependent's compiler may lack. */

/** The file `quern/parser.wasm`: its address, what `fetch` gave for it, or its bytes. */
export type ParserFile =
  | string
  | { readonly href: string }
  | { arrayBuffer(): Promise<ArrayBuffer> }
  | ArrayBuffer
  | ArrayBufferView;

export interface LoadParserOptions {
  /**
   * The file `quern/parser.wasm`, for those who host it instead of having it in their JavaScript: its address, what `fetch` gave, or its bytes. Without it the
   * package's own copy is imported.
   */
  readonly wasm?: ParserFile | Promise<ParserFile>;
}
