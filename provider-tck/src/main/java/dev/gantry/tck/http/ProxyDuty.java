package dev.gantry.tck.http;

import java.util.Set;

/** What a proxy has to do with a request that the server behind it would refuse. */
public sealed interface ProxyDuty {

  /**
   * Answer the client itself and close the connection. A server behind may have seen the beginning
   * of the request, but never a complete one.
   *
   * @param statuses those it may answer
   */
  record Refuse(Set<Integer> statuses) implements ProxyDuty {

    public Refuse {
      statuses = Set.copyOf(statuses);
    }
  }

  /**
   * Forward exactly one request whose meaning nobody can mistake: it is harmless once written anew,
   * such as a chunk extension, which no proxy passes on.
   */
  record ForwardOne() implements ProxyDuty {}
}
