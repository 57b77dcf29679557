/**
 * libpcap writes its messages into 256 bytes (PCAP_ERRBUF_SIZE), the last of them zero: what quotes a
 * long word from the expression is cut off.
 */
const MOST_BYTES = 255

/** The message as far as libpcap gives it. */
export function cutMessage(message: string): string {
  // No character takes more than three bytes for each of its UTF-16 units.
  if (message.length * 3 <= MOST_BYTES) return message
  const bytes = new TextEncoder().encode(message)
  return bytes.length <= MOST_BYTES ? message : new TextDecoder().decode(bytes.slice(0, MOST_BYTES))
}
