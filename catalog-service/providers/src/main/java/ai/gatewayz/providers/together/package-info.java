/**
 * Together: one bare array of everything, of which a part is only served on a deployment of one's
 * own.
 */
package ai.gatewayz.providers.together;
