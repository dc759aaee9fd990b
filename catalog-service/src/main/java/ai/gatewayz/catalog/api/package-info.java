/**
 * The catalog over HTTP: offers, models, changes, syncs, providers. Read-only and public; answers
 * are JSON, errors are {@code {"error":{"code","message"}}} with the status of their code.
 */
package ai.gatewayz.catalog.api;
