/** What the extension and the timeline's page say to each other: plain data. */

/** How a Pod fares, as one word. `ready` is ready, but not yet for `minReadySeconds`. */
export type PodState =
  | 'pending'
  | 'running'
  | 'ready'
  | 'available'
  | 'terminating'
  | 'failed'
  | 'succeeded'
  | 'unknown';

/** What the controller or the garbage collector did to a Pod. */
export type MarkKind = 'create' | 'delete' | 'update';

/** A frame of the run as far as the picture needs it: what is different from the frame before. */
export interface TimelineFrame {
  /** Seconds since the start. */
  readonly time: number;
  /** What happened, and what the controller waits for, in words. */
  readonly text: string;
  /** What a person did, in a few words; empty where nobody did anything. */
  readonly deeds: readonly string[];
  /** Pods that are new or different (`state` null: gone), by ordinal. */
  readonly changes: readonly PodChange[];
  readonly marks: readonly PodMark[];
  /** The Pod that the controller waits for. */
  readonly waiting: { readonly name: string; readonly ordinal: number } | null;
}

export interface PodChange {
  readonly name: string;
  readonly ordinal: number;
  readonly state: PodState | null;
  readonly template: string;
}

export interface PodMark {
  readonly name: string;
  readonly ordinal: number;
  readonly kind: MarkKind;
  /** The action in words. */
  readonly text: string;
}

/** To the page. */
export type ToPage =
  /** Frames from an index on; those the page has from there on are dropped. */
  | {
      readonly type: 'frames';
      readonly title: string;
      readonly from: number;
      readonly frames: readonly TimelineFrame[];
    }
  | {
      readonly type: 'present';
      readonly index: number;
      readonly playing: boolean;
      readonly canStepForward: boolean;
    };

/** What the page's buttons ask for. */
export type TransportCommand = 'play' | 'pause' | 'stepForward' | 'stepBack' | 'restart' | 'exportTimeline';

/** From the page. */
export type FromPage =
  /** The page is empty and wants everything. */
  | { readonly type: 'ready' }
  | { readonly type: 'show'; readonly index: number }
  | { readonly type: 'command'; readonly name: TransportCommand };
