/** The iptables rule for the program in view, connected. Comes in a file of its own when a program runs there. */
import type { ReactElement } from 'react'
import { fromEthernet, readsEthertype } from '../../../bpf/index.ts'
import { programText, selectShownProgram, textOfProgram, useApp } from '../../../store/index.ts'
import { copyText } from '../../clipboard.ts'
import { RuleView } from '../../views/iptables/index.ts'

export function IptablesRule(): ReactElement | null {
  const shown = useApp(selectShownProgram)
  const setText = useApp((state) => state.setText)
  const { program, check } = shown.compilation
  const { language } = shown.source
  if (program === null) return null
  const at = language === 'filter' ? null : readsEthertype(program)
  const shift = (): string | null => {
    const shifted = fromEthernet(program)
    if (!shifted.ok) return `Not possible: at instruction ${pcText(shifted.error.pc)}, ${shifted.error.reason}.`
    setText(textOfProgram(language, shifted.value))
    return null
  }
  return (
    <RuleView
      bytecode={programText(shown, 'xt_bpf')?.trim() ?? ''}
      refusal={check?.ok === false ? `No rule takes it: ${check.error.reason}.` : null}
      ethernet={
        at === null
          ? null
          : {
              words:
                `Instruction ${pcText(at)} reads the EtherType, so the program was made for Ethernet frames. ` +
                'iptables gives it the packet from the network header on: byte 12 is in the source address there.',
              onShift: shift,
            }
      }
      onCopy={copyText}
    />
  )
}

function pcText(pc: number): string {
  return String(pc).padStart(3, '0')
}
