/** Rows of the table as CSV (RFC 4180). */
import type { CapturedRow } from './protocol.ts'

export const CSV_HEAD = 'number,time,epoch,source,destination,protocol,length,captured,info,verdict,steps\r\n'

/** `epoch` is the time since 1970. Nothing stands where there is no time, or where the packet was not run. */
export function csvLine(row: CapturedRow, epoch: string): string {
  const { number, length, caplen, verdict } = row
  const time = row.time?.toFixed(9) ?? ''
  const protocol = row.protocol === '' ? 'data' : row.protocol
  const [source, destination, what, info] = [row.source, row.destination, protocol, row.info].map(quoted)
  const ends = verdict === null ? ['', ''] : [verdict, row.steps]
  return `${[number, time, epoch, source, destination, what, length, caplen, info, ...ends].join(',')}\r\n`
}

/** A cell that a spreadsheet would take for a formula begins with an apostrophe. */
function quoted(text: string): string {
  const safe = /^[=+@\t\r-]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
