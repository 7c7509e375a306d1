/**
 * How near two objects stand: in one file, in one folder, joined by a kustomization, or merely in one workspace, where
 * an equal name is often the same example told twice.
 */
export type Nearness = 'file' | 'folder' | 'kustomization' | 'workspace';

/** For comparing: the nearer the less. */
export const DISTANCE: Readonly<Record<Nearness, number>> = { file: 0, folder: 1, kustomization: 2, workspace: 3 };
