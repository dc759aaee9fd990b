/** How each provider cuts its list into pages, and the envelope of a page. */
package ai.gatewayz.simulator.paging;
