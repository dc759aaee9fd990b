/**
 * What a caller asks for, read from the body in one pass without taking it apart: unknown fields go
 * to the provider byte for byte.
 */
package ai.gatewayz.gateway.request;
