import { type IStream, Stream } from 'aws-cdk-lib/aws-kinesis';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { type IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { StreamingWorkersProps as NeutralStreamingWorkersProps } from '../../archetypes';
import { declareStreamingWorkers } from '../../declare';
import { contextOf, neutralProps } from './adapter';
import { Cluster } from './cluster';
import type { AwsClusterProps } from './cluster-props';

/** A fleet of workers fed by a scientific source in a stack of AWS CDK. */
export interface StreamingWorkersProps
  extends Omit<NeutralStreamingWorkersProps, keyof AwsClusterProps>,
    AwsClusterProps {}

interface Made {
  folder?: Construct;
  stream?: IStream;
  queue?: IQueue;
  alerts?: ITopic;
}

/**
 * A fleet of workers fed by a scientific source: an archive of waveforms, a bucket, a live stream, a SeedLink server or a queue.
 *
 * @throws TerraneError with all that is wrong with the declaration
 */
export class StreamingWorkers extends Cluster {
  private readonly made: Made = {};

  constructor(scope: Construct, id: string, props: StreamingWorkersProps) {
    super(scope, id, props, (path) => declareStreamingWorkers(neutralProps(props, path), contextOf(scope, path)));
  }

  /**
   * The stream that the fleet reads: `grantWrite` lets an instrument's gateway put records into it.
   *
   * @throws Error where the source is none
   */
  get stream(): IStream {
    this.made.stream ??= Stream.fromStreamArn(this.folder(), 'Stream', this.rendered.attribute('stream', 'id'));
    return this.made.stream;
  }

  /**
   * The queue that the fleet works off: `grantSendMessages` lets a program send work to it.
   *
   * @throws Error where the source is none
   */
  get queue(): IQueue {
    this.made.queue ??= Queue.fromQueueArn(this.folder(), 'Queue', this.rendered.attribute('queue', 'id'));
    return this.made.queue;
  }

  /**
   * Where alerts go: subscriptions are added to it.
   *
   * @throws Error where the declaration has no alerts
   */
  get alerts(): ITopic {
    this.made.alerts ??= Topic.fromTopicArn(this.folder(), 'Alerts', this.rendered.attribute('alerts', 'id'));
    return this.made.alerts;
  }

  private folder(): Construct {
    this.made.folder ??= new Construct(this, 'Messages');
    return this.made.folder;
  }
}
