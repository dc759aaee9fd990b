/**
 * Portkey: a gateway to the accounts of one workspace; ids are {@code @slug/model}, and entries say
 * nothing beyond the name.
 */
package ai.gatewayz.providers.portkey;
