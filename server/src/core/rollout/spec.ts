/** The part of a StatefulSet that decides its rollout, twice: as somebody writes it, and as the API server stores it. */

/** `spec.updateStrategy` as written. A `rollingUpdate` that is left out differs from one that is empty: see defaults.ts. */
export interface UpdateStrategyAsWritten {
  readonly type?: string | null | undefined;
  readonly rollingUpdate?:
    | {
        readonly partition?: number | null | undefined;
        readonly maxUnavailable?: number | string | null | undefined;
      }
    | null
    | undefined;
}

/** A claim template of `spec.volumeClaimTemplates`. */
export interface ClaimTemplate {
  /** `metadata.name`: the first part of the claim's name. */
  readonly name: string;
  /**
   * Any text that is equal for templates that are equal after defaulting, so that a change of size or labels is seen
   * (it is refused). Left out, templates of the same name count as equal.
   */
  readonly fingerprint?: string | undefined;
}

/**
 * Fields of `spec` as somebody writes them, under the API's names. In an edit a field that is left out stays as it was; in
 * a new set it is defaulted. A field that is null is one that was removed: it is defaulted.
 */
export interface SetFields {
  /** Stands for the whole Pod template: equal label, equal template. Labels of people's own choosing: `A`, `B`. */
  readonly template?: string | undefined;
  readonly replicas?: number | null | undefined;
  readonly ordinals?: { readonly start?: number | null | undefined } | null | undefined;
  readonly updateStrategy?: UpdateStrategyAsWritten | null | undefined;
  readonly minReadySeconds?: number | null | undefined;
  readonly revisionHistoryLimit?: number | null | undefined;
  readonly persistentVolumeClaimRetentionPolicy?:
    | { readonly whenDeleted?: string | null | undefined; readonly whenScaled?: string | null | undefined }
    | null
    | undefined;
  /** Immutable once the set exists. */
  readonly podManagementPolicy?: string | null | undefined;
  /** Immutable once the set exists. */
  readonly serviceName?: string | null | undefined;
  /** Immutable once the set exists. */
  readonly volumeClaimTemplates?: readonly ClaimTemplate[] | null | undefined;
  /** Immutable once the set exists. Any text that is equal for equal selectors. */
  readonly selector?: string | null | undefined;
}

/** A StatefulSet as it stands in a file: what the simulation applies first, with template label `A` unless it names one. */
export interface StatefulSetInput {
  readonly name: string;
  /** Defaults to `default`. It only shows in DNS names. */
  readonly namespace?: string | undefined;
  readonly spec: SetFields;
  /** Whether a container has a readiness probe; without one the simulated kubelet readies a Pod as soon as it runs. */
  readonly hasReadinessProbe?: boolean | undefined;
}

/** `spec.podManagementPolicy`. */
export type PodManagementPolicy = 'OrderedReady' | 'Parallel';

/** What becomes of claims (`Retain` or `Delete`), from `spec.persistentVolumeClaimRetentionPolicy`. */
export type RetentionPolicy = 'Retain' | 'Delete';

/** `spec.updateStrategy`, defaulted and valid. */
export interface UpdateStrategy {
  readonly type: 'RollingUpdate' | 'OnDelete' | 'Recreate';
  /** Null where the stored object has none: with `type: RollingUpdate` written and `rollingUpdate` left out. */
  readonly rollingUpdate: {
    /** An offset from the first ordinal, not an ordinal. */
    readonly partition: number;
    /** A number of Pods or a percentage such as `25%`; null where the field is unset. */
    readonly maxUnavailable: number | string | null;
  } | null;
}

/** A StatefulSet's spec as the API server stores it: defaulted and valid. */
export interface StatefulSetSpec {
  readonly name: string;
  readonly namespace: string;
  readonly template: string;
  readonly replicas: number;
  /** `spec.ordinals.start`: the lowest ordinal. */
  readonly start: number;
  readonly serviceName: string;
  readonly podManagementPolicy: PodManagementPolicy;
  readonly updateStrategy: UpdateStrategy;
  readonly minReadySeconds: number;
  /** Negative: every revision is kept. */
  readonly revisionHistoryLimit: number;
  readonly whenDeleted: RetentionPolicy;
  readonly whenScaled: RetentionPolicy;
  readonly claimTemplates: readonly ClaimTemplate[];
  readonly selector: string;
  readonly hasReadinessProbe: boolean;
}
