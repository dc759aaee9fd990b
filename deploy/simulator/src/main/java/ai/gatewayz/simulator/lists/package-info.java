/**
 * The providers' model lists as entries in their own JSON: recorded ones where there are
 * recordings, else synthetic.
 */
package ai.gatewayz.simulator.lists;
