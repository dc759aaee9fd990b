/** Forms with files in them ({@code multipart/form-data}), read where they lie. Pure. */
package ai.gatewayz.gateway.form;
