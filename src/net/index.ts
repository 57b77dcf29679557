export { ETHERMTU, ETHERTYPE, ETHER_PROTOCOL_NAMES, ethertypeTitle } from './ethertypes.ts'
export { IPPROTO, ipProtocolByName, ipProtocolTitle } from './ip-protocols.ts'
export {
  ISIS_PDU,
  LLCSAP,
  LLC_FORMAT,
  LLC_PROTOCOL_NAMES,
  LLC_S_MASK,
  LLC_S_SUBTYPES,
  LLC_U_MASK,
  LLC_U_SUBTYPES,
  NLPID,
} from './llc.ts'
export { DLT, linkTypeByName, linkTypeDescription, linkTypeName, linkTypes, type LinkType } from './link-types.ts'
export { portByService, serviceName } from './services.ts'
