import { heldElsewhere } from '../../rule';
import { EXECVE } from '../sources';

export const limitTooSmall = heldElsewhere({
  id: 'limit-too-small',
  level: 'error',
  title: 'Limits leave a process room to start',
  why: 'Arguments and environment of a program lie on its stack: where the limit leaves no room for them, execve fails, and with it every command of every job.',
  remedy: 'Give 64 KiB or more, or leave the limit out: there is none then.',
  source: EXECVE,
  example: {
    on: 'HpcCluster',
    bad: 'limits: { stack: Size.mebibytes(0.03125) }',
    good: 'limits: { stack: Size.mebibytes(8) }',
  },
});
