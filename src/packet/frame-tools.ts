/** What only adding a frame needs: apart from the index, so that it is brought when first asked for. */
export {
  TCP_FLAGS,
  buildFrame,
  emptyForm,
  isBuildable,
  type BuiltFrame,
  type FormProblems,
  type FrameForm,
  type FrameKind,
  type TcpFlag,
} from './build/build-frame.ts'
export { parsePaste, type PastedFrame } from './paste.ts'
