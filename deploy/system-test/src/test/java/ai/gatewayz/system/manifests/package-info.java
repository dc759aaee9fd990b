/**
 * What is deployed, checked without a cluster: the overlays as {@code kubectl} renders them,
 * against Kubernetes' own schemas and against the services that they run.
 */
package ai.gatewayz.system.manifests;
