/**
 * The use-cases: what a page, a terminal or a worker asks of the engines. The only way to them from outside.
 */

import type * as late from './late.ts'
export { DEFAULT_LINK_TYPE, DEFAULT_SNAPLEN, languages, type Language, type SourceInput } from './source-input.ts'
export { MAX_NAMES_TEXT, parseNames, type ParsedNames } from './names.ts'
export { linkTypeIn, skippedIn } from './context.ts'
export { compileSource, type Compilation } from './compile-source.ts'
export {
  clauseTotals,
  countingRun,
  noCounts,
  type ClauseTotals,
  type PacketEnd,
  type ProgramCounts,
} from './count-packets.ts'
export {
  READABLE_BYTES,
  WORKSPACE_BYTES,
  createBulkFilter,
  createCountingFilter,
  interpretBulk,
  needOf,
  readsLength,
  type BulkFilter,
  type BulkMemory,
  type BulkSettings,
  type PacketTables,
} from './bulk-filter.ts'
export {
  HEAD_BYTES,
  MAX_BULK_PACKETS,
  copyHead,
  createPutHeads,
  heads,
  putHead,
  type PutHeads,
} from './head-columns.ts'
export { createCompiledRunner, type RunCompiled } from './run-compiled.ts'
export { clausesOf } from './why/clause-values.ts'
export { recordRun } from './record-run.ts'
/** What comes a moment after the page can be used. */
export const loadLate = () => import('./late.ts')
/** The module that loadLate brings. */
export type Late = typeof late
export type { Film, FilmBlock, FlowEdge, FlowGraph, FlowNode, RowState, Why, WhyRow } from './late.ts'
export { originsOf, originsWithoutRun, type OriginStep } from './origins.ts'
export { frameMetadata, type MetadataChanges, type MetadataName } from './frame-metadata.ts'
export { exportFormats, exportText, type ExportFormat, type ProgramOrigin } from './export-text.ts'
export {
  readProgram,
  spellingNamed,
  spellings,
  writeProgram,
  type ReadProgram,
  type Spelling,
  type SpellingName,
} from './convert.ts'
export { offeredLinkTypes, type LinkTypeGroup, type OfferedLinkType } from './link-types.ts'
export { languageHelp, type LanguageHelp } from './language-help.ts'
export { type HelpWord } from './help-word.ts'
export { examples, startSituation, type Example } from './examples.ts'
export {
  DEFAULT_FRAME_ID,
  DEFAULT_PANE,
  MAX_FRAMES,
  MAX_FRAME_BYTES,
  MAX_STOP_RULE,
  MAX_STOP_RULES,
  MAX_TEXT,
  emptySituation,
  type CarriedFrame,
  type PaneName,
  type ProgramTab,
  type Situation,
} from './situation.ts'
export {
  MAX_LINK_LENGTH,
  decodeLink,
  decodeReadableLink,
  encodeCompactLink,
  encodeReadableLink,
  isLink,
} from './permalink/index.ts'

export { decodeWork, encodeWork, type SavedWork } from './saved-work.ts'

// The engines' own words, for those who may not import the engines.
export { assemble, formatBpfAsm, formatBpfAsmC, printAssembly } from '../asm/index.ts'
export {
  AUDIT_ARCH,
  EXTENSION_OFFSETS,
  adviseProgram,
  checkContexts,
  checkProgram,
  checkProgramFor,
  formatC,
  formatDecimal,
  formatInstruction,
  formatListing,
  formatSeccompAction,
  seccompAction,
  seccompPacket,
  type Advice,
  type AdviceCode,
  type AdviceOptions,
  type CheckContext,
  type CheckFailure,
  type Flavour,
  type Instruction,
  type Program,
  type SeccompData,
} from '../bpf/index.ts'
export { parseBytecode } from '../dialects/index.ts'
export {
  compileFilter,
  type ClauseTree,
  type ClauseValue,
  type CompileOptions,
  type CompiledFilter,
  type FilterWithLeaves,
  type Names,
} from '../filter/index.ts'
export { linkTypeByName, linkTypeDescription, linkTypeName } from '../net/index.ts'
export {
  CaptureReader,
  NO_TIME,
  dissect,
  dissectBriefly,
  fieldText,
  fixFrame,
  isGzip,
  loadFrameTools,
  parseHex,
  pcapHeader,
  pcapRecords,
  readCapture,
  samples,
  writeField,
  type Capture,
  type CaptureFault,
  type CaptureFormat,
  type CaptureInterface,
  type Dissection,
  type Field,
  type FieldChange,
  type Frame,
  type FrameForm,
  type Layer,
  type PacketColumns,
  type PacketIndex,
  type SampleFrame,
  type TcpFlag,
} from '../packet/index.ts'
export {
  bytesRead,
  countHits,
  createState,
  defaultMetadata,
  findStops,
  lastWrite,
  originOf,
  parseExpression,
  parseStopRule,
  recordTrace,
  run,
  verdictOf,
  type ByteRange,
  type Environment,
  type Hits,
  type MachineState,
  type Metadata,
  type Origin,
  type Outcome,
  type Register,
  type StopRule,
  type Stops,
  type Trace,
} from '../vm/index.ts'
