/**
 * Rules and dashboards, read as Prometheus and Grafana read them: what they ask for exists, and
 * what they promise is written down.
 */
package ai.gatewayz.system.watch;
