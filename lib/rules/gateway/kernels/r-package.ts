import { heldElsewhere } from '../../rule';
import { R_POLICY } from '../sources';

export const rPackage = heldElsewhere({
  id: 'r-package',
  level: 'error',
  title: 'Packages of R are packages of the distribution',
  why: "apt installs them when machines are made, by the distribution's names, which begin with r-. It finds no package of the name that R's own archive has.",
  remedy: "Give names such as 'r-cran-dplyr'; others are installed by people into their homes, or are in an image.",
  source: R_POLICY,
  example: {
    on: 'NotebookGateway',
    bad: "environment: { kernels: { R: r({ packages: ['dplyr'] }) } }",
    good: "environment: { kernels: { R: r({ packages: ['r-cran-dplyr'] }) } }",
  },
});
