/**
 * The page's state: one store, its actions, and what follows from it.
 */
export { createAppStore, type AppStore } from './create-app-store.ts'
export { AppStoreProvider, useApp } from './use-app.ts'
export { browserPorts, connectSession, type Browser } from './session.ts'
export { type Ports } from './ports.ts'
export {
  type AppState,
  type Expectation,
  type FrameEntry,
  type LinkForm,
  type Notice,
  type OpenCapture,
  type Pointed,
  type ShareOptions,
  type SharedLink,
  type Theme,
} from './types.ts'
export {
  selectClauses,
  selectCompilation,
  selectDiagnostics,
  selectLate,
  textOfProgram,
  selectFrames,
  selectPacketCount,
  selectDissection,
  selectEnvironment,
  selectFrame,
  selectMeanings,
  selectMetadata,
  selectNameProblems,
  selectOrigin,
  selectProblems,
  selectShownProgram,
  selectSource,
  selectStops,
  programText,
  selectTrace,
  wireLengthOf,
  type ClauseSpan,
  type Problem,
  type ShownProgram,
} from './selectors.ts'
export { selectRedoable, selectUndoable } from './history.ts'
export { selectMoment, type Moment } from './moment.ts'
export { selectListingRows, type ListingRow } from './listing-rows.ts'
export { selectClauseValues } from './clause-values.ts'
export { selectClauseStates, selectDecider, selectWhy, selectWhyRows } from './why.ts'
export { selectPointedBytes, selectPointedClauses, selectPointedInstructions } from './pointed.ts'
export { isEdited, remarkOf, selectPacketRows, type PacketRow } from './packet-rows.ts'
export {
  selectCaptureTotals,
  selectChosenPacket,
  selectExpectedPackets,
  selectOtherFile,
  selectQuietClauses,
  type QuietClause,
} from './capture-rows.ts'
export { carriedBy } from './situation-state.ts'
export { selectHeat, type Heat, type InstructionHeat } from './heat.ts'
export { verdictOf, type Verdict } from './verdict.ts'

export {
  type Arrangement,
  type CaptureClient,
  type CapturedRow,
  type Histogram,
  type SortColumn,
} from '../worker/index.ts'

// What the page needs of the use-cases and may not import itself.
export {
  type CheckContext,
  MAX_FRAME_BYTES,
  MAX_NAMES_TEXT,
  examples,
  exportFormats,
  languageHelp,
  languages,
  linkTypeName,
  offeredLinkTypes,
  dissect,
  fieldText,
  fixFrame,
  loadFrameTools,
  parseHex,
  MAX_STOP_RULE,
  parseExpression,
  parseStopRule,
  writeField,
  type FieldChange,
  type FrameForm,
  type TcpFlag,
  type ByteRange,
  type ClauseValue,
  type RowState,
  type WhyRow,
  type Compilation,
  type Dissection,
  type Example,
  type ExportFormat,
  type Field,
  type Flavour,
  type HelpWord,
  type Language,
  type LanguageHelp,
  type Layer,
  type MachineState,
  type Metadata,
  type MetadataName,
  type OfferedLinkType,
  type Origin,
  type Outcome,
  type PaneName,
  type ProgramTab,
  type Film,
  type FilmBlock,
  type FlowEdge,
  type FlowNode,
  type SourceInput,
  type Register,
  type Trace,
} from '../playground/index.ts'
