import type { InlayHintSettings } from '../core/features/inlay-hints';
import { parseKubernetesVersion } from '../core/kubernetes/versions';
import type { AnalysisSettings } from '../core/rules/analysis';
import { DEFAULT_ANALYSIS_SETTINGS } from '../core/rules/analysis';
import type { SchemaValidation, SeveritySettings } from '../core/rules/check';
import { RULES } from '../core/rules/index';

/** What a person set in the section `statefulset`, read and complete. */
export interface Settings {
  readonly analysis: AnalysisSettings;
  /** Globs of files to leave alone, relative to a workspace folder. */
  readonly exclude: readonly string[];
  readonly inlayHints: InlayHintSettings;
  readonly codeLens: boolean;
}

export const DEFAULT_SETTINGS: Settings = {
  analysis: DEFAULT_ANALYSIS_SETTINGS,
  exclude: [],
  inlayHints: { replicas: true, serviceName: true, claims: true, partition: true },
  codeLens: true,
};

/**
 * Reads the section as the client sent it. A value that cannot be used counts as not set, and `onProblem` hears why.
 * `schemaValidatedElsewhere` decides what `schemaValidation: auto` comes to.
 */
export function readSettings(
  section: unknown,
  onProblem: (message: string) => void,
  schemaValidatedElsewhere = false,
): Settings {
  const reader = new SectionReader(section, onProblem);
  const { cluster } = DEFAULT_ANALYSIS_SETTINGS;
  return {
    analysis: {
      cluster: {
        clusterDomain:
          reader.string('clusterDomain', isDomainName, 'a DNS name')?.replace(/\.$/, '') ?? cluster.clusterDomain,
        defaultNamespace:
          reader.string('defaultNamespace', isNamespaceName, 'the name of a namespace') ?? cluster.defaultNamespace,
        kubernetesVersion:
          reader.string('kubernetesVersion', isVersion, 'a version such as 1.35') ?? cluster.kubernetesVersion,
      },
      severities: readSeverities(reader, onProblem),
      schemaValidation: readSchemaValidation(reader, schemaValidatedElsewhere ? 'json' : true),
    },
    exclude: reader.globs('exclude'),
    inlayHints: readInlayHints(reader),
    codeLens: reader.boolean('codeLens.enabled') ?? DEFAULT_SETTINGS.codeLens,
  };
}

/** Each can be switched off by itself, and all of them at once. */
function readInlayHints(reader: SectionReader): InlayHintSettings {
  const { inlayHints } = DEFAULT_SETTINGS;
  const enabled = reader.boolean('inlayHints.enabled') ?? true;
  const read = (name: keyof InlayHintSettings): boolean =>
    (reader.boolean(`inlayHints.${name}`) ?? inlayHints[name]) && enabled;
  return {
    replicas: read('replicas'),
    serviceName: read('serviceName'),
    claims: read('claims'),
    partition: read('partition'),
  };
}

function readSchemaValidation(reader: SectionReader, auto: SchemaValidation): SchemaValidation {
  const value = reader.string('schemaValidation', (text) => ['auto', 'on', 'off'].includes(text), 'auto, on or off');
  return value === undefined || value === 'auto' ? auto : value === 'on';
}

function readSeverities(reader: SectionReader, onProblem: (message: string) => void): SeveritySettings {
  const severities: Record<string, SeveritySettings[string]> = {};
  for (const [id, value] of Object.entries(reader.object('severity') ?? {})) {
    if (!RULES.some((rule) => rule.id === id))
      onProblem(`The setting statefulset.severity names ${id}, which is no rule.`);
    else if (isSeverity(value)) severities[id] = value;
    else
      onProblem(
        `The setting statefulset.severity gives ${id} a value that is none of error, warning, information, hint and off.`,
      );
  }
  return severities;
}

/** Reads single settings. An editor sends them nested (`codeLens: {enabled}`), some with dots (`codeLens.enabled`). */
class SectionReader {
  readonly #section: Readonly<Record<string, unknown>>;
  readonly #onProblem: (message: string) => void;

  constructor(section: unknown, onProblem: (message: string) => void) {
    this.#section = isObject(section) ? section : {};
    this.#onProblem = onProblem;
  }

  /** Undefined where absent, empty or unusable. */
  string(name: string, isValid: (value: string) => boolean, expected: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined || value === '') return undefined;
    if (typeof value === 'string' && isValid(value)) return value;
    return this.#unusable(name, expected);
  }

  boolean(name: string): boolean | undefined {
    const value = this.#value(name);
    return value === undefined || typeof value === 'boolean' ? value : this.#unusable(name, 'true or false');
  }

  object(name: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.#value(name);
    return value === undefined || isObject(value) ? value : this.#unusable(name, 'an object');
  }

  /** A list of globs, or, as `files.exclude` has it, an object of globs and booleans. */
  globs(name: string): readonly string[] {
    const value = this.#value(name);
    if (value === undefined) return [];
    if (isObject(value)) return Object.keys(value).filter((glob) => value[glob] === true);
    if (Array.isArray(value) && value.every((glob) => typeof glob === 'string')) return value;
    return this.#unusable(name, 'a list of globs') ?? [];
  }

  #value(name: string): unknown {
    const nested = name
      .split('.')
      .reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), this.#section);
    return nested ?? this.#section[name] ?? undefined;
  }

  #unusable(name: string, expected: string): undefined {
    this.#onProblem(`The setting statefulset.${name} is not ${expected}; it counts as not set.`);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isSeverity(value: unknown): value is SeveritySettings[string] {
  return value === 'error' || value === 'warning' || value === 'information' || value === 'hint' || value === 'off';
}

/** Whether it can be the name of a namespace: an RFC 1123 label. */
export function isNamespaceName(value: string): boolean {
  return /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value);
}

/** Whether it can be a cluster domain, with or without a dot at its end. */
export function isDomainName(value: string): boolean {
  return value.replace(/\.$/, '').split('.').every(isNamespaceName);
}

function isVersion(value: string): boolean {
  return parseKubernetesVersion(value) !== null;
}
