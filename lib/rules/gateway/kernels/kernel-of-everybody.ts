import { heldElsewhere } from '../../rule';
import { KERNEL_SPECS } from '../sources';

export const kernelOfEverybody = heldElsewhere({
  id: 'kernel-of-everybody',
  level: 'error',
  title: "The session's own Python is for everybody",
  why: "The notebook's server runs in it: who could not read it could have no session at all.",
  remedy: 'Give requirements, for an environment of its own, or leave groups and until out.',
  source: KERNEL_SPECS,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { Climate: python({ groups: ['geology'] }) } }",
    good: "environment: { kernels: { Climate: python({ requirements: ['xarray==2026.1.0'], groups: ['geology'] }) } }",
  },
});
