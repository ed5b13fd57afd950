import { heldElsewhere } from '../../rule';
import { RFC_8259 } from '../sources';

export const fieldName = heldElsewhere({
  id: 'field-name',
  level: 'error',
  title: "A field of a record is named by letters, digits, '_', '.' and '-'",
  why: 'Workers look key and time up in each JSON record by the name of the member. Under a name that no producer writes no record has them, and each is put aside as unreadable.',
  remedy: "Give the name of the member as the producer writes it, such as 'station'.",
  source: RFC_8259,
  example: {
    on: 'StreamingWorkers on a live stream',
    bad: "source: liveStream({ expected, partitionKey: 'the station' })",
    good: "source: liveStream({ expected, partitionKey: 'station' })",
  },
});
