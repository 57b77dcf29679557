/** The worker that reads and filters captures, from the page's side. */
export { connectCaptures, startCaptureWorker, type CaptureClient, type Port } from './client.ts'
export {
  type Arrangement,
  type CapturedPacket,
  type CapturedRow,
  type Event,
  type FilterTotals,
  type Histogram,
  type ReadingState,
  type WritingState,
  type RowsAnswer,
  type SortColumn,
} from './protocol.ts'
