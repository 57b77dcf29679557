/** Rows of the table as CSV (RFC 4180). */
import type { CapturedRow } from './protocol.ts'

export const CSV_HEAD = 'number,time,source,destination,protocol,length,captured,info,verdict,steps\r\n'

export function csvLine(row: CapturedRow): string {
  const { number, time, source, destination, protocol, length, caplen, info, verdict, steps } = row
  const cells = [number, time.toFixed(9), source, destination, protocol, length, caplen, info, verdict ?? '', steps]
  return `${cells.map((cell) => (typeof cell === 'number' ? String(cell) : quoted(cell))).join(',')}\r\n`
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function quoted(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
