/** Folder of the site that {@link buildApi} fills. */
export const API_FOLDER = 'api';

/**
 * Address of a generated type in the API documentation, from the root of the site. `module` is the
 * sub-path of the commands package, such as `services/call-center`.
 */
export function nameToApiUrl(module: string, name: string): string {
  return `${API_FOLDER}/commands/${module}/${name}.html`;
}

/** Address of a package's own page, from the root of the site: `client`, `core`, `core/sample`. */
export function packageToApiUrl(name: string): string {
  return `${API_FOLDER}/${name}.html`;
}
