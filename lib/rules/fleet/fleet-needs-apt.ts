import { heldElsewhere } from '../rule';
import { RHEL_PYTHON } from './sources';

export const fleetNeedsApt = heldElsewhere({
  id: 'fleet-needs-apt',
  level: 'error',
  title: "A fleet's image has Python 3.11 or later as the system's own",
  why: "The programs of a fleet run with the distribution's python3. On RHEL 9 and what is built from it that is Python 3.9, on which they do not start: the first machine would fail its boot.",
  remedy: 'Take an image of Ubuntu or Debian, or a machine image of your own made from one.',
  source: RHEL_PYTHON,
  example: {
    on: 'StreamingWorkers',
    bad: "image: { id: 'ami-0123456789abcdef0', packages: 'dnf' }",
    good: "image: { distribution: 'ubuntu-24.04' }",
  },
});
