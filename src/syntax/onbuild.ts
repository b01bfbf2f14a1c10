import type { Instruction } from '../nodes.ts';

/** What an ONBUILD puts off; any other instruction is itself. */
export const triggerOf = (instruction: Instruction): Instruction =>
  instruction.type === 'Onbuild' && instruction.trigger ? instruction.trigger : instruction;
