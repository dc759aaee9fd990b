package ai.gatewayz.providers.listing;

import java.net.URI;

/**
 * One list of a provider.
 *
 * @param name short and constant, for reports: {@code models}, {@code hub}, …
 * @param first the first page
 * @param field the root field that holds the entries; a body that is itself an array is read too
 * @param pager how the pages follow one another
 * @param mapper what an entry means
 */
public record ModelList(String name, URI first, String field, Pager pager, EntryMapper mapper) {

  /** The same list with another meaning of its entries. */
  public ModelList with(EntryMapper other) {
    return new ModelList(name, first, field, pager, other);
  }
}
