/**
 * The stack as it is run where nobody is trusted: TLS with a private CA, users, and their rights.
 */
package ai.gatewayz.system.secured;
