import { heldElsewhere } from '../../rule';
import { FDSN_IDENTIFIERS } from '../sources';

export const channelCode = heldElsewhere({
  id: 'channel-code',
  level: 'error',
  title: 'A channel code is up to three capital letters and digits, ? and * allowed',
  why: 'Band, instrument and orientation are one character each in what data centres are asked by; a longer code matches no channel, and each answer would be empty.',
  remedy: "Give a code such as 'BHZ', or 'BH?' for the three components.",
  source: FDSN_IDENTIFIERS,
  example: {
    on: 'StreamingWorkers',
    bad: "source: fdsn({ ...archive, channels: ['BHZZ'] })",
    good: "source: fdsn({ ...archive, channels: ['BHZ'] })",
  },
});
