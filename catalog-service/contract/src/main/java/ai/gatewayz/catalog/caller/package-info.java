/**
 * Who may call a gateway: keys as the catalog publishes them, by digest and never as text, with
 * what each is let do.
 */
package ai.gatewayz.catalog.caller;
