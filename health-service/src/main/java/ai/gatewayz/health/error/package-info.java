/** What goes wrong with a request, and how it is told: a code, a status and a sentence. */
package ai.gatewayz.health.error;
