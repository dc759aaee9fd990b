/**
 * What an operator decides, put into effect at once: rules that are made, ended or run out, and
 * held changes that are accepted or rejected.
 */
package ai.gatewayz.catalog.operator;
