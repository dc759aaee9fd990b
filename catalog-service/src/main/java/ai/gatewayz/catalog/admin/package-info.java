/**
 * Who may change the catalog by hand: whoever has the operator's token, of which only a hash is
 * configured. Without one, nobody may.
 */
package ai.gatewayz.catalog.admin;
