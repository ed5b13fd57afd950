import { heldElsewhere } from '../../rule';
import { S3_NAMES } from '../sources';

export const bucketName = heldElsewhere({
  id: 'bucket-name',
  level: 'error',
  title: 'A bucket is given by its name',
  why: 'The name becomes part of an address and of the permission to read; with s3:// before it or a path behind it both name a bucket that is not there, and machines are refused.',
  remedy: 'Give the name alone; what lies below a path is given as prefix.',
  source: S3_NAMES,
  example: {
    on: 'StreamingWorkers',
    bad: "source: bucketObjects({ bucket: 's3://archive/2014' })",
    good: "source: bucketObjects({ bucket: 'archive', prefix: '2014/' })",
  },
});
