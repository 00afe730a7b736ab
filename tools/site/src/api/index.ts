/** The API documentation of the packages and of the generated commands, by TypeDoc. */
export { buildApi } from './build-api.js';
export { API_FOLDER, nameToApiUrl, packageToApiUrl } from './urls.js';
