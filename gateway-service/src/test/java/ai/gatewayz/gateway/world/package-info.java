/** A caller who tries everything, beside one who only wants answers. */
package ai.gatewayz.gateway.world;
