// Files as the journal needs them: append, make durable, read. Small enough to be played by a simulated disk.

/** `code` is the system's own (`ENOSPC`, `EIO`, ...). */
export type DiskAnswer = { readonly ok: true } | { readonly ok: false; readonly code: string };

export interface AppendFile {
  readonly size: number;
  /** Writes all bytes at the end, or answers why not; after a failure the file may hold a part of them. */
  append(bytes: Uint8Array): Promise<DiskAnswer>;
  /** Returns when everything appended has reached the device (fdatasync). */
  sync(): Promise<DiskAnswer>;
  truncate(size: number): Promise<DiskAnswer>;
  close(): Promise<void>;
}

export interface DiskPort {
  /** Undefined when there is no such file. */
  read(path: string): Promise<Uint8Array | undefined>;
  openAppend(
    path: string,
  ): Promise<
    { readonly ok: true; readonly file: AppendFile } | { readonly ok: false; readonly code: string }
  >;
  /** Temporary file, fsync, rename, fsync of the folder: old or new, never half. */
  replace(path: string, bytes: Uint8Array): Promise<DiskAnswer>;
  rename(from: string, to: string): Promise<DiskAnswer>;
  list(folder: string): Promise<readonly string[]>;
  makeFolder(path: string): Promise<DiskAnswer>;
  remove(path: string): Promise<DiskAnswer>;
}
