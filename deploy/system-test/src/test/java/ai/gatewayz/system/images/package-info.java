/**
 * Images and the compose file, checked without a container engine: what they name exists, what they
 * run works outside of them.
 */
package ai.gatewayz.system.images;
