/**
 * What is particular about a provider, behind one interface: how its lists are read, what its
 * errors mean, what a body needs, which suffixes it knows, and how it may be probed. Each provider
 * is a package beside this one that knows none of the others. Pure.
 */
package ai.gatewayz.providers.dialect;
