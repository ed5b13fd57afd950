/** What a drawing of a blueprint shows, before any format of drawings: boxes in boxes, things in them, links between things. */
export interface Picture {
  readonly title: string;
  /** What the marks mean. */
  readonly legend: readonly string[];
  /** Outer boxes first. */
  readonly boxes: readonly Box[];
  readonly things: readonly Thing[];
  readonly links: readonly Link[];
}

/** A network, a zone or a subnet. */
export interface Box {
  readonly id: string;
  readonly label: string;
  /** The box around it. */
  readonly inside?: string;
}

/** `people`: whoever comes from outside; `secrets`: all of them in one. */
export type ThingKind = 'machine' | 'nodes' | 'files' | 'disk' | 'bucket' | 'messages' | 'secrets' | 'people';

export interface Thing {
  readonly id: string;
  /** Absent for what lies in no subnet. */
  readonly box?: string;
  readonly kind: ThingKind;
  readonly title: string;
  readonly lines: readonly string[];
  /** Whether it outlives the deployment. */
  readonly kept: boolean;
  /** Whether nothing else costs as much an hour when everything runs. */
  readonly dearest: boolean;
}

/** `flow`: one opens connections to the other; `grant`: one may use the other through the cloud's interface. */
export interface Link {
  readonly from: string;
  readonly to: string;
  readonly kind: 'flow' | 'grant';
  readonly lines: readonly string[];
}
