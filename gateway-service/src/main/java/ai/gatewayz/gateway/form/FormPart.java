package ai.gatewayz.gateway.form;

/**
 * A part of a form.
 *
 * @param name of its field
 * @param plain whether it is a text as it stands there, and no file
 * @param start where its content begins in the body
 * @param end behind it
 */
public record FormPart(String name, boolean plain, int start, int end) {}
