/**
 * How one offer is probed: the operation, its form, what it can cost and how long to wait. Models
 * differ in what they accept; what one accepts is learned from its refusals and remembered. Pure.
 */
package ai.gatewayz.health.question;
