/** Something that goes wrong on purpose. */
export type Fault =
  /** A host dies at once, `cut` loses every network, `freeze` hangs; `mend` and `thaw` undo. */
  | { readonly kind: 'kill' | 'cut' | 'mend' | 'freeze' | 'thaw'; readonly host: string }
  /** The file system below a path is full; `empty` undoes it, for the same path. @default path `/` */
  | { readonly kind: 'fill' | 'empty'; readonly host: string; readonly path?: string }
  /** RunInstances answers InsufficientInstanceCapacity for a type, `times` times. @default every zone, for ever */
  | { readonly kind: 'capacity'; readonly type: string; readonly zone?: string; readonly times?: number }
  /** A spot notice, and the end after some seconds. @default 120, as in the cloud */
  | { readonly kind: 'spot'; readonly host: string; readonly seconds?: number }
  /** The metadata service answers after some seconds, or not at all. @default for every host */
  | { readonly kind: 'metadata'; readonly host?: string; readonly seconds?: number; readonly refuse?: boolean }
  /**
   * A secret cannot be read: the service does not find it, or fails with another error code. `name` may have `*`: `*` alone is
   * every secret, also one that is not there yet.
   */
  | { readonly kind: 'secret'; readonly name: string; readonly error?: string; readonly times?: number }
  /** Calls of a service, or of one operation of it, answer after some seconds. */
  | { readonly kind: 'slow'; readonly service: string; readonly operation?: string; readonly seconds: number }
  /** Calls of a service, or of one operation of it, are answered with an error. */
  | {
      readonly kind: 'refuse';
      readonly service: string;
      readonly operation?: string;
      readonly error?: string;
      readonly times?: number;
    }
  /**
   * A budget has come to so many per cent of its limit: it tells its topics, and they the functions that subscribe to them.
   * @default the only budget
   */
  | { readonly kind: 'budget'; readonly percent: number | string; readonly budget?: string }
  /** The time of a schedule has come: it calls its function. @default the only schedule */
  | { readonly kind: 'lease'; readonly schedule?: string }
  /** Ends faults of APIs, of the metadata service and of capacity; or one of an API, by the number in its sentence. */
  | { readonly kind: 'clear'; readonly id?: string };
