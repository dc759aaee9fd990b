/**
 * Reading a provider's lists over HTTP: page by page, each body parsed while it arrives, a failed
 * page tried again when the provider says so. Bodies, pages, entries and time are bounded;
 * redirects are not followed, and no page leads to another origin than the configured one.
 */
package ai.gatewayz.catalog.listing;
