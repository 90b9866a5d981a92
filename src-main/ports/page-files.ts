// The built renderer, as both hosts serve it.

export interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Answers the file at a URL path, or undefined. A request can name a file and nothing more. */
export type PageFilesPort = (path: string) => PageFile | undefined;
