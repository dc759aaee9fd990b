/** The bodies of answers: what kind they are, what an error among them says, and in what words. */
package ai.gatewayz.providers.evidence.body;
