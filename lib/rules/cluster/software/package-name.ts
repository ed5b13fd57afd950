import { heldElsewhere } from '../../rule';
import { DEBIAN_PACKAGES } from '../sources';

export const packageName = heldElsewhere({
  id: 'package-name',
  level: 'error',
  title: 'Packages have names that a package manager knows',
  why: 'Names are handed to apt or dnf on every machine: one with a space, or a sign of the shell, ends the boot.',
  remedy: 'Give one package each, by its name in the distribution.',
  source: DEBIAN_PACKAGES,
  example: {
    on: 'HpcCluster',
    bad: "software: { packages: ['netcdf-bin nco'] }",
    good: "software: { packages: ['netcdf-bin', 'nco'] }",
  },
});
