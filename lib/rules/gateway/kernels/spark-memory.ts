import { heldElsewhere } from '../../rule';
import { SPARK_CONF } from '../sources';

export const sparkMemory = heldElsewhere({
  id: 'spark-memory',
  level: 'error',
  title: 'Spark has less memory than the session that it is in',
  why: "Its memory is the heap of Java alone; what Java needs beside it, Python and the notebook's server come on top. A session that goes beyond its memory is killed.",
  remedy: 'Give Spark less memoryGiB, or a larger size.',
  source: SPARK_CONF,
  example: {
    on: 'NotebookGateway',
    bad: `sizes: { standard: { cpus: 2, memoryGiB: 4 } },
  environment: { kernels: { Spark: spark({ memoryGiB: 4 }) } }`,
    good: `sizes: { standard: { cpus: 2, memoryGiB: 4 } },
  environment: { kernels: { Spark: spark({ memoryGiB: 2 }) } }`,
  },
});
