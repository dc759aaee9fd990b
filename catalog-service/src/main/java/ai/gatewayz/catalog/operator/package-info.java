/**
 * What an operator decides, put into effect at once: rules that are created, ended or expire, and
 * quarantined changes that are accepted or rejected.
 */
package ai.gatewayz.catalog.operator;
