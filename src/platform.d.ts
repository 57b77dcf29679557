/**
 * The part of the platform that the engines may use: what every browser, every worker and Node have
 * alike, and nothing that shows, stores or sends. Compiled by tsconfig.engines.json alone; the page
 * sees the DOM's own types of the same names.
 *
 * Left out on purpose: everything else. A new name here is a decision: does it belong in an engine?
 * Source: the WHATWG Encoding, Compression, Streams, URL and HTML standards.
 */

interface TextEncoder {
  encode(input?: string): Uint8Array<ArrayBuffer>
}
declare const TextEncoder: { new (): TextEncoder }

interface TextDecoder {
  /** Throws a TypeError on malformed input where the decoder was made with `fatal`. */
  decode(input?: Uint8Array | ArrayBuffer, options?: { stream?: boolean }): string
}
declare const TextDecoder: { new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoder }

type ReadableStreamReadResult<T> = { done: false; value: T } | { done: true; value: T | undefined }

interface ReadableStreamDefaultReader<T> {
  read(): Promise<ReadableStreamReadResult<T>>
  cancel(reason?: unknown): Promise<void>
  releaseLock(): void
}
interface ReadableStream<T> {
  getReader(): ReadableStreamDefaultReader<T>
  pipeThrough<R>(pair: {
    readonly readable: ReadableStream<R>
    readonly writable: WritableStream<T>
  }): ReadableStream<R>
}
interface WritableStreamDefaultWriter<T> {
  write(chunk: T): Promise<void>
  close(): Promise<void>
  abort(reason?: unknown): Promise<void>
}
interface WritableStream<T> {
  getWriter(): WritableStreamDefaultWriter<T>
}

type CompressionFormat = 'deflate' | 'deflate-raw' | 'gzip'
type BufferSource = ArrayBufferView<ArrayBuffer> | ArrayBuffer

interface CompressionStream {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>
  readonly writable: WritableStream<BufferSource>
}
declare const CompressionStream: { new (format: CompressionFormat): CompressionStream }

interface DecompressionStream {
  readonly readable: ReadableStream<Uint8Array<ArrayBuffer>>
  readonly writable: WritableStream<BufferSource>
}
declare const DecompressionStream: { new (format: CompressionFormat): DecompressionStream }

/** Base64 of a string of code units 0–255. */
declare function btoa(data: string): string
/** Throws where the text is not base64. */
declare function atob(data: string): string

interface URLSearchParams extends Iterable<[string, string]> {
  append(name: string, value: string): void
  get(name: string): string | null
  getAll(name: string): string[]
  has(name: string): boolean
  set(name: string, value: string): void
  toString(): string
  entries(): IterableIterator<[string, string]>
  keys(): IterableIterator<string>
}
declare const URLSearchParams: { new (init?: string | Record<string, string>): URLSearchParams }

/** The part of the WebAssembly JavaScript interface that the bulk filter uses. */
declare namespace WebAssembly {
  interface Memory {
    readonly buffer: ArrayBuffer
    /** By so many pages of 64 KiB; views of the buffer before it are of no use then. */
    grow(pages: number): number
  }
  interface Global {
    value: number | bigint
  }
  const Module: { new (bytes: Uint8Array<ArrayBuffer>): Module }
  interface Module {
    readonly [Symbol.toStringTag]?: string
  }
  const Memory: { new (descriptor: { initial: number; maximum?: number; shared?: boolean }): Memory }
  const Instance: { new (module: Module, imports: Record<string, Record<string, unknown>>): Instance }
  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>
  }
}
