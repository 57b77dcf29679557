export { ALU, CLASS, JMP, MAX_INSTRUCTIONS, MEMWORDS, MISC, MODE, SIZE, SRC } from './opcodes.ts'
export { classOf, miscOf, modeOf, operationOf, returnSourceOf, sizeOf, sourceOf } from './opcodes.ts'
export { type Instruction, type Program } from './program.ts'
export {
  EXTENSION_OFFSETS,
  SKF_AD_OFF,
  SKF_LL_OFF,
  SKF_NET_OFF,
  XOR_X,
  extensionAt,
  readsExtension,
  type ExtensionName,
  type Flavour,
} from './extensions.ts'
export { type CheckFailure, checkProgram, knownOpcodes } from './check.ts'
export { SECCOMP_DATA_SIZE, checkSeccomp } from './seccomp-check.ts'
export { type CheckContext, type KernelCheck, checkContexts, checkProgramFor, kernelChecks } from './check-context.ts'
export { type BasicBlock, basicBlocks } from './basic-blocks.ts'
export { fromEthernet } from './from-ethernet.ts'
export { ETHERNET_HEADER, XT_BPF_MAX_NUM_INSTR, readsEthertype, shiftOffsets } from './xt-bpf.ts'
export { type SeccompAction, type SeccompActionName, formatSeccompAction, seccompAction } from './seccomp-action.ts'
export {
  AUDIT_ARCH,
  SECCOMP_LINK_TYPE,
  type SeccompData,
  archName,
  readSeccompPacket,
  seccompPacket,
} from './seccomp-data.ts'
export { syscallName, syscallNames, syscallNumber } from './syscalls.ts'
export { type AdviceOptions, adviseProgram } from './advice/advice.ts'
export { type Advice, type AdviceCode } from './advice/advice-types.ts'
export { type InstructionText, formatC, formatDecimal, formatInstruction, formatListing } from './listing.ts'
export { type Range, anything, calculated, exactly, union, upTo } from './advice/value-range.ts'
