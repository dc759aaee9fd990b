/**
 * Large answers in gzip, put together from parts that were compressed before: what has changed
 * since is compressed, the rest is not. Pure Java and the JDK's own Deflater.
 */
package ai.gatewayz.gateway.gzip;
