/**
 * What callers see when a request fails: one enum of codes, one envelope (OpenAI's), one place that
 * writes it, for the data plane's routes and for the resources alike. A provider's own words reach
 * it only where they are about the request; a stack trace never does.
 */
package ai.gatewayz.gateway.error;
