/** What the page, its worker and its service worker call each other's things. */

/** The cache of data and weights that were loaded. */
export const fileCache = 'lethe-files';

/** The message to a version of the service worker that waits: that it may begin. */
export const takeNewVersion = 'lethe: take the new version';
