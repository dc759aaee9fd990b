/**
 * How a provider's offers are read: which lists there are, how their pages follow one another, and
 * how a body becomes entries while it still arrives. Nothing here does I/O or knows a clock; who
 * drives it feeds bytes and headers in and asks what to request next.
 */
package ai.gatewayz.providers.listing;
