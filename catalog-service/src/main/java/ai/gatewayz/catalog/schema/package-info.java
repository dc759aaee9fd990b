/** The tables: migrated in the background, so that the service starts without its database. */
package ai.gatewayz.catalog.schema;
