/**
 * The promise held against a world whose truth is known: providers' lists as the simulator has
 * them, read and believed by the catalog's own types, judged by health's, listed by a gateway's;
 * all in this process, under a clock that the test moves.
 */
package ai.gatewayz.system.truth;
