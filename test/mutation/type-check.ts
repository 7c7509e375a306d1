import { join } from 'node:path';
import type { SourceFile } from 'typescript/unstable/ast';
import type { API } from 'typescript/unstable/sync';
import { repositoryRoot } from '../support/paths';
import type { Compiler } from './syntax';

const PROJECT = join(repositoryRoot, 'server', 'src', 'core', 'tsconfig.json');

/** Only says that something is left over, which every mutant that leaves something out does. */
const LEFT_OVER = new Set([6133, 6138, 6192, 6196, 6198, 6199, 6205, 7027]);

/** The sources of core as the compiler sees them, any one of them with another text. */
export class TypeCheck {
  readonly #api: API;
  #changed: { readonly path: string; readonly text: string } | undefined;

  constructor({ api }: Compiler) {
    this.#api = new api.API({
      cwd: repositoryRoot,
      fs: { readFile: (path) => (path === this.#changed?.path ? this.#changed.text : undefined) },
    });
    this.#api.updateSnapshot({ openProjects: [PROJECT] });
  }

  /** A source file, by its path from the root; throws where core has none of that name. */
  source(file: string): SourceFile {
    const source = this.#program().getSourceFile(join(repositoryRoot, file));
    if (source === undefined) throw new Error(`${file} is no source of core`);
    return source;
  }

  /** What the compiler first objects to in a file of this text, if anything. */
  objection(file: string, text: string): string | undefined {
    const path = join(repositoryRoot, file);
    this.#changed = { path, text };
    this.#announce(path);
    const program = this.#program();
    const [first] = [...program.getSyntacticDiagnostics(path), ...program.getSemanticDiagnostics(path)].filter(
      ({ code }) => !LEFT_OVER.has(code),
    );
    this.#changed = undefined;
    this.#announce(path);
    return first === undefined ? undefined : `TS${first.code} ${first.text}`;
  }

  close(): void {
    this.#api.close();
  }

  #latest: ReturnType<API['updateSnapshot']> | undefined;

  #announce(path: string): void {
    this.#latest = this.#api.updateSnapshot({ fileChanges: { changed: [path] } });
  }

  #program() {
    this.#latest ??= this.#api.updateSnapshot();
    const [project] = this.#latest.getProjects();
    if (project === undefined) throw new Error(`${PROJECT} is no project`);
    return project.program;
  }
}
