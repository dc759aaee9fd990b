/** Lines of the log that others search by what they are about. */
package ai.gatewayz.catalog.log;
