/** The packet: bytes, fields, what the kernel knows of it. */
export { PacketPane } from './PacketPane.tsx'
