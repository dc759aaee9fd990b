/** How the services' ports are opened, where Quarkus leaves no choice. */
package ai.gatewayz.edge;
