/** Answers that hold pictures, sound, or what was said in it. Pure. */
package ai.gatewayz.gateway.media;
