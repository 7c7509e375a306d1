import type { Place } from '../kubernetes/resource';
import type { SourceFile } from '../workspace/file';
import { definitionsOf } from '../workspace/referent';
import { referrersOf } from '../workspace/references';
import type { Workspace } from '../workspace/workspace';
import type { NamesAt } from './names-at';
import { distinct, inOrder, namesAt, placeOfName } from './names-at';

/** A place that names something. */
export interface NamedPlace extends Place {
  /** Whether it is where that is defined, or a part of its definition such as the number of a port that has a name. */
  readonly defines: boolean;
}

/**
 * Every place that names what is named at an offset of a file, whole names without quotes, in the order of files and
 * places. `withDefinition` says whether the places where it is defined are among them.
 */
export function references(
  workspace: Workspace,
  file: SourceFile,
  offset: number,
  withDefinition: boolean,
): readonly Place[] {
  const names = namesAt(workspace, file, offset);
  const places = names === undefined ? [] : placesNaming(names, workspace);
  return withDefinition ? places : places.filter(({ defines }) => !defines);
}

/** Every place that names one of the things that a name stands for, each once; with `uri` those of that file only. */
export function placesNaming({ referents }: NamesAt, workspace: Workspace, uri?: string): readonly NamedPlace[] {
  const places = referents.flatMap((referent): readonly NamedPlace[] => {
    const definitions = definitionsOf(referent, workspace).map(({ document, name }) => ({
      ...placeOfName({ document, span: name }, workspace),
      defines: true,
    }));
    const others = referrersOf(referent, workspace, uri).flatMap(({ occurrence, referents: found }) => {
      const { writer, span, defines } = occurrence;
      // Each object of a file stands for the file as well as the next one.
      if (defines && referent.kind === 'file') return [];
      // The name of a patch is that of the object which it patches.
      const isOwn = defines && found.some((other) => other.kind !== 'object' || other.resource === writer);
      return [{ ...placeOfName({ document: writer.document, span }, workspace), defines: isOwn }];
    });
    return [...definitions, ...others];
  });
  // A place that defines one of them and refers to another is a definition.
  const within = uri === undefined ? places : places.filter(({ document }) => document.uri === uri);
  const definitionsFirst = within.toSorted((a, b) => Number(b.defines) - Number(a.defines));
  return inOrder(distinct(definitionsFirst), workspace);
}
