/**
 * The model providers as they are configured, and the list of all dialects that one can have. What
 * is particular about a provider is in the package of its name, behind {@link
 * ai.gatewayz.providers.dialect.Dialect}; nothing else compares one dialect with another.
 */
package ai.gatewayz.providers;
