/**
 * Attacks the packaged services from outside, each as its pod runs it, while a plain caller goes
 * on: nothing that is sent to them may stop them or hold him up.
 */
package ai.gatewayz.bench.attack;
