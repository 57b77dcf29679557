import { compile } from 'monaco-editor/editor/standalone/common/monarch/monarchCompile'
import { MonarchTokenizer } from 'monaco-editor/editor/standalone/common/monarch/monarchLexer'
import { describe, expect, test } from 'vitest'
import { assemblyGrammar } from './assembly.ts'
import { bytecodeGrammar } from './bytecode.ts'
import { filterGrammar } from './filter.ts'

const GRAMMARS = { filter: filterGrammar, assembly: assemblyGrammar, bytecode: bytecodeGrammar }

/** `text:kind` for each token that is not white space; neighbours of one kind are one token, as Monaco merges them. */
function colours(language: keyof typeof GRAMMARS, text: string): string {
  const settings = { getValue: () => 20_000, onDidChangeConfiguration: () => ({ dispose() {} }) }
  const tokenizer = new MonarchTokenizer({}, {}, 'x', compile('x', GRAMMARS[language]), settings)
  let state = tokenizer.getInitialState()
  const out: string[] = []
  for (const line of text.split('\n')) {
    const { tokens, endState } = tokenizer.tokenize(line, true, state)
    state = endState
    tokens.forEach(({ offset, type }, i) => {
      const kind = type.replace(/\.x$/, '')
      if (kind !== 'white') out.push(`${line.slice(offset, tokens[i + 1]?.offset ?? line.length)}:${kind}`)
    })
  }
  return out.join(' ')
}

describe('filter', () => {
  test.each([
    ['dst host 192.168.1.1', 'dst:keyword host:keyword 192.168.1.1:number.address'],
    ['ip and not tcp', 'ip:type and:operator.word not:operator.word tcp:type'],
    ['net 10', 'net:keyword 10:number'],
    ['net 192.168', 'net:keyword 192.168:number.address'],
    ['net 10/8', 'net:keyword 10:number.address /:operator 8:number'],
    ['net 10.0.0.0/8', 'net:keyword 10.0.0.0/8:number.address'],
    ['host fe80::1', 'host:keyword fe80::1:number.address'],
    ['host ::', 'host:keyword :::number.address'],
    ['host ::ffff:1.2.3.4', 'host:keyword ::ffff:1.2.3.4:number.address'],
    ['net 2001:db8::/32', 'net:keyword 2001:db8::/32:number.address'],
    ['ether host 00:1B:c:d:e:f', 'ether:type host:keyword 00:1B:c:d:e:f:number.address'],
    ['ether host 00-1b-0c-0d-0e-0f', 'ether:type host:keyword 00-1b-0c-0d-0e-0f:number.address'],
    ['ether host 0011.2233.4455', 'ether:type host:keyword 0011.2233.4455:number.address'],
    ['host $ef', 'host:keyword $ef:number.address'],
    ['portrange 10-20', 'portrange:keyword 10:number -:operator 20:number'],
    ['port http', 'port:keyword http:identifier'],
    ['host my-host.example.com', 'host:keyword my-host.example.com:identifier'],
    ['ip proto \\tcp', 'ip:type proto:keyword \\tcp:type.escape'],
    ['tcp[0:2]=80', 'tcp:type [:delimiter.square 0:number ::operator 2:number ]:delimiter.square =:operator 80:number'],
    ['tcp[tcpflags]', 'tcp:type [:delimiter.square tcpflags:constant ]:delimiter.square'],
    [
      'ip[ip[0]:1]',
      'ip:type [:delimiter.square ip:type [:delimiter.square 0:number ]:delimiter.square ::operator 1:number ]:delimiter.square',
    ],
    ['icmp-echo', 'icmp-echo:constant'],
    ['len-14', 'len-14:identifier'],
    ['len - 14', 'len:keyword -:operator 14:number'],
    ['1&2!=0x1F', '1:number &:operator 2:number !=:operator 0x1F:number.hex'],
    ['!(ip||arp)', '!:operator (:delimiter.parenthesis ip:type ||:operator arp:type ):delimiter.parenthesis'],
    ['IP', 'IP:identifier'],
    ['ip ? ;', 'ip:type ?:invalid ;:invalid'],
  ])('%s', (text, expected) => expect(colours('filter', text)).toBe(expected))
})

describe('assembly', () => {
  test.each([
    ['ldh [12]', 'ldh:keyword [:delimiter.square 12:number ]:delimiter.square'],
    ['LDH [0x0C]', 'LDH:keyword [:delimiter.square 0x0C:number.hex ]:delimiter.square'],
    ['jeq #0x800, ok, drop', 'jeq:keyword #:operator 0x800:number.hex ,:delimiter ok:tag ,:delimiter drop:tag'],
    ['drop: ret #0', 'drop:tag ::delimiter ret:keyword #:operator 0:number'],
    ['L1 : ret a', 'L1:tag ::delimiter ret:keyword a:variable'],
    ['ld #cpu', 'ld:keyword #:operator cpu:constant'],
    ['ld vlan_tci', 'ld:keyword vlan_tci:constant'],
    ['add %x', 'add:keyword %x:variable'],
    ['st M[3]', 'st:keyword M:variable [:delimiter.square 3:number ]:delimiter.square'],
    ['ld [x + 0b11]', 'ld:keyword [:delimiter.square x:variable +:operator 0b11:number.binary ]:delimiter.square'],
    ['tax ; ret #0', 'tax:keyword ; ret #0:comment'],
    ['tax /* a\nb */ txa', 'tax:keyword /* a:comment b */:comment txa:keyword'],
    ['ret !', 'ret:keyword !:invalid'],
  ])('%s', (text, expected) => expect(colours('assembly', text)).toBe(expected))
})

describe('bytecode', () => {
  test.each([
    ['40 0 0 12', '40:number 0:number 0:number 12:number'],
    ['2,6 0 0 0,', '2:number ,:delimiter 6:number 0:number 0:number 0:number ,:delimiter'],
    [
      '{ 0x28, 0 }, // x',
      '{:delimiter.curly 0x28:number.hex ,:delimiter 0:number }:delimiter.curly ,:delimiter // x:comment',
    ],
    ['BPF_LD | BPF_W', 'BPF_LD:keyword |:operator BPF_W:keyword'],
    ['/* a\nb */ 6', '/* a:comment b */:comment 6:number'],
  ])('%s', (text, expected) => expect(colours('bytecode', text)).toBe(expected))
})
