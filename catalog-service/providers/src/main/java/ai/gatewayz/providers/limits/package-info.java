/** How long providers ask to wait, and what they say is left of a limit: one reader for all. */
package ai.gatewayz.providers.limits;
