export { type Dissection, type Field, type Frame, type Layer, type SampleFrame } from './types.ts'
export { dissect } from './dissect/dissect.ts'
export { VLAN_ETHER_TYPES, etherTypeName, ipProtocolName, portName } from './dissect/names.ts'
export { icmpTypeName } from './dissect/icmp.ts'
export { icmpv6TypeName } from './dissect/icmpv6.ts'
export { tcpFlagNames } from './dissect/tcp.ts'
export { formatIpv4Number } from './addresses.ts'
export { MAX_FRAME_BYTES, formatHex, parseHex } from './hex.ts'
export { sampleFrames } from './samples/sample-frames.ts'
export { sampleSyscalls, samples } from './samples/sample-syscalls.ts'
export { fixFrame, type FieldChange, type FixedFrame } from './edit/fix-frame.ts'
export { fieldText, writeField } from './edit/write-field.ts'
export type { FrameForm, TcpFlag } from './build/build-frame.ts'

/** The builder and the reader of pastes, which are not in the page's first load. */
export const loadFrameTools = () => import('./frame-tools.ts')
