/**
 * The Helm chart, rendered and linted by Helm: it is what the Kustomize manifests are, its values
 * are what their schema and the README say, and every example of values works.
 */
package ai.gatewayz.system.chart;
